package io.whatbreaks.scanners.owners;

import io.whatbreaks.fact.Criticality;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Fact.Ownership.By;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.value.CriticalityKeys;
import io.whatbreaks.scanners.value.OwnerKeys;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads who answers for the things that a catalog, a chart or the variables of a machine describe:
 * Backstage's {@code catalog-info.yaml}, Helm's {@code Chart.yaml} and Ansible's {@code host_vars}.
 * What else these files say is for others to read.
 *
 * @see <a
 *     href="https://backstage.io/docs/features/software-catalog/descriptor-format#specowner-required">spec.owner</a>
 * @see <a href="https://helm.sh/docs/topics/charts/#the-chartyaml-file">Chart.yaml</a>
 * @see <a
 *     href="https://docs.ansible.com/ansible/latest/inventory_guide/intro_inventory.html#organizing-host-and-group-variables">host_vars</a>
 */
public final class CatalogScanner implements Scanner {
  private static final Set<String> CATALOG = Set.of("catalog-info.yaml", "catalog-info.yml");

  /** What is not relied upon yet, in the words of Backstage. */
  private static final Set<String> UNRIPE = Set.of("experimental");

  /** A chart within another one is mostly somebody else's. */
  private static final Pattern CHART =
      Pattern.compile("(?:charts/)?(?:(?!charts/)[^/]+/)*Chart\\.yaml");

  private static final Pattern VARIABLES =
      Pattern.compile("(?:.*/)?host_vars/([^/]+?)(?:\\.ya?ml|/[^/]+\\.ya?ml)?");

  /** Made by the service loader. */
  public CatalogScanner() {}

  @Override
  public String id() {
    return "catalog";
  }

  @Override
  public boolean accepts(Document document) {
    String path = document.path();
    String name = document.fileName();
    if (CATALOG.contains(name)) {
      return true;
    }
    if (name.equals("Chart.yaml")) {
      return CHART.matcher(path).matches() && document.mentions("maintainers");
    }
    return path.contains("host_vars/")
        && VARIABLES.matcher(path).matches()
        && (document.mentions("owner")
            || document.mentions("team")
            || document.mentions("contact"));
  }

  @Override
  public boolean isReadAlways() {
    return true;
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    Matcher machine = VARIABLES.matcher(document.path());
    for (Node root : Format.YAML.read(document).roots()) {
      if (CATALOG.contains(document.fileName())) {
        entity(output, root);
      } else if (machine.matches()) {
        variables(output, root, machine.group(1));
      } else {
        maintainers(output, root);
      }
    }
  }

  private static void entity(ScanOutput output, Node root) {
    criticality(output, root);
    Optional<Scalar> owner = Nodes.text(root, "spec", "owner");
    if (owner.isEmpty() || Nodes.text(root, "kind").isEmpty()) {
      return;
    }
    owned(output, By.FOLDER, "", owner.get(), "catalog/spec.owner");
    Nodes.text(root, "metadata", "name")
        .ifPresent(
            name -> owned(output, By.COMPONENT, name.value(), owner.get(), "catalog/spec.owner"));
  }

  /** {@code spec.lifecycle} says how ripe a thing is, and only so much of how critical. */
  private static void criticality(ScanOutput output, Node root) {
    Optional<Scalar> name = Nodes.text(root, "metadata", "name");
    if (name.isEmpty() || Nodes.text(root, "kind").isEmpty()) {
      return;
    }
    for (List<String> field :
        List.of(
            List.of("metadata", "labels"), List.of("metadata", "annotations"), List.of("spec"))) {
      for (Node.Entry entry : Nodes.entries(root, field.toArray(String[]::new))) {
        Nodes.scalar(entry.value())
            .ifPresent(
                value ->
                    CriticalityKeys.of(entry.key().value(), value.value())
                        .ifPresent(
                            level ->
                                important(
                                    output, name.get(), level, value, "catalog/criticality")));
      }
    }
    Nodes.text(root, "spec", "lifecycle")
        .filter(value -> UNRIPE.contains(value.value()))
        .ifPresent(
            value ->
                important(output, name.get(), Criticality.LOW, value, "catalog/spec.lifecycle"));
  }

  private static void important(
      ScanOutput output, Scalar name, Criticality level, Scalar word, String rule) {
    output.add(
        new Fact.Importance(
            By.COMPONENT,
            name.value(),
            level,
            output.evidence(word.offset(0), word.endOffset(word.value().length()), rule)));
  }

  private static void variables(ScanOutput output, Node root, String machine) {
    for (Node.Entry variable : Nodes.entries(root)) {
      String key = variable.key().value();
      // The owner of files on a machine is a user of it, and nobody to be asked.
      if (OwnerKeys.isOwner(key) || key.endsWith("_owner") || key.endsWith("_contact")) {
        Nodes.scalar(variable.value())
            .filter(value -> !key.equals("owner") || value.value().matches(".*[@ ].*"))
            .ifPresent(value -> owned(output, By.HOST, machine, value, "ansible/host_vars." + key));
      }
    }
  }

  private static void maintainers(ScanOutput output, Node root) {
    for (Node maintainer : Nodes.items(root, "maintainers")) {
      Nodes.text(maintainer, "email")
          .or(() -> Nodes.text(maintainer, "name"))
          .ifPresent(value -> owned(output, By.FOLDER, "", value, "helm/maintainers"));
    }
  }

  private static void owned(ScanOutput output, By by, String subject, Scalar owner, String rule) {
    output.add(
        new Fact.Ownership(
            by,
            subject,
            "",
            List.of(owner.value()),
            output.evidence(owner.offset(0), owner.endOffset(owner.value().length()), rule)));
  }
}
