package io.whatbreaks.scanners.table;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.value.Endpoint;
import io.whatbreaks.scanners.value.ValueGrammar;
import java.util.List;
import java.util.regex.Pattern;

/** States to which part of its process a statement of a document belongs. */
final class PartWriter {
  /** What is not written but made when a request comes: any part may be meant. */
  private static final Pattern VARIABLE =
      Pattern.compile("\\$|%\\[|\\{\\{|<%|(?:unix|abns)[:@]|^/");

  private final Table table;
  private final Document document;
  private final ScanOutput output;
  private final NodeId component;

  PartWriter(Table table, Document document, ScanOutput output, NodeId component) {
    this.table = table;
    this.document = document;
    this.output = output;
    this.component = component;
  }

  /** A value stands in a part as what the tie says. */
  void state(Statement statement, Fact.Tie tie, String value, Evidence at) {
    if (table.reading().parts().isEmpty()) {
      return;
    }
    String part = part(statement);
    boolean opens = tie == Fact.Tie.ENTERED && part.isEmpty() && table.reading().format().isEmpty();
    if (opens) {
      output.add(new Fact.Part(component, part, Fact.Tie.OPENED, value, at));
      return;
    }
    // What serves everybody need not be said.
    if (!part.isEmpty() || tie == Fact.Tie.ENTERED || tie == Fact.Tie.PASSES) {
      output.add(new Fact.Part(component, part, tie, value, at));
    }
  }

  /** A value may be the name of a part that takes over, or may hold it in the place of a host. */
  void passes(Row row, Statement statement, Scalar value) {
    if (row.selector().parts().isEmpty()) {
      return;
    }
    String text = value.value();
    Evidence at = output.evidence(value.offset(0), value.endOffset(text.length()), row.rule());
    if (VARIABLE.matcher(text).find()) {
      state(statement, Fact.Tie.PASSES, Fact.Part.ANY, at);
      return;
    }
    List<String> names =
        row.means() == Row.Means.PART
            ? List.of(text)
            : ValueGrammar.endpoints(row.usage().syntax(), text).stream()
                .map(Endpoint::host)
                .toList();
    for (String name : names) {
      for (String kind : row.selector().parts()) {
        state(statement, Fact.Tie.PASSES, kind + " " + name, at);
      }
    }
  }

  /** The innermost block around a statement that is a part; empty if there is none. */
  private String part(Statement statement) {
    List<Statement.Block> blocks = statement.blocks();
    for (int i = blocks.size() - 1; i >= 0; i--) {
      Statement.Block block = blocks.get(i);
      List<String> path = statement.path().subList(0, block.depth());
      if (block.depth() > 0
          && table.reading().parts().stream().anyMatch(key -> key.matches(path))) {
        String kind = path.get(path.size() - 1);
        return block.name().isEmpty()
            ? kind + " " + document.localPath() + ":" + block.start()
            : kind + " " + block.name();
      }
    }
    return "";
  }
}
