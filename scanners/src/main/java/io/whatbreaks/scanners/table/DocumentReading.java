package io.whatbreaks.scanners.table;

import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.LocatedTree;
import io.whatbreaks.scanners.value.ReferenceWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One document read by its table. */
final class DocumentReading {
  private static final Set<String> UNBALANCED = Set.of("unclosed-block", "stray-brace");

  private final Table table;
  private final Document document;
  private final ScanOutput output;
  private final NodeId component;
  private final ReferenceWriter writer;

  DocumentReading(Table table, Document document, ScanOutput output) {
    this.table = table;
    this.document = document;
    this.output = output;
    this.component =
        table.isComponent() ? component(document, table.software()) : document.component();
    this.writer = new ReferenceWriter(output, component, document.scope());
  }

  /**
   * On a machine the software itself; in a tree there may be many of it, so its folder comes
   * before.
   */
  static NodeId component(Document document, String software) {
    boolean machine = document.scope().kind() == Scope.Kind.HOST;
    String folder = machine ? "" : instanceFolder(document.folder(), software);
    return NodeId.component(
        document.scope(), folder.isEmpty() ? software : folder + "/" + software);
  }

  /** {@code proxy/nginx/sites-enabled} and {@code proxy/nginx} hold the files of one instance. */
  private static String instanceFolder(String folder, String software) {
    String[] elements = folder.split("/", -1);
    int length = folder.length();
    for (int i = elements.length - 1; i >= 0; i--) {
      String element = elements[i];
      boolean part = element.endsWith(".d") || element.startsWith("sites-");
      if (!part || element.equals(software)) {
        break;
      }
      length -= element.length() + (i == 0 ? 0 : 1);
    }
    return folder.substring(0, Math.max(length, 0));
  }

  void read() {
    if (table.isComponent()) {
      output.add(
          new Fact.Installation(
              component,
              table.software(),
              table.version(document.localPath()),
              whole("installation")));
    }
    Meanings meanings = new Meanings(table, document, output, component, writer);
    if (table.reading().format().isEmpty()) {
      new Lines(table, document.text()).forEach(meanings);
      table.identities().forEach(rule -> new IdentityReading(rule, document, output).read());
    } else {
      readTree(table.reading().format().get().read(document), meanings);
    }
    if (isMain() && table.reading().port().isPresent() && !meanings.hasListener()) {
      int port = table.reading().port().getAsInt();
      output.add(new Fact.Listener(component, port, whole("default-port")));
    }
  }

  private void readTree(LocatedTree tree, Meanings meanings) {
    for (LocatedTree.Problem problem : tree.problems()) {
      if (isTemplate() && UNBALANCED.contains(problem.code())) {
        // Both branches of a condition open a block: the statements were read all the same.
        output.notice(
            Severity.INFO, problem.code(), problem.offset(), problem.message(), problem.hint());
      } else {
        output.lost(problem.code(), problem.offset(), problem.message(), problem.hint());
      }
    }
    List<Statement> statements = Statement.of(tree.roots());
    Conditions conditions = new Conditions(statements);
    meanings.names(statements);
    boolean hasBeside = table.reading().rows().stream().anyMatch(Row::isBeside);
    for (Statement statement : statements) {
      Optional<Row> row =
          table
              .rows()
              .find(
                  statement.path(),
                  found -> !found.isBeside() && conditions.hold(found, statement));
      Optional<Row> beside =
          hasBeside
              ? table
                  .rows()
                  .find(
                      statement.path(),
                      found -> found.isBeside() && conditions.hold(found, statement))
              : Optional.empty();
      beside.ifPresent(found -> meanings.state(found, statement));
      if (row.isPresent()) {
        meanings.state(row.get(), statement);
      } else if (!statement.opensBlock() && beside.isEmpty()) {
        List<String> path = statement.path();
        meanings.unknown(path.isEmpty() ? "" : path.get(path.size() - 1), statement.words());
      }
    }
    table
        .identities()
        .forEach(rule -> new IdentityReading(rule, document, output).read(() -> statements));
  }

  private boolean isTemplate() {
    return !Template.plainPath(document.localPath()).equals(document.localPath());
  }

  private boolean isMain() {
    String name = Template.plainPath(document.localPath());
    return table.files().isMain(name.substring(name.lastIndexOf('/') + 1));
  }

  /** The document as such: an empty span at its start. */
  private Evidence whole(String rule) {
    return output.evidence(0, 0, table.software() + "/" + rule);
  }
}
