package io.whatbreaks.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags that say in which form an answer is given, and where to. */
final class AnswerFlags {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  private final Set<Format> known;
  private Format format = Format.TEXT;

  /** The forms an answer can have. */
  enum Format {
    TEXT,
    JSON,
    SARIF,
    MARKDOWN,
    HTML;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(names = "-o", paramLabel = "FILE", description = "Writes the answer to FILE.")
  private @Nullable Path file;

  @Option(names = "--no-color", description = "No colours, even on a terminal.")
  private boolean noColor;

  /** Text and JSON. */
  AnswerFlags() {
    this(EnumSet.of(Format.TEXT, Format.JSON));
  }

  /** The forms that the answers of a command have. */
  AnswerFlags(Set<Format> known) {
    this.known = Set.copyOf(known);
  }

  @Option(
      names = "--format",
      paramLabel = "FORM",
      defaultValue = "text",
      description =
          "The form of the answer: text or json; what changes break also as sarif, markdown or"
              + " html, findings also as sarif, differences also as markdown.")
  void format(String word) {
    String wanted = word.toLowerCase(Locale.ROOT);
    for (Format one : Format.values()) {
      if (one.word().equals(wanted) && known.contains(one)) {
        format = one;
        return;
      }
    }
    List<String> words =
        Arrays.stream(Format.values()).filter(known::contains).map(Format::word).toList();
    throw refused("--format is " + String.join(" or ", words) + " here, not '" + word + "'");
  }

  private RuntimeException refused(String why) {
    return command == null
        ? new IllegalArgumentException(why)
        : new ParameterException(command.commandLine(), why);
  }

  boolean json() {
    return format == Format.JSON;
  }

  Format format() {
    return format;
  }

  boolean colours(Terminal terminal) {
    return terminal.colours() && !noColor && file == null;
  }

  /** Writes a form of the answer. */
  @FunctionalInterface
  interface Form {
    void write(OutputStream out) throws IOException;
  }

  /** Gives the answer, whole or not at all. */
  void write(Terminal terminal, Form form) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    form.write(answer);
    if (file == null) {
      terminal.out().write(answer.toByteArray());
      terminal.out().flush();
    } else {
      OutputFile.write(file, answer::writeTo);
    }
  }

  void write(Terminal terminal, String text) throws IOException {
    write(terminal, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
