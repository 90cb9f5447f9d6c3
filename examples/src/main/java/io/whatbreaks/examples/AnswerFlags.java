package io.whatbreaks.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags that say in which form an answer is given, and where to. */
final class AnswerFlags {
  private static final Set<String> NOT_BUILT_YET = Set.of("sarif", "html", "markdown");

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  private boolean json;

  @Option(names = "-o", paramLabel = "FILE", description = "Writes the answer to FILE.")
  private @Nullable Path file;

  @Option(names = "--no-color", description = "No colours, even on a terminal.")
  private boolean noColor;

  AnswerFlags() {}

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "The form of the answer.")
  void format(String word) {
    String format = word.toLowerCase(Locale.ROOT);
    if (NOT_BUILT_YET.contains(format)) {
      throw refused("--format " + format + " is not built yet");
    }
    if (!format.equals("text") && !format.equals("json")) {
      throw refused("--format is text or json, not '" + word + "'");
    }
    json = format.equals("json");
  }

  private RuntimeException refused(String why) {
    return command == null
        ? new IllegalArgumentException(why)
        : new ParameterException(command.commandLine(), why);
  }

  boolean json() {
    return json;
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
