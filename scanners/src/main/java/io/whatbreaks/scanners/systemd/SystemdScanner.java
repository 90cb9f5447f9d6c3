package io.whatbreaks.scanners.systemd;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.systemd.UnitFile.Assignment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads units of systemd: services with their drop-ins, sockets and mounts.
 *
 * <p>The component is the unit, named without {@code .service}.
 */
public final class SystemdScanner implements Scanner {
  private static final Pattern UNIT = Pattern.compile(".+\\.(?:service|socket|mount)");
  private static final Pattern DROP_IN =
      Pattern.compile("(?:.*/)?([^/]+\\.(?:service|socket|mount))\\.d/[^/]+\\.conf");
  private static final Pattern PORT = Pattern.compile("(?:.*:)?(\\d{1,5})");
  private static final Pattern EXPORT = Pattern.compile("(\\[[0-9a-fA-F:]+]|[\\w.-]{2,}):/.*");
  private static final Pattern WORD = Pattern.compile("\\S+");

  /** Made by the service loader. */
  public SystemdScanner() {}

  @Override
  public String id() {
    return "systemd";
  }

  @Override
  public boolean accepts(Document document) {
    return UNIT.matcher(document.fileName()).matches()
        || DROP_IN.matcher(document.localPath()).matches();
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    // D-Bus and Avahi name their files so, too.
    if (!document.mentions("[Unit]")
        && !document.mentions("[Service]")
        && !document.mentions("[Socket]")
        && !document.mentions("[Mount]")
        && !document.mentions("[Install]")) {
      return;
    }
    if (document.text().stripLeading().startsWith("<")) {
      return;
    }
    output.understood();
    boolean dropIn = DROP_IN.matcher(document.localPath()).matches();
    UnitFile file = UnitFile.read(document, output);
    String name = unit(document, file.assignments());
    NodeId component = NodeId.component(document.scope(), name);
    ServiceFacts service = new ServiceFacts(document, output, component);
    UnitLayer.state(document, output, component, file, dropIn);
    UnitName unit = UnitName.of(unit(document));
    template(unit, output, component);
    for (Assignment written : file.assignments()) {
      Assignment assignment =
          new Assignment(written.section(), written.key(), unit.expanded(written.value()));
      switch (assignment.section()) {
        case "Unit" -> needs(assignment, document, output, component);
        case "Service" -> service.assignment(assignment);
        case "Socket" -> listener(assignment, output, component);
        case "Mount" -> mount(assignment, document, output, component);
        default -> {
          // [Install] and others name units and hosts of no connection.
        }
      }
    }
    service.environment();
  }

  /** An instance that has files of its own goes on from its template. */
  private static void template(UnitName unit, ScanOutput output, NodeId component) {
    if (!unit.instance().isEmpty()) {
      output.add(
          new Fact.Inherits(
              component,
              NodeId.component(component.scope(), unit.template()),
              output.evidence(0, 0, "unit.template")));
    }
  }

  private static String unit(Document document, List<Assignment> assignments) {
    String unit = unit(document);
    if (unit.endsWith(".socket")) {
      return assignments.stream()
          .filter(assignment -> assignment.key().equals("Service"))
          .map(assignment -> withoutSuffix(assignment.value().value()))
          .findFirst()
          .orElse(unit.substring(0, unit.length() - ".socket".length()));
    }
    return withoutSuffix(unit);
  }

  /** The unit that a file describes. */
  private static String unit(Document document) {
    Matcher dropIn = DROP_IN.matcher(document.localPath());
    return dropIn.matches() ? dropIn.group(1) : document.fileName();
  }

  private static String withoutSuffix(String unit) {
    return unit.endsWith(".service") ? unit.substring(0, unit.length() - 8) : unit;
  }

  private static void needs(
      Assignment assignment, Document document, ScanOutput output, NodeId component) {
    boolean hard =
        switch (assignment.key()) {
          case "Requires", "Requisite", "BindsTo" -> true;
          default -> false;
        };
    if (!hard && !assignment.key().equals("Wants")) {
      return;
    }
    Matcher words = WORD.matcher(assignment.value().value());
    while (words.find()) {
      String unit = words.group();
      if (!unit.endsWith(".service") || unit.indexOf('%') >= 0) {
        continue;
      }
      String name = withoutSuffix(unit);
      int from = words.start();
      instance(assignment.value(), from, unit, output, component.scope());
      output.add(
          new Fact.Reference(
              component,
              new Fact.Target(
                  document.scope(), name, Set.of(NodeKind.COMPONENT), OptionalInt.empty()),
              new Fact.Use(Lookup.EACH_USE, Group.ALONE, hard, Certainty.CERTAIN, ""),
              output.evidence(
                  assignment.value().offset(from),
                  assignment.value().endOffset(from + name.length()),
                  "unit." + assignment.key())));
    }
  }

  /** What another unit names an instance by tells its template what {@code %i} stands for. */
  private static void instance(
      Scalar value, int from, String unit, ScanOutput output, Scope scope) {
    UnitName name = UnitName.of(unit);
    if (name.instance().isEmpty()) {
      return;
    }
    NodeId component = NodeId.component(scope, name.name());
    int start = from + name.template().length();
    Evidence evidence =
        output.evidence(
            value.offset(start),
            value.endOffset(start + name.instance().length()),
            "unit.instance");
    output.add(new Fact.Inherits(component, NodeId.component(scope, name.template()), evidence));
    output.add(
        new Fact.Setting(
            component, UnitName.INSTANCE, name.instance(), Fact.Rank.COMMAND_LINE, "", evidence));
  }

  private static void listener(Assignment assignment, ScanOutput output, NodeId component) {
    Matcher port = PORT.matcher(assignment.value().value());
    boolean listens =
        assignment.key().equals("ListenStream") || assignment.key().equals("ListenDatagram");
    if (!listens || !port.matches()) {
      return;
    }
    int number = Integer.parseInt(port.group(1));
    if (number > 0 && number < 65536) {
      output.add(
          new Fact.Listener(
              component,
              number,
              output.evidence(
                  assignment.value().offset(port.start(1)),
                  assignment.value().endOffset(port.end(1)),
                  "socket." + assignment.key())));
    }
  }

  private static void mount(
      Assignment assignment, Document document, ScanOutput output, NodeId component) {
    Optional<Matcher> export =
        Optional.of(EXPORT.matcher(assignment.value().value()))
            .filter(matcher -> assignment.key().equals("What") && matcher.matches());
    export.ifPresent(
        found ->
            output.add(
                new Fact.Reference(
                    component,
                    new Fact.Target(
                        document.scope(),
                        found.group(1),
                        Set.of(NodeKind.HOST),
                        OptionalInt.empty()),
                    new Fact.Use(Lookup.CONNECTION, Group.ALONE, true, Certainty.CERTAIN, ""),
                    output.evidence(
                        assignment.value().offset(found.start(1)),
                        assignment.value().endOffset(found.end(1)),
                        "mount.What"))));
  }
}
