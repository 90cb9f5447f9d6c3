package io.whatbreaks.scanners.assertion;

import io.whatbreaks.lint.Acceptance;
import io.whatbreaks.lint.Lint;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.format.StrictFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file of findings that may stay, why and until when: the one form of {@code whatbreaks lint
 * --accept}, {@code whatbreaks hardcoded --accept} and {@link HardCodedHosts#acceptedIn}.
 *
 * <pre>
 * accept:
 *   - {code: hard-coded-host, path: com/acme/A.class, name: mq01, reason: 'goes in spring', until: 2027-03-31}
 * </pre>
 */
public final class AcceptFile extends StrictFile {
  private static final Set<String> KEYS =
      Set.of("code", "path", "component", "name", "reason", "until");

  /** A file, not read yet. */
  public AcceptFile(Path file) {
    super(file, "acceptance");
  }

  /**
   * The acceptances of several files, in their order.
   *
   * @throws io.whatbreaks.diagnostic.WhatBreaksException if something in one of them is none
   * @throws IOException if one cannot be read
   */
  public static List<Acceptance> readAll(List<Path> files) throws IOException {
    List<Acceptance> all = new ArrayList<>();
    for (Path file : files) {
      all.addAll(new AcceptFile(file).read());
    }
    return all;
  }

  /**
   * The acceptances, in their order.
   *
   * @throws io.whatbreaks.diagnostic.WhatBreaksException if something in it is none
   * @throws IOException if it cannot be read
   */
  public List<Acceptance> read() throws IOException {
    List<Acceptance> all = new ArrayList<>();
    for (Node item : sequence("accept").items()) {
      if (!(item instanceof Node.Mapping mapping)) {
        throw refused("bad-acceptance", item.start(), "an acceptance is a mapping", "");
      }
      all.add(acceptance(mapping, entries(mapping, KEYS, "an acceptance")));
    }
    return all;
  }

  private Acceptance acceptance(Node.Mapping mapping, Map<String, Node> values) {
    Scalar code = required(mapping, values, "code");
    if (!Lint.CODES.contains(code.value())) {
      throw refused(
          "bad-value",
          code.start(),
          "there is no finding '" + code.value() + "'",
          "it is one of " + String.join(", ", Lint.CODES));
    }
    String reason = required(mapping, values, "reason").value();
    try {
      return new Acceptance(
          code.value(),
          text(mapping, values, "path"),
          text(mapping, values, "component"),
          text(mapping, values, "name"),
          reason,
          text(mapping, values, "until").map(LocalDate::parse),
          file().toString(),
          line(mapping.start()));
    } catch (DateTimeParseException e) {
      Node until = values.getOrDefault("until", mapping);
      throw refused("bad-value", until.start(), "'until' is a day such as 2027-03-31", "");
    } catch (IllegalArgumentException e) {
      throw refused(
          "missing-key",
          mapping.start(),
          "this accepts every " + code.value(),
          "add path, component or name");
    }
  }

  private Optional<String> text(Node.Mapping mapping, Map<String, Node> values, String key) {
    return values.containsKey(key)
        ? Optional.of(required(mapping, values, key).value())
        : Optional.empty();
  }
}
