package io.whatbreaks.examples;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.diff.NameMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file of {@code whatbreaks diff --map}: a pair of names in each line, {@code #} a comment. */
final class MapFile {
  private static final int LONGEST = 1_000_000;
  private static final int MOST_PAIRS = 1_000;

  private final Path file;

  MapFile(Path file) {
    this.file = file;
  }

  /**
   * The pairs, behind those that are known.
   *
   * @throws WhatBreaksException if a line is no pair
   */
  NameMap addTo(NameMap names) throws IOException {
    NameMap all = names;
    int pairs = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        int comment = lines.get(i).indexOf('#');
        String line = comment < 0 ? lines.get(i) : lines.get(i).substring(0, comment);
        if (!line.isBlank()) {
          all = add(all, line, i + 1);
          pairs++;
        }
      }
      if (bytes.length > LONGEST || pairs > MOST_PAIRS) {
        throw refused("too-long", 0, "more than " + MOST_PAIRS + " pairs: use a pattern");
      }
    }
    return all;
  }

  private NameMap add(NameMap names, String line, int number) {
    int equals = line.indexOf('=');
    if (equals < 0) {
      throw refused("bad-pair", number, "not a pair: '" + line.strip() + "'");
    }
    try {
      return names.with(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    } catch (IllegalArgumentException e) {
      throw refused("bad-pair", number, String.valueOf(e.getMessage()));
    }
  }

  private WhatBreaksException refused(String code, int line, String message) {
    return new WhatBreaksException(
        new Diagnostic(
            Severity.ERROR, code, file.toString(), line, message, "write A's name = B's name"));
  }
}
