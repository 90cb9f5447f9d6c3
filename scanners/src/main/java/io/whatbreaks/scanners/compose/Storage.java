package io.whatbreaks.scanners.compose;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.ProcessWriter;
import io.whatbreaks.scanners.value.ReferenceWriter;
import io.whatbreaks.scanners.value.Syntax;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a compose file says outside its services: network volumes and inline configuration. */
final class Storage {
  /** The options of mount(8) for NFS and CIFS hold the server's name. */
  private static final Pattern SERVER = Pattern.compile("(?:^|,)addr=([^,]+)");

  private Storage() {}

  static void read(Project project, Node.Mapping top) {
    NodeId component = project.document().component();
    for (Node.Entry volume : Nodes.entries(top, "volumes")) {
      Nodes.text(volume.value(), "driver_opts", "o")
          .ifPresent(options -> server(project, component, options));
    }
    ProcessWriter inline =
        new ProcessWriter(project.document(), project.output(), component, project.scope());
    for (Node.Entry config : Nodes.entries(top, "configs")) {
      Nodes.text(config.value(), "content")
          .ifPresent(content -> inline.lines(content, "content", "compose/config"));
    }
  }

  private static void server(Project project, NodeId component, Scalar options) {
    Matcher matcher = SERVER.matcher(options.value());
    if (matcher.find()) {
      // The machine mounts, not the container: names are looked up from there.
      new ReferenceWriter(project.output(), component, project.document().scope())
          .endpoints(
              options.part(matcher.start(1), matcher.end(1)),
              new ReferenceWriter.Usage(
                  Syntax.HOST,
                  Lookup.START,
                  Group.Mode.SINGLE,
                  true,
                  Certainty.CERTAIN,
                  OptionalInt.empty()),
              "o",
              "compose/volume-server");
    }
  }
}
