package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.report.JsonReport;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Gives a list of nodes as an answer. */
final class NodeList {
  private NodeList() {}

  static void write(
      Collection<NodeId> nodes, Snapshot snapshot, AnswerFlags answer, Terminal terminal)
      throws IOException {
    Map<NodeId, String> versions = versions(nodes, snapshot);
    if (answer.json()) {
      answer.write(terminal, out -> JsonReport.writeNodes(nodes, versions, out));
      return;
    }
    StringBuilder text = new StringBuilder();
    for (NodeId node : nodes) {
      String version = versions.get(node);
      text.append(node).append(version == null ? "" : "  " + version).append('\n');
    }
    answer.write(terminal, text.toString());
  }

  private static Map<NodeId, String> versions(Collection<NodeId> nodes, Snapshot snapshot) {
    Map<NodeId, String> versions = new TreeMap<>();
    for (NodeId node : nodes) {
      if (node.kind() == NodeKind.COMPONENT) {
        for (Fact.Installation installation : snapshot.world().installations(node)) {
          if (!installation.version().isEmpty()) {
            versions.putIfAbsent(node, installation.version());
          }
        }
      }
    }
    return versions;
  }
}
