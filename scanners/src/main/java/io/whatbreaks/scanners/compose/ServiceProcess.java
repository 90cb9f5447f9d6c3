package io.whatbreaks.scanners.compose;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.ProcessWriter;
import io.whatbreaks.scanners.table.PropertyWriter.Property;
import io.whatbreaks.scanners.value.Endpoint;
import io.whatbreaks.scanners.value.ReferenceWriter;
import io.whatbreaks.scanners.value.SecretKeys;
import io.whatbreaks.scanners.value.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service says of the process in its container: environment, commands, labels. */
final class ServiceProcess {
  private static final Pattern ON_NODE =
      Pattern.compile("node\\.hostname\\s*==\\s*([A-Za-z0-9._-]+)");
  private static final Pattern LOG_SERVER = Pattern.compile("[\\w.-]*-(?:address|url|endpoint)");

  private final Project project;
  private final NodeId component;
  private final Node body;
  private final ProcessWriter process;
  private final ReferenceWriter references;

  ServiceProcess(Project project, NodeId component, Node body, Scope from) {
    this.project = project;
    this.component = component;
    this.body = body;
    process = new ProcessWriter(project.document(), project.output(), component, from);
    references = new ReferenceWriter(project.output(), component, from);
  }

  void read() {
    environment();
    environmentFiles();
    process.command(Service.texts(body, "entrypoint"), true, "compose/entrypoint");
    // A command alone may be arguments of the image's own entry point.
    process.command(Service.texts(body, "command"), false, "compose/command");
    Nodes.at(body, "healthcheck")
        .ifPresent(
            check -> process.command(Service.texts(check, "test"), true, "compose/healthcheck"));
    labels(body);
    Nodes.at(body, "deploy").ifPresent(this::deployment);
    Nodes.at(body, "build", "args").ifPresent(args -> pairs(args, "compose/build-args"));
    for (Node.Entry option : Nodes.entries(body, "logging", "options")) {
      if (LOG_SERVER.matcher(option.key().value()).matches()) {
        Nodes.scalar(option.value()).ifPresent(this::logServer);
      }
    }
    Group servers = new Group("compose/dns", Group.Mode.ANY);
    for (Scalar server : Service.texts(body, "dns")) {
      references.reference(
          server,
          new Endpoint(server.value(), 0, server.value().length(), OptionalInt.of(53), ""),
          usage(Lookup.EACH_USE, true),
          servers,
          "dns",
          "compose/dns");
    }
  }

  private void environment() {
    String rule = "compose/environment";
    List<Property> variables = new ArrayList<>();
    for (Node.Entry entry : Nodes.entries(body, "environment")) {
      if (entry.value() instanceof Scalar value && !value.value().isEmpty()) {
        variables.add(new Property(entry.key().value(), value));
      } else {
        process.handedOn(entry.key(), rule);
      }
    }
    for (Scalar line : Service.texts(body, "environment")) {
      int equals = line.value().indexOf('=');
      if (equals < 0) {
        process.handedOn(line, rule);
      } else {
        variables.add(
            new Property(
                line.value().substring(0, equals), line.part(equals + 1, line.value().length())));
      }
    }
    process.environment(variables, rule);
  }

  private void environmentFiles() {
    for (Node item : Nodes.items(body, "env_file")) {
      Optional<Scalar> written = Nodes.scalar(item).or(() -> Nodes.text(item, "path"));
      written.ifPresent(
          path ->
              project
                  .path(path.value())
                  .ifPresent(
                      within ->
                          reads(
                              within,
                              project
                                  .output()
                                  .evidence(
                                      path.offset(0),
                                      path.endOffset(path.value().length()),
                                      "compose/env_file"))));
    }
  }

  private void reads(String path, Evidence evidence) {
    project.output().add(new Fact.Reads(component, path, evidence));
  }

  private void deployment(Node deploy) {
    labels(deploy);
    for (Node constraint : Nodes.items(deploy, "placement", "constraints")) {
      Nodes.scalar(constraint).ifPresent(this::machine);
    }
  }

  private void machine(Scalar constraint) {
    Matcher matcher = ON_NODE.matcher(constraint.value());
    if (matcher.find()) {
      // The orchestrator knows its machines by their own names, not by names of the project.
      new ReferenceWriter(project.output(), component, project.document().scope())
          .endpoints(
              constraint.part(matcher.start(1), matcher.end(1)),
              usage(Lookup.START, true),
              "",
              "compose/placement");
    }
  }

  private void labels(Node holder) {
    Nodes.at(holder, "labels").ifPresent(labels -> pairs(labels, "compose/labels"));
  }

  /** {@code key: value} or {@code key=value}, whose meaning only somebody else knows. */
  private void pairs(Node pairs, String rule) {
    for (Node.Entry entry : Nodes.entries(pairs)) {
      Nodes.scalar(entry.value()).ifPresent(value -> candidates(entry.key().value(), value, rule));
    }
    for (Node item : Nodes.items(pairs)) {
      Nodes.scalar(item)
          .ifPresent(
              line -> {
                int equals = line.value().indexOf('=');
                if (equals >= 0) {
                  candidates(
                      line.value().substring(0, equals),
                      line.part(equals + 1, line.value().length()),
                      rule);
                }
              });
    }
  }

  private void candidates(String key, Scalar value, String rule) {
    if (!SecretKeys.speaks(key)) {
      references.candidates(value, Fact.Span.VALUE, key, rule);
    }
  }

  private void logServer(Scalar address) {
    // The daemon of the machine sends the log: names are looked up from there.
    new ReferenceWriter(project.output(), component, project.document().scope())
        .endpoints(
            address, ProcessWriter.seen(address.value(), Certainty.CERTAIN), "", "compose/logging");
  }

  private static ReferenceWriter.Usage usage(Lookup lookup, boolean hard) {
    return new ReferenceWriter.Usage(
        Syntax.HOST, lookup, Group.Mode.SINGLE, hard, Certainty.CERTAIN, OptionalInt.empty());
  }
}
