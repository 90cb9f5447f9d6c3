package io.whatbreaks.examples;

import io.whatbreaks.decision.Schedule;
import io.whatbreaks.decision.Scheduler;
import io.whatbreaks.decision.Windows;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.plan.ChangePlan;
import io.whatbreaks.scanners.decision.WindowsFile;
import io.whatbreaks.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags that bring in what people decide by. */
final class DecisionFlags {
  @Option(
      names = "--windows",
      paramLabel = "FILE",
      description =
          "With --plan: the times for changes, freezes and critical times, from a calendar"
              + " (iCalendar) or YAML; may be repeated. The plan says when it may be carried out.")
  private List<Path> files = List.of();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "With --windows: the time that is asked about, such as 2026-12-01T22:00+01:00. Default:"
              + " now.")
  private @Nullable String at;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  private Optional<Windows> windows = Optional.empty();
  private Instant time = Instant.EPOCH;

  DecisionFlags() {}

  /**
   * Reads what is named, before anything else is read.
   *
   * @param planned whether there is something that asks for it
   */
  void check(boolean planned) throws IOException {
    if (!files.isEmpty() && !planned) {
      throw refused("--windows needs --plan FILE");
    }
    if (at != null && files.isEmpty()) {
      throw refused("--at needs --windows FILE");
    }
    if (!files.isEmpty()) {
      time = time();
      windows = Optional.of(WindowsFile.read(files, time, WindowsFile.AHEAD));
    }
  }

  private Instant time() {
    if (at == null) {
      return Instant.now().truncatedTo(ChronoUnit.MINUTES);
    }
    try {
      return ZonedDateTime.parse(at).toInstant();
    } catch (DateTimeException e) {
      throw refused("--at is a time with its offset, such as 2026-12-01T22:00+01:00, not '" + at + "'");
    }
  }

  private RuntimeException refused(String why) {
    return command == null
        ? new IllegalArgumentException(why)
        : new ParameterException(command.commandLine(), why);
  }

  /** When a plan may be carried out, where that was asked. */
  Optional<Schedule> schedule(ChangePlan plan, Impact impact, World world) {
    return windows.map(known -> new Scheduler(known, world).schedule(plan, impact, time));
  }
}
