package io.whatbreaks.examples;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.report.JsonUpgrades;
import io.whatbreaks.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Gives what is installed where in which version as an answer. */
final class ServiceList {
  private ServiceList() {}

  static void write(World world, AnswerFlags answer, Terminal terminal) throws IOException {
    List<JsonUpgrades.Service> services = services(world);
    if (answer.json()) {
      answer.write(terminal, out -> JsonUpgrades.writeServices(services, out));
      return;
    }
    StringBuilder text = new StringBuilder();
    for (JsonUpgrades.Service service : services) {
      text.append(service.node().name())
          .append("  ")
          .append(service.version().isEmpty() ? "(version not known)" : service.version())
          .append("  ")
          .append(service.component())
          .append(service.hosts().isEmpty() ? "" : "  on " + String.join(", ", service.hosts()))
          .append("  ")
          .append(service.evidence().at())
          .append('\n');
    }
    answer.write(terminal, text.toString());
  }

  private static List<JsonUpgrades.Service> services(World world) {
    List<JsonUpgrades.Service> all = new ArrayList<>();
    for (String software : world.software()) {
      world
          .instances(software)
          .forEach(
              (component, told) -> {
                Fact.Installation first = told.get(0);
                all.add(
                    new JsonUpgrades.Service(
                        new NodeId(NodeKind.SERVICE, component.scope(), software),
                        component,
                        first.version(),
                        hosts(world, component),
                        first.evidence()));
              });
    }
    return all;
  }

  private static List<String> hosts(World world, NodeId component) {
    return world.hostsOf(component).stream().map(NodeId::toString).sorted().toList();
  }
}
