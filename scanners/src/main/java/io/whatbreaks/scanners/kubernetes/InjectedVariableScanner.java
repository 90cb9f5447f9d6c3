package io.whatbreaks.scanners.kubernetes;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds, in programs, scripts and their settings, the variables by which pods are told of the
 * Services of their namespace: {@code CART_DB_SERVICE_HOST}. Whether the file runs in a pod, and in
 * which namespace, it does not tell, so it is possible only.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables">
 *     Environment variables</a>
 */
public final class InjectedVariableScanner implements Scanner {
  private static final int MOST = 10_000;

  /** A variable that is used; one that gets a value here is the file's own. */
  private static final Pattern USE =
      Pattern.compile(
          "(?<![A-Za-z0-9_])([A-Z][A-Z0-9_]{0,62}?)_SERVICE_(?:HOST|PORT)(?:_[A-Z0-9_]{1,62})?+"
              + "(?![A-Za-z0-9_]|\\s*+=|:\\s)");

  /** Each cluster has the Service of that name. */
  private static final String OF_THE_CLUSTER = "KUBERNETES";

  /** Made by the service loader. */
  public InjectedVariableScanner() {}

  @Override
  public String id() {
    return "kubernetes-variables";
  }

  @Override
  public boolean accepts(Document document) {
    return (document.mentions("_SERVICE_HOST") || document.mentions("_SERVICE_PORT"))
        && !document.mentions("apiVersion:");
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    Matcher use = USE.matcher(document.text());
    for (int i = 0; i < MOST && use.find(); i++) {
      if (use.group(1).equals(OF_THE_CLUSTER)) {
        continue;
      }
      String name = use.group(1).toLowerCase(Locale.ROOT).replace('_', '-');
      output.add(
          new Fact.Reference(
              document.component(),
              new Fact.Target(document.scope(), name, Set.of(NodeKind.HOST), OptionalInt.empty()),
              new Fact.Use(Lookup.START, Group.ALONE, true, Certainty.POSSIBLE, ""),
              output.evidence(use.start(1), use.end(1), "text/service-variable")));
    }
  }
}
