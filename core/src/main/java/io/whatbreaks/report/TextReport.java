package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.change.Change;
import io.whatbreaks.change.RedeclareQueue;
import io.whatbreaks.change.RemoveBinding;
import io.whatbreaks.change.Upgrade;
import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.impact.Reason;
import io.whatbreaks.impact.Role;
import io.whatbreaks.model.NodeId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The form for people: what was not understood, the verdict, what breaks and why, what to edit. */
public final class TextReport {
  private static final int MOST_REASONS = 6;

  private final StringBuilder text = new StringBuilder();
  private final boolean colours;

  private TextReport(boolean colours) {
    this.colours = colours;
  }

  /**
   * The answer as text, lines ended by a line feed.
   *
   * @param colours whether to use ANSI colours
   */
  public static String of(Impact impact, boolean colours) {
    requireNonNull(impact, "impact");
    TextReport report = new TextReport(colours);
    report.lost(impact);
    report.head(impact);
    report.breakages(impact);
    report.places(impact);
    report.notices(impact);
    report.coverage(impact.coverage());
    return report.text.toString();
  }

  /** The components that are spared, and why. */
  public static String unaffected(Map<NodeId, String> reasons) {
    StringBuilder text = new StringBuilder("\nNot affected: ").append(reasons.size()).append('\n');
    reasons.forEach(
        (component, reason) ->
            text.append("  ").append(component).append("  ").append(reason).append('\n'));
    return text.toString();
  }

  private void lost(Impact impact) {
    List<Diagnostic> lost =
        impact.notices().stream().filter(n -> n.severity() == Severity.ERROR).toList();
    if (lost.isEmpty()) {
      return;
    }
    line(style("1", "Know this first"));
    lost.forEach(notice -> line("  " + style("31", notice.toString())));
    line("");
  }

  private void head(Impact impact) {
    String first = "What breaks if ";
    for (Change change : impact.changes()) {
      line(style("1", first + question(change)) + (isLast(impact, change) ? "?" : ""));
      first = "and ";
    }
    impact.renamed().forEach((old, now) -> line("  " + old + " becomes " + now.name()));
    impact
        .subjects()
        .forEach(
            (change, about) -> {
              if (!(change instanceof Change.Rename)) {
                about.forEach(node -> line("  " + node + " " + fate(change)));
              }
            });
    long components = impact.breakages().stream().map(Breakage::component).distinct().count();
    String verdict =
        switch (impact.verdict()) {
          case BREAKS -> style("1;31", "BREAKS");
          case UNCERTAIN -> style("1;33", "UNCERTAIN");
          case SAFE -> style("1;32", "SAFE");
        };
    line("");
    line(
        verdict
            + ": "
            + (components == 0
                ? "no known dependents break"
                : components
                    + (components == 1 ? " component is" : " components are")
                    + " affected")
            + (impact.inputLost() ? "; a file that could matter was not read whole" : ""));
  }

  private static boolean isLast(Impact impact, Change change) {
    return change.equals(impact.changes().get(impact.changes().size() - 1));
  }

  /** All that is asked, without a mark behind it. */
  public static String questions(Impact impact) {
    return String.join(" and ", impact.changes().stream().map(TextReport::question).toList());
  }

  private static String question(Change change) {
    if (change instanceof Change.Rename rename) {
      return rename.name()
          + " is renamed to "
          + rename.to()
          + (rename.keepAlias() ? ", with an alias left behind" : "");
    } else if (change instanceof Change.Retire retire) {
      return retire.name() + " is retired";
    } else if (change instanceof Change.Readdress readdress) {
      return readdress.name() + " gets the address " + readdress.to();
    } else if (change instanceof Change.MovePort move) {
      return move.name() + " answers on port " + move.to() + " in place of " + move.from();
    } else if (change instanceof RemoveBinding unbound) {
      return "the binding of "
          + unbound.exchange()
          + " to "
          + unbound.destination()
          + " by '"
          + unbound.key()
          + "' is removed";
    } else if (change instanceof RedeclareQueue redeclared) {
      return "queue " + redeclared.queue() + " is declared with other arguments";
    } else if (change instanceof Upgrade upgrade) {
      return upgrade.software()
          + " goes to "
          + upgrade.to()
          + (upgrade.on().isEmpty() ? "" : " on " + String.join(", ", upgrade.on()));
    } else {
      throw new AssertionError(change);
    }
  }

  private static String fate(Change change) {
    if (change instanceof Change.Readdress readdress) {
      return "becomes " + readdress.to();
    }
    if (change instanceof Upgrade upgrade) {
      return "goes to " + upgrade.to();
    }
    if (change instanceof Change.MovePort move) {
      return "answers on port " + move.to();
    } else if (change instanceof RemoveBinding unbound) {
      return "is not bound to " + unbound.destination() + " by '" + unbound.key() + "' any more";
    }
    return change instanceof RedeclareQueue ? "has other arguments" : "goes away";
  }

  private void breakages(Impact impact) {
    boolean isOwned = impact.breakages().stream().anyMatch(b -> !b.owners().isEmpty());
    Map<Effect, List<Breakage>> byEffect = new EnumMap<>(Effect.class);
    for (Breakage breakage : impact.breakages()) {
      byEffect.computeIfAbsent(breakage.effect(), absent -> new ArrayList<>()).add(breakage);
    }
    byEffect.forEach(
        (effect, breakages) -> {
          line("");
          line(style("1", effect.name()) + "  " + meaning(effect));
          breakages.forEach(breakage -> breakage(breakage, isOwned));
        });
  }

  static String meaning(Effect effect) {
    return switch (effect) {
      case BREAKS -> "the next use fails, once caches have ended";
      case BREAKS_ON_RESTART -> "works on until it, or what it depends on, restarts or reconnects";
      case LOSES_DATA -> "no error, but messages or state go nowhere or start empty";
      case MISDIRECTED -> "reaches another target than before";
      case DEGRADES -> "loses one of several targets, or a part of its function";
      case UNCERTAIN -> "it cannot be told whether it depends at all";
    };
  }

  private void breakage(Breakage breakage, boolean isOwned) {
    line(
        "  "
            + style("36", breakage.component().toString())
            + (breakage.certainty() == Certainty.POSSIBLE ? "  (possible)" : "")
            + (breakage.direct() ? "" : "  (knock-on)"));
    if (isOwned) {
      owners(breakage);
    }
    List<Reason> why = breakage.why();
    for (Reason reason : why.subList(0, Math.min(MOST_REASONS, why.size()))) {
      line("      " + reason.evidence().at() + "  " + reason.message());
      if (!reason.evidence().excerpt().isEmpty()) {
        line("        " + style("2", reason.evidence().excerpt()));
      }
    }
    if (why.size() > MOST_REASONS) {
      line("      and " + (why.size() - MOST_REASONS) + " more places");
    }
    if (breakage.chain().size() > 2) {
      line(
          "      " + String.join(" -> ", breakage.chain().stream().map(NodeId::toString).toList()));
    }
  }

  /** Where nobody says anything of owners, nothing is said of them. */
  private void owners(Breakage breakage) {
    for (Fact.Ownership owner : breakage.owners()) {
      line("      ask " + String.join(", ", owner.owners()) + "  " + owner.evidence().at());
    }
    if (breakage.owners().isEmpty()) {
      line("      nobody is known to own it");
    }
  }

  private void places(Impact impact) {
    for (Role role : Role.values()) {
      List<Place> places = impact.places().stream().filter(p -> p.role() == role).toList();
      if (places.isEmpty()) {
        continue;
      }
      line("");
      boolean renames = impact.changes().stream().allMatch(Change.Rename.class::isInstance);
      line(style("1", title(role, renames)) + ": " + places.size());
      for (Place place : places) {
        line(
            "  "
                + place.evidence().at()
                + "  "
                + place.evidence().text()
                + place.edit().filter(edit -> role != Role.MENTIONS).map(e -> " -> " + e).orElse("")
                + (role == Role.USES && place.certainty() == Certainty.POSSIBLE
                    ? "  (possible)"
                    : ""));
      }
    }
  }

  private static String title(Role role, boolean renames) {
    return switch (role) {
      case DEFINES -> "Changed by the " + (renames ? "rename" : "change") + " itself";
      case USES -> "To be edited as well";
      case MENTIONS -> "Mentioned only";
    };
  }

  private void notices(Impact impact) {
    List<Diagnostic> others =
        impact.notices().stream().filter(n -> n.severity() != Severity.ERROR).toList();
    if (!others.isEmpty()) {
      line("");
      line(style("1", "Notices"));
      others.forEach(notice -> line("  " + notice));
    }
  }

  private void coverage(Coverage coverage) {
    line("");
    line(summary(coverage));
  }

  /** How many files ended in which class, in one line. */
  static String summary(Coverage coverage) {
    return coverage.files()
        + " files: "
        + coverage.understood()
        + " understood, "
        + coverage.partly()
        + " partly, "
        + coverage.textOnly()
        + " text only, "
        + coverage.notNeeded()
        + " not needed, "
        + coverage.skipped()
        + " skipped, "
        + coverage.failed()
        + " failed";
  }

  private String style(String code, String shown) {
    return colours ? "\u001b[" + code + "m" + shown + "\u001b[0m" : shown;
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
