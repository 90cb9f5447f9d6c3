package io.whatbreaks.scanners.table;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOutput;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Facts and diagnostics as short lines. */
final class FactLines {
  private FactLines() {}

  static ScanResult scan(TableScanner scanner, Document document) {
    SourceOutput source = new SourceOutput();
    source.document(document);
    return Scanners.of(List.of(scanner)).scan(source);
  }

  static List<String> of(TableScanner scanner, Document document) {
    ScanResult result = scan(scanner, document);
    return Stream.concat(
            result.facts().stream().map(FactLines::line),
            result.diagnostics().stream().map(Object::toString))
        .toList();
  }

  private static String thing(Fact.Target target) {
    return target.kinds().stream().sorted().map(NodeKind::word).collect(Collectors.joining("+"))
        + ":"
        + target.name();
  }

  static String line(Fact fact) {
    SourceLocation at = fact.evidence().at();
    String place = at.line() + ":" + at.column() + "-" + at.endColumn() + " ";
    String rule = " (" + fact.evidence().rule() + ")";
    if (fact instanceof Fact.Reference reference) {
      return place + reference(reference) + rule;
    }
    if (fact instanceof Fact.Listener listener) {
      return place + "listener " + listener.port() + " of " + listener.component().name() + rule;
    }
    if (fact instanceof Fact.Reads reads) {
      return place + "reads " + reads.path() + " by " + reads.component().name() + rule;
    }
    if (fact instanceof Fact.Installation installed) {
      return "installation " + installed.software() + " as " + installed.component();
    }
    if (fact instanceof Fact.Token token) {
      return place + "token " + token.text() + " " + token.span() + rule;
    }
    if (fact instanceof Fact.Pattern pattern) {
      return place + pattern.pattern() + " " + pattern.certainty() + rule;
    }
    if (fact instanceof Fact.Note note) {
      return place
          + "note on "
          + note.rule()
          + " "
          + note.lookup()
          + " of "
          + note.component().name();
    }
    if (fact instanceof Fact.Admission admission) {
      return place
          + (admission.admits() ? "admits " : "refuses ")
          + admission.net()
          + " to "
          + admission.component().name()
          + " by "
          + admission.list().substring(admission.list().lastIndexOf('/') + 1)
          + rule;
    }
    if (fact instanceof Fact.Part part) {
      return place
          + "part '"
          + part.name()
          + "' of "
          + part.component().name()
          + " "
          + part.tie()
          + (part.value().isEmpty() ? "" : " " + part.value());
    }
    if (fact instanceof Fact.Identity identity) {
      return identity(identity, place);
    }
    if (fact instanceof Fact.Renewal renewal) {
      return place
          + "keeps "
          + renewal.renewed()
          + " for "
          + (renewal.seconds().isPresent() ? renewal.seconds().getAsInt() + " s" : "ever")
          + " by "
          + renewal.component().name()
          + rule;
    }
    if (fact instanceof Fact.Setting setting) {
      return place + "setting " + setting.key() + "=" + setting.value();
    }
    if (fact instanceof Fact.Consumes consumes) {
      return place
          + (consumes.pattern() ? "takes all " : "takes ")
          + thing(consumes.target())
          + rule;
    }
    if (fact instanceof Fact.Publishes publishes) {
      return place + "sends to " + thing(publishes.target()) + rule;
    }
    if (fact instanceof Fact.Declaration declaration) {
      return place + "declaration " + declaration.node() + rule;
    }
    return fact.toString();
  }

  private static String identity(Fact.Identity identity, String place) {
    return place
        + "identity "
        + identity.rule()
        + " of "
        + identity.component().name()
        + " "
        + identity.loss()
        + (identity.certainty() == Certainty.CERTAIN ? "" : " POSSIBLE")
        + (identity.bond().name().isEmpty() ? "" : " own " + identity.bond().name())
        + (identity.bond().shortName() ? " short" : "")
        + (identity.unless().isEmpty() ? "" : " unless " + identity.unless());
  }

  private static String reference(Fact.Reference reference) {
    Fact.Use use = reference.use();
    Group group = use.group();
    return "reference "
        + reference.target().name()
        + (reference.target().port().isPresent() ? ":" + reference.target().port().getAsInt() : "")
        + " by "
        + reference.component().name()
        + " "
        + use.lookup()
        + (use.hard() ? "" : " soft")
        + (use.certainty() == Certainty.CERTAIN ? "" : " POSSIBLE")
        + (group.id().isEmpty() ? "" : " " + group.mode() + " of " + group.id());
  }
}
