package io.whatbreaks.scanners.owners;

import io.whatbreaks.fact.Criticality;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Fact.Ownership.By;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.LocatedTree;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code owners.yaml}: lists of paths, components and hosts, each with who answers for them
 * or how critical they are; the last entry that fits holds.
 *
 * <pre>{@code
 * owners:
 *   - paths: ["app01/**", "*.zone"]
 *     components: ["order-*"]
 *     hosts: ["mq*", "db01.shop.test"]
 *     owners: ["@shop/orders", "orders@shop.test"]
 *     criticality: high
 * }</pre>
 */
public final class OwnersFileScanner implements Scanner {

  /** Made by the service loader. */
  public OwnersFileScanner() {}

  @Override
  public String id() {
    return "owners-file";
  }

  @Override
  public boolean accepts(Document document) {
    return (document.fileName().equals("owners.yaml") || document.fileName().equals("owners.yml"))
        && document.mentions("owners:");
  }

  @Override
  public boolean isReadAlways() {
    return true;
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    LocatedTree tree = Format.YAML.read(document);
    for (Node root : tree.roots()) {
      for (Node entry : Nodes.items(root, "owners")) {
        List<Scalar> owners = texts(entry, "owners");
        if (!owners.isEmpty()) {
          output.understood();
          subjects(output, entry, "paths", By.PATH, owners);
          subjects(output, entry, "components", By.COMPONENT, owners);
          subjects(output, entry, "hosts", By.HOST, owners);
        }
        Nodes.text(entry, "criticality").ifPresent(word -> criticality(output, entry, word));
      }
    }
    if (output.isRead()) {
      for (LocatedTree.Problem problem : tree.problems()) {
        output.lost(problem.code(), problem.offset(), problem.message(), problem.hint());
      }
    }
  }

  private static void subjects(
      ScanOutput output, Node entry, String key, By by, List<Scalar> owners) {
    Scalar first = owners.get(0);
    List<String> names = owners.stream().map(Scalar::value).toList();
    for (Scalar subject : texts(entry, key)) {
      output.add(
          new Fact.Ownership(
              by,
              subject.value(),
              "",
              names,
              output.evidence(
                  first.offset(0), first.endOffset(first.value().length()), "owners-file/" + key)));
    }
  }

  private static void criticality(ScanOutput output, Node entry, Scalar word) {
    Optional<Criticality> level = Criticality.of(word.value());
    if (level.isEmpty()) {
      output.lost(
          "bad-value",
          word.start(),
          "'" + word.value() + "' is no criticality",
          "write critical, high, medium or low");
      return;
    }
    output.understood();
    Map<String, By> subjects =
        Map.of("paths", By.PATH, "components", By.COMPONENT, "hosts", By.HOST);
    for (String key : List.of("paths", "components", "hosts")) {
      for (Scalar subject : texts(entry, key)) {
        output.add(
            new Fact.Importance(
                subjects.getOrDefault(key, By.PATH),
                subject.value(),
                level.get(),
                output.evidence(
                    word.offset(0),
                    word.endOffset(word.value().length()),
                    "owners-file/criticality")));
      }
    }
  }

  private static List<Scalar> texts(Node entry, String key) {
    return Nodes.items(entry, key).stream()
        .filter(Scalar.class::isInstance)
        .map(Scalar.class::cast)
        .filter(value -> !value.value().isBlank())
        .toList();
  }
}
