package io.whatbreaks.scanners.assertion;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.Snapshot;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Reason;
import io.whatbreaks.impact.Verdict;
import io.whatbreaks.report.TextReport;
import java.util.ArrayList;
import java.util.List;

/** Asserts something of what changes break. */
public final class ImpactAssert {
  private static final int MOST = 50;

  private final SnapshotAssert outer;
  private final Snapshot snapshot;
  private final Impact impact;
  private final List<String> reasons;

  ImpactAssert(SnapshotAssert outer, Snapshot snapshot, Impact impact, List<String> reasons) {
    this.outer = outer;
    this.snapshot = snapshot;
    this.impact = impact;
    this.reasons = List.copyOf(reasons);
  }

  /**
   * Says why: before an assertion the reason stands in its failure, behind it for whoever reads the
   * test.
   */
  public ImpactAssert because(String reason) {
    List<String> all = new ArrayList<>(reasons);
    all.add(requireNonNull(reason, "reason"));
    return new ImpactAssert(outer, snapshot, impact, all);
  }

  /** Fails unless it is sure that nothing breaks: what is uncertain fails, too. */
  public ImpactAssert breaksNothing() {
    if (impact.verdict() != Verdict.SAFE) {
      throw failure(impact.breakages(), "nothing should break");
    }
    return this;
  }

  /**
   * Fails where another component breaks than these. That one of them no longer breaks is no
   * failure.
   */
  public ImpactAssert breaksOnly(ComponentName... components) {
    List<ComponentName> expected = List.of(components);
    expected.forEach(outer::components);
    List<Breakage> others =
        impact.breakages().stream()
            .filter(
                breakage -> expected.stream().noneMatch(name -> name.fits(breakage.component())))
            .toList();
    if (!others.isEmpty() || impact.inputLost()) {
      String names = String.join(", ", expected.stream().map(ComponentName::name).toList());
      throw failure(others, "only " + names + " should break");
    }
    return this;
  }

  /** Goes on with what was scanned. */
  public SnapshotAssert and() {
    return outer;
  }

  private AssertionError failure(List<Breakage> breakages, String expected) {
    StringBuilder text = new StringBuilder(expected);
    reasons.forEach(reason -> text.append(", because ").append(reason));
    text.append(", when ").append(TextReport.questions(impact)).append('\n');
    for (Breakage breakage : breakages.subList(0, Math.min(MOST, breakages.size()))) {
      text.append("\n  ").append(breakage.effect()).append("  ").append(breakage.component());
      text.append("  (").append(breakage.certainty()).append(")\n");
      for (Reason reason : breakage.why()) {
        text.append("      at ").append(reason.evidence().at());
        text.append("  ").append(reason.message()).append('\n');
      }
    }
    if (breakages.size() > MOST) {
      text.append("\n  and ").append(breakages.size() - MOST).append(" more\n");
    }
    if (breakages.isEmpty()) {
      impact.notices().forEach(notice -> text.append("\n  ").append(notice).append('\n'));
    }
    if (impact.inputLost()) {
      text.append("\n  not read whole, and may matter:\n");
      for (Diagnostic lost : snapshot.diagnostics()) {
        if (lost.severity() == Severity.ERROR) {
          text.append("      ").append(lost).append('\n');
        }
      }
    }
    return new AssertionError(text.toString());
  }
}
