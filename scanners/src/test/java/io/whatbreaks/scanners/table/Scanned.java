package io.whatbreaks.scanners.table;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOutput;
import java.util.List;
import java.util.stream.Stream;

/** What a scanner says of one document, one line of text for each fact. */
public final class Scanned {
  private final ScanResult result;

  private Scanned(ScanResult result) {
    this.result = result;
  }

  /** A document of the machine till3. */
  public static Scanned onHost(Scanner scanner, String path, String... lines) {
    return of(scanner, Scope.host("till3"), path, lines);
  }

  /** A document of a tree. */
  public static Scanned inTree(Scanner scanner, String path, String... lines) {
    return of(scanner, Scope.tree(""), path, lines);
  }

  private static Scanned of(Scanner scanner, Scope scope, String path, String... lines) {
    SourceOutput output = new SourceOutput();
    output.document(Document.of(path, scope, path, String.join("\n", lines) + "\n"));
    return new Scanned(Scanners.of(List.of(scanner)).scan(output));
  }

  /** The whole result. */
  public ScanResult result() {
    return result;
  }

  /** The diagnostics, printed. */
  public List<String> diagnostics() {
    return result.diagnostics().stream().map(Diagnostic::toString).toList();
  }

  /** Every fact, save settings and layers. */
  public List<String> facts() {
    return result.facts().stream()
        .filter(fact -> !(fact instanceof Fact.Setting) && !(fact instanceof Fact.Layer))
        .map(Scanned::line)
        .toList();
  }

  /** The settings alone. */
  public List<String> settings() {
    return result.facts().stream()
        .filter(fact -> fact instanceof Fact.Setting)
        .map(Scanned::line)
        .toList();
  }

  /** The layers: of what, where among the others, and what they take back. */
  public List<String> layers() {
    return result.facts().stream()
        .flatMap(fact -> fact instanceof Fact.Layer layer ? Stream.of(layer) : Stream.empty())
        .map(
            layer ->
                layer.component().name()
                    + " "
                    + layer.slot()
                    + "/"
                    + layer.precedence()
                    + " takes back "
                    + layer.takesBack())
        .toList();
  }

  /** References without place and key: what they say whatever the format. */
  public List<String> meanings() {
    return result.facts().stream()
        .flatMap(
            fact ->
                fact instanceof Fact.Reference reference ? Stream.of(reference) : Stream.empty())
        .map(reference -> target(reference) + " " + use(reference))
        .sorted()
        .toList();
  }

  /** Each statement of who owns something. */
  public List<String> owned() {
    return result.facts().stream()
        .filter(Fact.Ownership.class::isInstance)
        .map(Scanned::line)
        .toList();
  }

  /** Each statement of how critical something is. */
  public List<String> important() {
    return result.facts().stream()
        .filter(Fact.Importance.class::isInstance)
        .map(Scanned::line)
        .toList();
  }

  private static String line(Fact fact) {
    return place(fact.evidence()) + " " + text(fact);
  }

  private static String place(Evidence evidence) {
    return evidence.at().line() + ":" + evidence.at().column() + "-" + evidence.at().endColumn();
  }

  private static String text(Fact fact) {
    if (fact instanceof Fact.Reference reference) {
      return "reference "
          + target(reference)
          + " by "
          + reference.component().name()
          + " "
          + use(reference);
    } else if (fact instanceof Fact.Token token) {
      return "token " + token.text() + " " + token.span() + " by " + token.component().name();
    } else if (fact instanceof Fact.Listener listener) {
      return "listener " + listener.port() + " by " + listener.component().name();
    } else if (fact instanceof Fact.Reads reads) {
      return "reads " + reads.path() + " by " + reads.component().name();
    } else if (fact instanceof Fact.Renewal renewal) {
      return "keeps "
          + renewal.renewed()
          + " for "
          + (renewal.seconds().isPresent() ? renewal.seconds().getAsInt() + " s" : "ever")
          + " by "
          + renewal.component().name();
    } else if (fact instanceof Fact.Inherits inherits) {
      return "inherits " + inherits.component().name() + " from " + inherits.parent().name();
    } else if (fact instanceof Fact.Installation installation) {
      return "installation " + installation.software() + " as " + installation.component().name();
    } else if (fact instanceof Fact.Setting setting) {
      return setting.key()
          + "="
          + setting.value()
          + " of "
          + setting.component().name()
          + " rank "
          + setting.rank()
          + (setting.condition().isEmpty() ? "" : " if " + setting.condition());
    } else if (fact instanceof Fact.Ownership ownership) {
      return "owned "
          + ownership.by()
          + " "
          + ownership.subject()
          + (ownership.section().isEmpty() ? "" : " in " + ownership.section())
          + " by "
          + ownership.owners();
    } else if (fact instanceof Fact.Importance importance) {
      return "important "
          + importance.by()
          + " "
          + importance.subject()
          + " "
          + importance.criticality();
    }
    throw new AssertionError(fact);
  }

  private static String target(Fact.Reference reference) {
    Fact.Target target = reference.target();
    String kinds =
        target.kinds().equals(java.util.Set.of(NodeKind.HOST))
            ? ""
            : target.kinds().stream().map(NodeKind::word).sorted().toList() + " ";
    return kinds
        + target.name()
        + (target.port().isPresent() ? ":" + target.port().getAsInt() : "");
  }

  private static String use(Fact.Reference reference) {
    Fact.Use use = reference.use();
    return use.lookup()
        + (use.group().id().isEmpty() ? "" : " " + use.group().mode())
        + (use.hard() ? "" : " soft")
        + (use.certainty() == Certainty.POSSIBLE ? " POSSIBLE" : "");
  }
}
