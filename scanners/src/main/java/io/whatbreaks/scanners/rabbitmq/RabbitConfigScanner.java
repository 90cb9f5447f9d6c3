package io.whatbreaks.scanners.rabbitmq;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.LocatedTree;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads {@code rabbitmq.conf} and the files of its {@code conf.d}: a dotted key, {@code =}, a value
 * on each line.
 *
 * @see <a href="https://www.rabbitmq.com/docs/configure">RabbitMQ configuration</a>
 */
public final class RabbitConfigScanner implements Scanner {
  private static final Pattern NAME = Pattern.compile(".*rabbitmq.*\\.conf");
  private static final Pattern SETTING = Pattern.compile("[a-z][\\w./-]*\\s*=.*");

  /** A setting of the file. */
  record Line(String key, Scalar value) {}

  /** For {@link java.util.ServiceLoader}. */
  public RabbitConfigScanner() {}

  @Override
  public String id() {
    return "rabbitmq-conf";
  }

  @Override
  public boolean accepts(Document document) {
    String name = document.fileName().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".conf") || RabbitEnvironmentScanner.hasUsualName(name)) {
      return false;
    }
    boolean usual = isOfTheBroker(document) || NAME.matcher(name).matches();
    // Proxies, init systems and loggers have files of that name too.
    return usual && isLineByLine(document);
  }

  private static boolean isOfTheBroker(Document document) {
    String folder = "/" + document.folder();
    return folder.endsWith("/rabbitmq") || folder.endsWith("/rabbitmq/conf.d");
  }

  private static boolean isLineByLine(Document document) {
    int settings = 0;
    for (int line = 1; line <= document.lineCount(); line++) {
      String text = document.line(line).strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (!SETTING.matcher(text).matches() || text.endsWith(";") || text.endsWith("{")) {
        // A broken line within a file of the broker costs that line only.
        if (!isOfTheBroker(document)) {
          return false;
        }
      } else {
        settings++;
      }
    }
    return settings > 0 || document.fileName().equals("rabbitmq.conf");
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    output.understood();
    LocatedTree tree = Format.PROPERTIES.read(document);
    for (LocatedTree.Problem problem : tree.problems()) {
      output.lost(problem.code(), problem.offset(), problem.message(), problem.hint());
    }
    List<Line> lines = new ArrayList<>();
    for (Node root : tree.roots()) {
      if (root instanceof Node.Mapping mapping) {
        mapping.entries().forEach(entry -> line(document, entry, lines, output));
      }
    }
    Broker broker = new Broker(document, output);
    int first = document.text().indexOf('\n');
    broker.installed(
        lines.isEmpty()
            ? output.evidence(0, first < 0 ? document.text().length() : first, "rabbitmq/conf")
            : broker.evidence(lines.get(0).value(), "rabbitmq/conf"));
    new RabbitConfig(broker, lines).read();
  }

  private static void line(
      Document document, Node.Entry entry, List<Line> lines, ScanOutput output) {
    String key = entry.key().value();
    if (!document.line(document.lineOf(entry.key().start())).contains("=")) {
      output.lost(
          "syntax",
          entry.key().start(),
          "not a setting: no = after its key",
          "a line of rabbitmq.conf is key = value");
      return;
    }
    Nodes.scalar(entry.value())
        .map(RabbitConfigScanner::withoutComment)
        .ifPresent(value -> lines.add(new Line(key, value)));
  }

  /** The value without a comment behind it, outer blanks and quotes. */
  private static Scalar withoutComment(Scalar value) {
    String text = value.value();
    int end = text.indexOf(" #") >= 0 ? text.indexOf(" #") : text.length();
    int start = 0;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (end - start > 1 && text.charAt(start) == '\'' && text.charAt(end - 1) == '\'') {
      start++;
      end--;
    }
    return value.part(start, end);
  }

  /** A port the broker listens on. */
  static void listener(Broker broker, int port, io.whatbreaks.fact.Evidence evidence) {
    broker.output().add(new Fact.Listener(broker.component(), port, evidence));
  }
}
