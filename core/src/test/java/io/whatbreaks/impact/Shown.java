package io.whatbreaks.impact;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.change.Change;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.model.NodeId;
import java.util.List;
import java.util.stream.Collectors;

/** Answers as lines, so that a test shows the whole of one. */
final class Shown {
  private Shown() {}

  static Impact impact(String facts, Change... changes) {
    return ImpactAnalyzer.analyze(StatedFacts.world(facts), List.of(changes));
  }

  /** Each breakage on a line: who, what, how sure, by what chain. */
  static String effects(String facts, Change... changes) {
    return impact(facts, changes).breakages().stream()
        .map(Shown::line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(Breakage breakage) {
    return breakage.component().toString().replace("component:", "")
        + " "
        + breakage.effect()
        + (breakage.direct() ? "" : " knock-on")
        + (breakage.certainty() == Certainty.POSSIBLE ? " POSSIBLE" : "")
        + ": "
        + breakage.chain().stream()
            .skip(1)
            .map(NodeId::toString)
            .map(id -> id.replaceFirst("^(host|component):", ""))
            .collect(Collectors.joining(" > "));
  }

  /** Each place on a line: where, its text, its role, its edit. */
  static String places(String facts, Change... changes) {
    return impact(facts, changes).places().stream()
        .map(
            place ->
                place.evidence().at()
                    + " "
                    + place.evidence().text()
                    + " "
                    + place.role()
                    + (place.certainty() == Certainty.POSSIBLE ? " POSSIBLE" : "")
                    + place.edit().map(edit -> " -> " + edit).orElse(""))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Each notice on a line: its severity, code and message. */
  static String notices(String facts, Change... changes) {
    return impact(facts, changes).notices().stream()
        .map(notice -> notice.severity() + " " + notice.code() + ": " + notice.message() + "\n")
        .collect(Collectors.joining());
  }
}
