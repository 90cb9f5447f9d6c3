package io.whatbreaks.scanners.env;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.LocatedTree;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.PropertyWriter;
import io.whatbreaks.scanners.table.PropertyWriter.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads environment files. Who reads them is for others to say, so their references are POSSIBLE
 * and belong to the document.
 */
public final class EnvScanner implements Scanner {
  private static final Pattern FILE =
      Pattern.compile(
          "(?:.*/)?(?:\\.env|[^/]+\\.env)"
              + "|(?:.*/)?\\.env(?:[.-][\\w-]+)*"
              + "|(?:.*/)?etc/(?:default|sysconfig|environment\\.d)/[^/]+"
              + "|(?:.*/)?etc/environment");
  private static final Pattern PROGRAM =
      Pattern.compile(".*\\.(?:m?[jt]s|cjs|py|rb|go|json|ya?ml|md|sh|enc)");

  /** Made by the service loader. */
  public EnvScanner() {}

  @Override
  public String id() {
    return "env";
  }

  @Override
  public boolean accepts(Document document) {
    return FILE.matcher(document.localPath()).matches()
        && !PROGRAM.matcher(document.fileName()).matches();
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    output.understood();
    LocatedTree tree = Format.ENV.read(document);
    for (LocatedTree.Problem problem : tree.problems()) {
      output.lost(problem.code(), problem.offset(), problem.message(), problem.hint());
    }
    List<Property> properties = new ArrayList<>();
    for (Node root : tree.roots()) {
      if (root instanceof Node.Mapping mapping) {
        for (Node.Entry entry : mapping.entries()) {
          if (entry.value() instanceof Scalar value) {
            properties.add(new Property(entry.key().value(), value));
          }
        }
      }
    }
    new PropertyWriter(
            document,
            output,
            new PropertyWriter.Source(
                document.component(), Fact.Rank.ENVIRONMENT, "", Certainty.POSSIBLE))
        .write(properties);
  }
}
