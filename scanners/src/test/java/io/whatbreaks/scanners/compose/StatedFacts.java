package io.whatbreaks.scanners.compose;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a scanner says of one document, a line for each fact, in order of place. */
public final class StatedFacts {
  private StatedFacts() {}

  /** What became of the document: its reading and the codes of its diagnostics. */
  public static String reading(Scanner scanner, Document document) {
    ScanResult result = scan(scanner, document);
    String codes =
        result.diagnostics().stream().map(Diagnostic::code).collect(Collectors.joining(" "));
    return (result.files().get(0).reading() + " " + codes).strip();
  }

  /** All facts but those whose first word is left out. */
  public static String without(Set<String> leftOut, Scanner scanner, Document document) {
    return lines(scanner, document).stream()
        .filter(line -> !leftOut.contains(line.split(" ", 3)[1]))
        .collect(Collectors.joining("\n"));
  }

  /** All facts whose first word is one of these. */
  public static String only(Set<String> words, Scanner scanner, Document document) {
    return lines(scanner, document).stream()
        .filter(line -> words.contains(line.split(" ", 3)[1]))
        .collect(Collectors.joining("\n"));
  }

  /** All facts. */
  public static List<String> lines(Scanner scanner, Document document) {
    List<Fact> facts = new ArrayList<>(scan(scanner, document).facts());
    facts.sort(Comparator.comparing(fact -> fact.evidence().at()));
    return facts.stream().map(StatedFacts::line).toList();
  }

  /** The result of one document and one scanner. */
  public static ScanResult scan(Scanner scanner, Document document) {
    SourceOutput source = new SourceOutput();
    source.document(document);
    return Scanners.of(List.of(scanner)).scan(source);
  }

  private static String line(Fact fact) {
    var at = fact.evidence().at();
    named(fact)
        .filter(name -> !name.equalsIgnoreCase(fact.evidence().text()) && !name.startsWith("${"))
        .filter(name -> !fact.evidence().text().equals("***"))
        .filter(name -> !fact.evidence().rule().endsWith("/service-variable"))
        .ifPresent(
            name -> {
              throw new AssertionError(name + " is not what stands at " + at + ": " + fact);
            });
    return at.line() + ":" + at.column() + "-" + at.endColumn() + " " + text(fact);
  }

  /** The name that stands at the place of a fact. */
  private static Optional<String> named(Fact fact) {
    if (fact instanceof Fact.Declaration it) {
      return Optional.of(it.node().name());
    } else if (fact instanceof Fact.Reference it) {
      return Optional.of(it.target().name());
    } else if (fact instanceof Fact.Token it) {
      return Optional.of(it.text());
    }
    return Optional.empty();
  }

  private static String text(Fact fact) {
    if (fact instanceof Fact.Declaration it) {
      return "declares " + it.node() + it.holder().map(holder -> " by " + holder).orElse("");
    } else if (fact instanceof Fact.Placement it) {
      return "places " + it.component() + " on " + it.host();
    } else if (fact instanceof Fact.Reference it) {
      return reference(it);
    } else if (fact instanceof Fact.Token it) {
      return "token " + it.text() + " " + it.span();
    } else if (fact instanceof Fact.Setting it) {
      return "setting " + it.key() + "=" + it.value();
    } else if (fact instanceof Fact.Listener it) {
      return "listens " + it.component() + " " + it.port();
    } else if (fact instanceof Fact.Alias it) {
      return "alias " + it.alias() + " -> " + it.target();
    } else if (fact instanceof Fact.Address it) {
      return "address " + it.host() + " " + it.address();
    } else if (fact instanceof Fact.Reads it) {
      return "reads " + it.component() + " " + it.path();
    } else if (fact instanceof Fact.Viewpoint it) {
      return "looks " + it.component() + " from " + it.from();
    } else if (fact instanceof Fact.Inherits it) {
      return "inherits " + it.component() + " " + it.parent();
    } else if (fact instanceof Fact.Layer it) {
      return layer(it);
    } else if (fact instanceof Fact.Attachment it) {
      return ("joins " + it.host() + " " + it.network() + " " + it.known()).strip();
    } else if (fact instanceof Fact.Labels it) {
      return "labels " + it.subject() + " " + String.join(" ", it.labels());
    } else if (fact instanceof Fact.Ports it) {
      return "ports " + it.host() + " " + it.ports();
    } else if (fact instanceof Fact.Installation it) {
      return ("installed " + it.component() + " " + it.software() + " " + it.version()).strip();
    } else if (fact instanceof Fact.Identity it) {
      return "identity " + it.component() + " " + it.rule() + " unless " + it.unless();
    } else if (fact instanceof Fact.Note it) {
      return "note " + it.rule();
    } else if (fact instanceof Fact.Binding it) {
      String binding = "binds " + it.exchange() + " -> " + it.destination() + " " + it.key();
      return (binding + " " + arguments(it.arguments())).strip();
    } else if (fact instanceof Fact.Shape it) {
      String traits = it.traits().stream().sorted().toList().toString();
      String shape = "shape " + it.node() + " " + it.type() + " " + traits;
      return (shape + " " + arguments(it.arguments())).strip();
    } else if (fact instanceof Fact.Policy it) {
      return String.join(
          " ",
          it.operator() ? "operator-policy" : "policy",
          it.name() + "@" + it.vhost(),
          it.selects().applyTo(),
          it.selects().pattern() + "@" + it.selects().at().at().column(),
          String.valueOf(it.selects().priority()),
          arguments(it.definition()));
    } else if (fact instanceof Fact.Parameter it) {
      String parameter = it.sort() + " " + it.name() + "@" + it.vhost();
      return "parameter " + parameter + " " + arguments(it.value());
    } else if (fact instanceof Fact.Permission it) {
      String topics = it.topics().map(exchange -> " on " + exchange).orElse("");
      String permits = "permits " + it.user() + "@" + it.vhost() + topics + " " + it.access();
      return (permits + " " + it.pattern()).strip();
    } else if (fact instanceof Fact.Publishes it) {
      return "publishes "
          + it.target().kinds()
          + it.target().name()
          + "@"
          + it.target().from()
          + " "
          + it.key();
    } else if (fact instanceof Fact.Consumes it) {
      return "consumes " + it.target().kinds() + it.target().name() + "@" + it.target().from();
    }
    throw new AssertionError(fact);
  }

  private static String arguments(List<Fact.Argument> arguments) {
    return arguments.stream()
        .map(it -> it.key() + "=" + it.value() + "(" + it.sort() + ")")
        .collect(Collectors.joining(" "));
  }

  private static String layer(Fact.Layer it) {
    String parts =
        it.parts().stream()
            .map(part -> part.key() + "@" + part.start().line() + ":" + part.start().column())
            .collect(Collectors.joining(", "));
    return ("layer " + it.component() + " " + it.slot() + "/" + it.precedence() + " " + parts)
            .strip()
        + (it.takesBack().isEmpty() ? "" : " for " + String.join(", ", it.takesBack()));
  }

  private static String reference(Fact.Reference it) {
    Set<NodeKind> kinds = it.target().kinds();
    String kind =
        kinds.equals(Set.of(NodeKind.HOST)) ? "" : kinds.toString().toLowerCase(Locale.ROOT) + " ";
    String port = it.target().port().isPresent() ? ":" + it.target().port().getAsInt() : "";
    return "reference "
        + kind
        + it.target().name()
        + port
        + " from "
        + it.target().from()
        + " by "
        + it.component()
        + " "
        + it.use().lookup()
        + (it.use().hard() ? "" : " soft")
        + (it.use().group().mode() == Group.Mode.SINGLE ? "" : " " + it.use().group().mode())
        + (it.use().certainty() == io.whatbreaks.fact.Certainty.POSSIBLE ? " POSSIBLE" : "");
  }
}
