package io.whatbreaks.plan;

import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Reason;
import io.whatbreaks.model.SourceLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What may break although a plan is followed. */
final class Risks {
  private Risks() {}

  /** Direct breakages of which no place is edited and no identity is held on to. */
  static List<ChangePlan.Risk> of(
      Impact impact, List<ChangePlan.Step> steps, Set<SourceLocation> known) {
    Set<SourceLocation> handled = new HashSet<>(known);
    for (ChangePlan.Step step : steps) {
      step.edits().forEach(edit -> handled.add(edit.evidence().at()));
    }
    List<ChangePlan.Risk> risks = new ArrayList<>();
    for (Breakage breakage : impact.breakages()) {
      boolean isMet =
          breakage.why().stream().anyMatch(reason -> handled.contains(reason.evidence().at()));
      if (breakage.direct() && (!isMet || breakage.effect() == Effect.MISDIRECTED)) {
        Reason reason = breakage.why().get(0);
        risks.add(
            new ChangePlan.Risk(
                breakage.component(), reason.message(), breakage.certainty(), reason.evidence()));
      }
    }
    return risks;
  }
}
