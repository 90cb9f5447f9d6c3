package io.whatbreaks.scanners.rabbitmq;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.LocatedTree;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.ProcessWriter;
import io.whatbreaks.scanners.value.SecretKeys;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads {@code rabbitmq-env.conf}: variables of a shell, there without their prefix {@code
 * RABBITMQ_}. {@code NODENAME} pins the identity of the node.
 *
 * @see <a href="https://www.rabbitmq.com/docs/configure#customise-environment">RabbitMQ
 *     environment</a>
 */
public final class RabbitEnvironmentScanner implements Scanner {
  private static final Pattern NAME = Pattern.compile(".*rabbitmq-env.*\\.conf");
  private static final Pattern PORTS = Pattern.compile("(?:RABBITMQ_)?(?:NODE|DIST)_PORT");

  /** Paths, names of other things and options of the Erlang machine. */
  private static final Pattern OTHER_THINGS =
      Pattern.compile(
          ".*(?:_FILE|_BASE|_DIR|_PATH|_HOME|_ARGS|_USER|_SIZE|_LOGS|_TIME|_TYPE)|HOME|.*LOG.*|USE_LONGNAME|PLUGINS.*|INET_.*");

  /** For {@link java.util.ServiceLoader}. */
  public RabbitEnvironmentScanner() {}

  @Override
  public String id() {
    return "rabbitmq-env";
  }

  static boolean hasUsualName(String lowerCase) {
    return NAME.matcher(lowerCase).matches();
  }

  @Override
  public boolean accepts(Document document) {
    return hasUsualName(document.fileName().toLowerCase(Locale.ROOT));
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    output.understood();
    LocatedTree tree = Format.ENV.read(document);
    for (LocatedTree.Problem problem : tree.problems()) {
      output.lost(problem.code(), problem.offset(), problem.message(), problem.hint());
    }
    Broker broker = new Broker(document, output);
    int end = document.text().indexOf('\n');
    Evidence evidence =
        output.evidence(0, end < 0 ? document.text().length() : end, "rabbitmq/env");
    for (Node root : tree.roots()) {
      for (Node.Entry entry : Nodes.entries(root)) {
        if (Nodes.scalar(entry.value()).isPresent()) {
          evidence = broker.evidence(Nodes.scalar(entry.value()).get(), "rabbitmq/env");
          break;
        }
      }
    }
    broker.installed(evidence);
    for (Node root : tree.roots()) {
      for (Node.Entry entry : Nodes.entries(root)) {
        Nodes.scalar(entry.value())
            .ifPresent(value -> variable(broker, entry.key().value(), value));
      }
    }
  }

  private static void variable(Broker broker, String key, Scalar value) {
    ProcessWriter process =
        new ProcessWriter(
            broker.document(), broker.output(), broker.component(), broker.document().scope());
    process.setting(key, value, Fact.Rank.ENVIRONMENT, "rabbitmq/env");
    if (key.equals("NODENAME") || key.equals("RABBITMQ_NODENAME")) {
      broker.nodeName(value, Group.ALONE, true, key, "rabbitmq/nodename");
    } else if (PORTS.matcher(key).matches()) {
      if (value.value().matches("[1-9]\\d{0,3}|[1-5]\\d{4}")) {
        RabbitConfigScanner.listener(
            broker, Integer.parseInt(value.value()), broker.evidence(value, "rabbitmq/env-port"));
      }
    } else if (!OTHER_THINGS.matcher(key).matches() && !SecretKeys.speaks(key)) {
      broker.references().candidates(value, Fact.Span.VALUE, key, "rabbitmq/env");
    }
  }
}
