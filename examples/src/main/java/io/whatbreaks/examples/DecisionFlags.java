package io.whatbreaks.examples;

import io.whatbreaks.decision.Gate;
import io.whatbreaks.decision.Policy;
import io.whatbreaks.decision.Schedule;
import io.whatbreaks.decision.Scheduler;
import io.whatbreaks.decision.SignOff;
import io.whatbreaks.decision.Violation;
import io.whatbreaks.decision.Windows;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.plan.ChangePlan;
import io.whatbreaks.scanners.decision.PolicyFile;
import io.whatbreaks.scanners.decision.SignOffFile;
import io.whatbreaks.scanners.decision.WindowsFile;
import io.whatbreaks.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
          "With --plan or --policy: the times for changes, freezes and critical times, from a calendar"
              + " (iCalendar) or YAML; may be repeated. The plan says when it may be carried out.")
  private List<Path> files = List.of();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "With --windows or --policy: the time that is asked about, such as"
              + " 2026-12-01T22:00+01:00. Default: now.")
  private @Nullable String at;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "Judges the answer by the rules of FILE (YAML): exit status 1 where one does not hold, else"
              + " 0. What does not hold is told on standard error. Everything is read for it.")
  private @Nullable Path policyFile;

  @Option(
      names = "--signed",
      paramLabel = "FILE",
      description = "With --policy: who has agreed to the change (YAML); may be repeated.")
  private List<Path> signed = List.of();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  private Optional<Windows> windows = Optional.empty();
  private Optional<Policy> policy = Optional.empty();
  private final List<SignOff> signOffs = new ArrayList<>();
  private Instant time = Instant.EPOCH;

  DecisionFlags() {}

  /**
   * Reads what is named, before anything else is read.
   *
   * @param planned whether there is something that asks for it
   */
  void check(boolean planned) throws IOException {
    boolean judged = policyFile != null;
    if (!files.isEmpty() && !planned && !judged) {
      throw refused("--windows needs --plan FILE or --policy FILE");
    }
    if (at != null && files.isEmpty() && !judged) {
      throw refused("--at needs --windows FILE or --policy FILE");
    }
    if (!signed.isEmpty() && !judged) {
      throw refused("--signed needs --policy FILE");
    }
    if (files.isEmpty() && !judged) {
      return;
    }
    time = time();
    if (!files.isEmpty()) {
      windows = Optional.of(WindowsFile.read(files, time, WindowsFile.AHEAD));
    }
    if (policyFile != null) {
      policy = Optional.of(PolicyFile.read(policyFile));
      if (policy.get().asksForTimes() && windows.isEmpty()) {
        throw refused(policyFile + " asks for times: give --windows FILE");
      }
    }
    for (Path file : signed) {
      signOffs.addAll(SignOffFile.read(file));
    }
  }

  private Instant time() {
    if (at == null) {
      return Instant.now().truncatedTo(ChronoUnit.MINUTES);
    }
    try {
      return ZonedDateTime.parse(at).toInstant();
    } catch (DateTimeException e) {
      throw refused(
          "--at is a time with its offset, such as 2026-12-01T22:00+01:00, not '" + at + "'");
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

  /** Whether the answer is judged, so that everything has to be read. */
  boolean isJudged() {
    return policyFile != null;
  }

  /** What does not hold of the policy, where there is one. */
  Optional<List<Violation>> violations(Impact impact, World world) {
    Windows known = windows.orElseGet(() -> WindowsFile.none(time));
    return policy.map(rules -> new Gate(world, known, time, signOffs).violations(rules, impact));
  }
}
