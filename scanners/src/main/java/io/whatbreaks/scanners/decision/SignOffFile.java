package io.whatbreaks.scanners.decision;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.decision.SignOff;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file of agreements, in YAML.
 *
 * <pre>{@code
 * signed:
 *   - {by: "@shop/orders", change: rename mq01 rabbit01, until: 2026-12-31}
 *   - {by: ops@shop.test, change: [rename mq01 rabbit01, upgrade rabbitmq 4.0], on: ["mq01/*"]}
 * }</pre>
 */
public final class SignOffFile extends Lists {
  private static final Set<String> KEYS = Set.of("by", "change", "on", "until", "note");

  private SignOffFile(Path file) {
    super(file, "agreement");
  }

  /**
   * Reads the agreements of a file, in their order; there may be none.
   *
   * @throws WhatBreaksException with the place of what is no agreement
   */
  public static List<SignOff> read(Path file) throws IOException {
    return new SignOffFile(requireNonNull(file, "file")).signOffs();
  }

  private List<SignOff> signOffs() throws IOException {
    List<SignOff> all = new ArrayList<>();
    for (Node item : sequence("signed").items()) {
      Node.Mapping mapping = mapping(item);
      Map<String, Node> values = entries(mapping, KEYS, "an agreement");
      String by = required(mapping, values, "by").value();
      List<String> changes = words(values, "change");
      if (changes.isEmpty()) {
        throw refused(
            "missing-key",
            mapping.start(),
            "this agreement has no 'change'",
            "say what is agreed to, such as 'change: rename mq01 rabbit01'");
      }
      Optional<LocalDate> until =
          values.containsKey("until")
              ? Optional.of(day(required(mapping, values, "until")))
              : Optional.empty();
      all.add(new SignOff(by, changes, words(values, "on"), until));
    }
    return all;
  }

  private LocalDate day(Scalar word) {
    try {
      return LocalDate.parse(word.value());
    } catch (DateTimeException e) {
      throw refused(
          "bad-value", word.start(), "'until' is a day such as 2026-12-31", "write it so");
    }
  }
}
