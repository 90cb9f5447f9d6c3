package io.whatbreaks.examples;

import io.whatbreaks.change.Upgrade;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whatbreaks upgrade SERVICE VERSION PATH…}. */
@Command(
    name = "upgrade",
    description = "Says what breaks if SERVICE goes to VERSION.",
    footer = {
      "",
      "Each instance goes there from its own version of today. `whatbreaks list service PATH` shows",
      "those, `whatbreaks rules list` for which services and versions there are rules.",
      "Exit status: 0 nothing breaks, 1 something breaks, 2 error, 3 nothing provably breaks but",
      "something is uncertain, or no rule is known for the step."
    })
final class UpgradeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "SERVICE", description = "Software, such as rabbitmq.")
  private String service = "";

  @Parameters(index = "1", paramLabel = "VERSION", description = "Its new version, such as 4.0.")
  private String to = "";

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to read: directories, files, archives, snapshots.")
  private List<Path> paths = List.of();

  @Option(
      names = "--from",
      paramLabel = "VERSION",
      description = "Today's version where no file tells it.")
  private @Nullable String from;

  @Option(
      names = "--on",
      paramLabel = "HOST",
      arity = "1",
      split = ",",
      description = "Only the instances on this machine; may be repeated.")
  private List<String> on = List.of();

  @Mixin private ImpactFlags impact = new ImpactFlags();

  UpgradeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    return impact.answer(
        List.of(new Upgrade(service, to, Optional.ofNullable(from), on)), paths, terminal);
  }
}
