package io.whatbreaks.scanners.dns;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOutput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a scanner says of a document, each fact and diagnostic as one short line. */
final class Facts {
  private Facts() {}

  static ScanResult scan(Scanner scanner, Document document) {
    SourceOutput output = new SourceOutput();
    output.document(document);
    return Scanners.of(List.of(scanner)).scan(output);
  }

  /** Facts in the order of their places, then diagnostics; one a line. */
  static String of(Scanner scanner, Document document) {
    ScanResult result = scan(scanner, document);
    List<Fact> facts = new ArrayList<>(result.facts());
    Collections.sort(facts, (a, b) -> a.evidence().at().compareTo(b.evidence().at()));
    StringBuilder lines = new StringBuilder();
    // That a zone file is one stands beside the facts of each.
    facts.removeIf(fact -> fact instanceof Fact.ZoneFile file && file.origin().isEmpty());
    // So do times: ZoneTimesTest.
    facts.removeIf(fact -> fact instanceof Fact.TimeToLive || fact instanceof Fact.Denial);
    for (Fact fact : facts) {
      lines.append(line(fact)).append('\n');
    }
    result
        .diagnostics()
        .forEach(d -> lines.append(d.line() + " " + d.severity() + " " + d.code()).append('\n'));
    return lines.toString();
  }

  private static String line(Fact fact) {
    return place(fact) + " " + what(fact);
  }

  private static String place(Fact fact) {
    var at = fact.evidence().at();
    return at.line() + ":" + at.column() + "-" + at.endColumn();
  }

  private static String what(Fact fact) {
    if (fact instanceof Fact.Declaration declaration) {
      return "declares " + declaration.node();
    } else if (fact instanceof Fact.Address address) {
      return address.host() + " has " + address.address();
    } else if (fact instanceof Fact.Alias alias) {
      return alias.alias() + " is " + alias.target() + " by " + alias.evidence().rule();
    } else if (fact instanceof Fact.Zone zone) {
      return "zone "
          + zone.origin()
          + " "
          + zone.certainty()
          + " without "
          + zone.delegations()
          + (zone.others().isEmpty() ? "" : " others " + zone.others());
    } else if (fact instanceof Fact.ZoneFile file) {
      return file.component()
          + " has "
          + file.path()
          + file.origin().map(origin -> " as " + origin + " " + file.certainty()).orElse("")
          + (file.view().isEmpty() ? "" : " in " + file.view() + " for " + file.clients());
    } else if (fact instanceof Fact.Reference reference) {
      return what(reference);
    } else if (fact instanceof Fact.Reads reads) {
      return reads.component() + " reads " + reads.path();
    } else if (fact instanceof Fact.ResolverConfig config) {
      return "resolver " + config.search() + " " + config.ndots() + " " + config.order();
    } else if (fact instanceof Fact.Listener listener) {
      return listener.component() + " listens on " + listener.port();
    } else if (fact instanceof Fact.Installation installation) {
      return installation.component() + " is an installation of " + installation.software();
    } else if (fact instanceof Fact.Ownership ownership) {
      return ownership.by() + " is owned by " + ownership.owners();
    } else if (fact instanceof Fact.Importance importance) {
      return importance.by() + " is " + importance.criticality();
    }
    throw new AssertionError(fact);
  }

  private static String what(Fact.Reference reference) {
    Group group = reference.use().group();
    String port =
        reference.target().port().isPresent() ? ":" + reference.target().port().getAsInt() : "";
    return reference.evidence().rule()
        + " "
        + reference.target().name()
        + port
        + (group.equals(Group.ALONE) ? "" : " " + group.mode() + " of " + group.id())
        + (reference.use().hard() ? "" : " soft")
        + (reference.use().certainty() == Certainty.POSSIBLE ? " POSSIBLE" : "");
  }
}
