package io.whatbreaks.scanners.assertion;

import io.whatbreaks.Snapshot;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scanners.value.KnownNames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The hosts, addresses, queues, exchanges and topics that scans of a company declare. */
final class CompanyNames implements KnownNames {
  private final Set<String> hosts = new HashSet<>();
  private final Set<String> queues = new HashSet<>();

  CompanyNames(List<Snapshot> snapshots) {
    for (Snapshot snapshot : snapshots) {
      for (NodeId node : snapshot.world().declared()) {
        if (node.kind() == NodeKind.HOST) {
          host(node.name());
          snapshot.world().addresses(node).forEach(this::host);
        } else if (node.kind() == NodeKind.QUEUE
            || node.kind() == NodeKind.EXCHANGE
            || node.kind() == NodeKind.TOPIC) {
          queues.add(node.name());
        }
      }
    }
  }

  private void host(String name) {
    boolean nobody =
        name.startsWith("127.")
            || name.equals("::1")
            || name.startsWith("localhost")
            || name.startsWith("ip6-");
    if (nobody) {
      return;
    }
    hosts.add(name);
    if (HostName.address(name).isEmpty()) {
      hosts.add(HostName.firstLabel(name));
    }
  }

  @Override
  public boolean isHost(String name) {
    return hosts.contains(name);
  }

  @Override
  public boolean isQueue(String name) {
    return queues.contains(name);
  }
}
