package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.report.Picture;
import io.whatbreaks.report.PictureFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whatbreaks graph PATH… -o FILE}. */
@Command(
    name = "graph",
    description = "Draws who depends on what.",
    footer = {
      "",
      "The ending of FILE says the form: .dot for Graphviz, .mmd for Mermaid, .graphml and .json",
      "for programs.",
      "Exit status: 0 done, 2 error."
    })
final class GraphCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to read: directories, files, archives, snapshots, dns://SERVER/ZONE.")
  private List<Path> paths = List.of();

  @Option(names = "-o", paramLabel = "FILE", required = true, description = "Draws to FILE.")
  private Path file = Path.of("");

  @Option(
      names = "--messaging",
      description =
          "Only queues, exchanges and topics with who uses them, in the direction of the messages.")
  private boolean messaging;

  @Mixin private SourceFlags sources = new SourceFlags();

  @Spec private @Nullable CommandSpec command;

  GraphCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Form form = form();
    Snapshot snapshot = sources.scan(paths, terminal);
    sources.tellLost(snapshot, terminal);
    Picture picture =
        messaging
            ? Picture.messaging(snapshot.world(), snapshot.graph())
            : Picture.of(snapshot.world(), snapshot.graph());
    OutputFile.write(file, out -> form.write(picture, out));
    return 0;
  }

  /** A form of a picture. */
  private interface Form {
    void write(Picture picture, OutputStream out) throws IOException;
  }

  private Form form() {
    String name = file.toString().toLowerCase(Locale.ROOT);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return switch (ending) {
      case "dot" -> (picture, out) -> write(PictureFile.dot(picture), out);
      case "mmd" -> (picture, out) -> write(PictureFile.mermaid(picture), out);
      case "graphml" -> PictureFile::writeGraphml;
      case "json" -> PictureFile::writeJson;
      default -> {
        String why = "the ending of " + file + " is none of .dot, .mmd, .graphml, .json";
        throw command == null
            ? new IllegalArgumentException(why)
            : new ParameterException(command.commandLine(), why);
      }
    };
  }

  private static void write(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
