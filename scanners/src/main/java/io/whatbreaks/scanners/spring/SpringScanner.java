package io.whatbreaks.scanners.spring;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.LocatedTree;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.ApplicationFolder;
import io.whatbreaks.scanners.table.ApplicationKeys;
import io.whatbreaks.scanners.table.ApplicationKeys.Holds;
import io.whatbreaks.scanners.table.PropertyWriter;
import io.whatbreaks.scanners.table.PropertyWriter.Property;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code application.properties}, {@code application.yml}, {@code bootstrap.yml} and their
 * profile variants.
 *
 * <p>The component is the application's folder. Each key is a setting; what a key means stands in
 * {@link ApplicationKeys}.
 */
public final class SpringScanner implements Scanner {
  private static final Pattern FILE =
      Pattern.compile("(application|bootstrap|microprofile-config)(?:-(.+))?\\.(properties|ya?ml)");
  private static final Pattern PART = Pattern.compile("[^,;\\s]+");

  /** Made by the service loader. */
  public SpringScanner() {}

  @Override
  public String id() {
    return "spring";
  }

  @Override
  public boolean accepts(Document document) {
    return FILE.matcher(document.fileName()).matches();
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    Matcher name = FILE.matcher(document.fileName());
    if (!name.matches()) {
      return;
    }
    Format format = name.group(3).equals("properties") ? Format.PROPERTIES : Format.YAML;
    LocatedTree tree = format.read(document);
    if (tree.roots().stream().anyMatch(SpringScanner::isManifest)) {
      return;
    }
    output.understood();
    for (LocatedTree.Problem problem : tree.problems()) {
      output.lost(problem.code(), problem.offset(), problem.message(), problem.hint());
    }
    NodeId component = ApplicationFolder.component(document);
    String profile = name.group(2) == null ? "" : name.group(2);
    int rank = Location.rank(document, name.group(1));
    for (Node root : tree.roots()) {
      PropertyDocument.of(root, profile)
          .sections()
          .forEach(
              (condition, properties) -> {
                int own = condition.isEmpty() ? rank : rank + Fact.Rank.PROFILE;
                new PropertyWriter(
                        document,
                        output,
                        new PropertyWriter.Source(component, own, condition, Certainty.CERTAIN))
                    .write(properties);
                properties.forEach(property -> installation(property, component, output));
                properties.forEach(property -> imports(document, property, component, output));
              });
    }
  }

  /** Argo CD and others name a manifest of Kubernetes so. */
  private static boolean isManifest(Node root) {
    return root instanceof Node.Mapping mapping
        && mapping.get("apiVersion").isPresent()
        && mapping.get("kind").isPresent();
  }

  private static void imports(
      Document document, Property property, NodeId component, ScanOutput output) {
    if (!Location.isImport(property.key())) {
      return;
    }
    Matcher part = PART.matcher(property.value().value());
    while (part.find()) {
      Scalar written = property.value().part(part.start(), part.end());
      Location.imported(document, written)
          .ifPresent(
              path ->
                  output.add(
                      new Fact.Reads(
                          component,
                          path,
                          output.evidence(
                              written.offset(0),
                              written.endOffset(written.value().length()),
                              "import"))));
    }
  }

  private static void installation(Property property, NodeId component, ScanOutput output) {
    Scalar value = property.value();
    boolean isName =
        property.key().startsWith("spring.")
            && ApplicationKeys.of(property.key())
                .map(meaning -> meaning.holds() == Holds.APPLICATION)
                .orElse(false);
    if (isName && !value.value().isEmpty()) {
      output.add(
          new Fact.Installation(
              component,
              "spring-boot",
              "",
              output.evidence(
                  value.offset(0), value.endOffset(value.value().length()), "application-name")));
    }
  }
}
