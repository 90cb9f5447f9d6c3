package io.whatbreaks.scanners.systemd;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.systemd.UnitFile.Assignment;
import io.whatbreaks.scanners.table.CommandWriter;
import io.whatbreaks.scanners.table.PropertyWriter;
import io.whatbreaks.scanners.table.PropertyWriter.Property;
import io.whatbreaks.scanners.value.CommandLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the section {@code [Service]} says of its unit. */
final class ServiceFacts {
  private static final Pattern PREFIXES = Pattern.compile("[-@:+!|]*");
  private static final Pattern CONFIGURATION =
      Pattern.compile(
          "(?:file:)?(/\\S+\\.(?:conf|cfg|cnf|ini|ya?ml|properties|json|toml|env|xml|config))");
  private static final Pattern LOCATION = Pattern.compile("(?:optional:)?(?:file:)?(/[^,;\\s]+)");

  private final Document document;
  private final ScanOutput output;
  private final NodeId component;
  private final List<Property> environment = new ArrayList<>();

  ServiceFacts(Document document, ScanOutput output, NodeId component) {
    this.document = document;
    this.output = output;
    this.component = component;
  }

  void assignment(Assignment assignment) {
    Scalar value = assignment.value();
    switch (assignment.key()) {
      case "Environment" -> CommandLine.words(value).forEach(this::variable);
      case "EnvironmentFile" -> environmentFile(value);
      case "WorkingDirectory" -> workingDirectory(value);
      case "ExecStart",
          "ExecStartPre",
          "ExecStartPost",
          "ExecStop",
          "ExecStopPost",
          "ExecReload",
          "ExecCondition" ->
          command(value);
      default -> {
        // User, Restart, limits: none of them names a host.
      }
    }
  }

  /**
   * States the environment as a whole, for host and port belong together. The files of the
   * environment win over it.
   *
   * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html">
   *     systemd.exec(5)</a>
   */
  void environment() {
    new PropertyWriter(
            document,
            output,
            new PropertyWriter.Source(
                component, Fact.Rank.ENVIRONMENT_DEFAULT, "", Certainty.CERTAIN))
        .write(environment);
  }

  private void variable(Scalar word) {
    int equals = word.value().indexOf('=');
    if (equals > 0) {
      environment.add(
          new Property(
              word.value().substring(0, equals), word.part(equals + 1, word.value().length())));
    }
  }

  private void environmentFile(Scalar value) {
    int from = value.value().startsWith("-") ? 1 : 0;
    reads(value, from, value.value().length(), "service.EnvironmentFile");
  }

  private void reads(Scalar value, int from, int to, String rule) {
    UnitPaths.within(value.value().substring(from, to), component.name())
        .ifPresent(path -> reads(value, from, to, rule, path));
  }

  private void reads(Scalar value, int from, int to, String rule, String path) {
    output.add(
        new Fact.Reads(
            component, path, output.evidence(value.offset(from), value.endOffset(to), rule)));
  }

  private void workingDirectory(Scalar value) {
    int from = value.value().startsWith("-") ? 1 : 0;
    int to = value.value().length();
    UnitPaths.within(value.value().substring(from), component.name())
        .flatMap(UnitPaths::ofFolder)
        .ifPresent(folder -> reads(value, from, to, "service.WorkingDirectory", folder));
  }

  private void command(Scalar value) {
    Matcher prefixes = PREFIXES.matcher(value.value());
    int from = prefixes.lookingAt() ? prefixes.end() : 0;
    Scalar line = value.part(from, value.value().length());
    new JavaCommand(output, component).state(CommandLine.words(line));
    CommandLine command = CommandLine.direct(line);
    for (Scalar file : command.files()) {
      UnitPaths.within(file.value(), component.name())
          .flatMap(UnitPaths::ofProgram)
          .ifPresent(path -> reads(file, 0, file.value().length(), "service.program", path));
    }
    command.rest().forEach(this::configuration);
    new CommandWriter(document, output, component, Certainty.CERTAIN, Certainty.POSSIBLE)
        .write(command);
  }

  private void configuration(CommandLine.Word word) {
    Scalar text = word.text();
    if (word.option().contains("config.location")
        || word.option().contains("config.additional-location")) {
      Matcher location = LOCATION.matcher(text.value());
      while (location.find()) {
        reads(text, location.start(1), location.end(1), "service.configuration");
      }
      return;
    }
    Matcher file = CONFIGURATION.matcher(text.value());
    if (file.matches()) {
      reads(text, file.start(1), file.end(1), "service.configuration");
    }
  }
}
