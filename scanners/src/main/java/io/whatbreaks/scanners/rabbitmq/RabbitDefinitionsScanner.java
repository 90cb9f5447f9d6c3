package io.whatbreaks.scanners.rabbitmq;

import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.LocatedTree;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import java.util.List;
import java.util.Locale;

/**
 * Reads exported definitions, of a whole broker or of one virtual host, whatever the file's name.
 *
 * @see <a href="https://www.rabbitmq.com/docs/definitions">Definition export and import</a>
 */
public final class RabbitDefinitionsScanner implements Scanner {
  private static final List<String> BESIDE =
      List.of("bindings", "exchanges", "policies", "permissions");

  /** For {@link java.util.ServiceLoader}. */
  public RabbitDefinitionsScanner() {}

  @Override
  public String id() {
    return "rabbitmq-definitions";
  }

  @Override
  public boolean accepts(Document document) {
    return document.fileName().toLowerCase(Locale.ROOT).endsWith(".json")
        && (document.mentions("rabbit_version")
            || document.mentions("rabbitmq_version")
            || ((document.mentions("vhosts") || document.mentions("queues"))
                && BESIDE.stream().anyMatch(document::mentions)));
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    LocatedTree tree = Format.JSON.read(document);
    for (Node root : tree.roots()) {
      if (root instanceof Node.Mapping mapping && isExport(mapping)) {
        output.understood();
        for (LocatedTree.Problem problem : tree.problems()) {
          output.lost(problem.code(), problem.offset(), problem.message(), problem.hint());
        }
        new Definitions(new Broker(document, output), mapping, !tree.problems().isEmpty()).read();
      }
    }
  }

  private static boolean isExport(Node.Mapping root) {
    if (root.get("rabbit_version").isPresent() || root.get("rabbitmq_version").isPresent()) {
      return true;
    }
    boolean objects = isList(root, "vhosts") || isList(root, "queues");
    return objects && BESIDE.stream().anyMatch(field -> isList(root, field));
  }

  private static boolean isList(Node.Mapping root, String field) {
    return Nodes.at(root, field).filter(Node.Sequence.class::isInstance).isPresent();
  }
}
