package io.whatbreaks.impact;

import io.whatbreaks.change.Upgrade;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.UpgradeRule;
import io.whatbreaks.fact.UpgradeRules;
import io.whatbreaks.fact.UpgradeTable;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Version;
import io.whatbreaks.rule.VersionRules;
import io.whatbreaks.world.Crossing;
import io.whatbreaks.world.UpgradeStep;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What to know of upgrades beside their effects: what the rules cover, which versions run today,
 * what is down while an instance restarts.
 */
final class UpgradeNotices {
  /** Codes of what is not known, so that nothing found is no reason to feel safe. */
  static final Set<String> OPEN = Set.of("no-rule-known", "unknown-version", "not-installed");

  private static final int MOST_NAMES = 20;

  private final World before;
  private final List<Diagnostic> found = new ArrayList<>();

  private UpgradeNotices(World before) {
    this.before = before;
  }

  static List<Diagnostic> of(
      World before, World after, List<UpgradeRestart> restarts, UpgradeRules rules) {
    UpgradeNotices notices = new UpgradeNotices(before);
    for (UpgradeStep step : after.changed().upgrades()) {
      notices.rules(step, rules.of(step.software()));
      notices.versions(step);
    }
    restarts.forEach(notices::restart);
    after.changed().crossings().forEach(notices::worthKnowing);
    return notices.found;
  }

  /**
   * Checks that a software which is not installed is one that is known at all.
   *
   * @throws WhatBreaksException if it is not
   */
  static void check(World world, Upgrade upgrade, UpgradeRules rules) {
    if (upgrade.from().isPresent() || rules.of(upgrade.software()).isPresent()) {
      return;
    }
    Set<String> known = new TreeSet<>(world.software());
    rules.tables().forEach(table -> known.add(table.software()));
    String start = upgrade.software().substring(0, Math.min(2, upgrade.software().length()));
    String near =
        known.stream()
            .filter(name -> name.startsWith(start) || name.contains(upgrade.software()))
            .limit(MOST_NAMES)
            .collect(Collectors.joining(", "));
    throw new WhatBreaksException(
        new Diagnostic(
            Severity.ERROR,
            "unknown-name",
            "",
            0,
            "no software is known as " + upgrade.software(),
            near.isEmpty() ? "see `whatbreaks list service`" : "perhaps " + near));
  }

  private void rules(UpgradeStep step, Optional<UpgradeTable> table) {
    String way = step.lowest().map(from -> "from " + from + " ").orElse("") + "to " + step.to();
    if (table.isEmpty()) {
      noRule("there are no rules for " + step.software());
      return;
    }
    List<UpgradeRule> crossed = VersionRules.crossed(table.get(), step);
    String covers = table.get().covers().map(range -> ", which covers " + range).orElse("");
    add(
        Severity.INFO,
        "rules-of",
        Optional.empty(),
        crossed.size()
            + (crossed.size() == 1 ? " rule" : " rules")
            + " of the table of "
            + step.software()
            + (table.get().date().isEmpty() ? "" : " of " + table.get().date())
            + covers
            + ", hold for the way "
            + way,
        "see `whatbreaks rules list`");
    boolean back = step.lowest().filter(from -> step.to().compareTo(from) < 0).isPresent();
    if (back) {
      noRule(step.to() + " is older than today's version: the rules speak of newer ones");
    } else if (crossed.isEmpty()) {
      noRule("no rule is known for the way of " + step.software() + " " + way);
    } else if (isOutside(table.get(), step.to())
        || step.lowest().filter(from -> isOutside(table.get(), from)).isPresent()) {
      noRule("the way of " + step.software() + " " + way + " leaves what its table covers");
    }
    step.lowest()
        .map(from -> VersionRules.stops(table.get(), from, step.to()))
        .filter(stops -> !stops.isEmpty())
        .ifPresent(
            stops ->
                add(
                    Severity.WARNING,
                    "allowed-steps",
                    Optional.empty(),
                    "there is no direct way "
                        + way
                        + ": "
                        + String.join(", then ", stops)
                        + ", then "
                        + step.to(),
                    "take the latest patch release of each"));
  }

  private static boolean isOutside(UpgradeTable table, Version version) {
    return table.covers().filter(range -> !range.holds(version)).isPresent();
  }

  private void noRule(String message) {
    add(
        Severity.WARNING,
        "no-rule-known",
        Optional.empty(),
        message,
        "that is not to say that nothing breaks: read its release notes");
  }

  private void versions(UpgradeStep step) {
    if (step.instances().isEmpty()) {
      if (step.otherwise().isEmpty()) {
        add(
            Severity.WARNING,
            "not-installed",
            Optional.empty(),
            "no file given shows " + step.software() + " installed",
            "say today's version with --from");
      }
      return;
    }
    Map<String, Set<NodeId>> byVersion = new TreeMap<>();
    step.instances()
        .forEach(
            (component, version) ->
                byVersion
                    .computeIfAbsent(
                        version.map(Version::toString).orElse(""), absent -> new TreeSet<>())
                    .add(component));
    Set<NodeId> unknown = byVersion.getOrDefault("", Set.of());
    for (NodeId component : unknown) {
      add(
          Severity.WARNING,
          "unknown-version",
          told(component, step.software()),
          "no file tells today's version of " + component,
          "say it with --from");
    }
    byVersion.remove("");
    if (byVersion.size() > 1) {
      add(
          Severity.WARNING,
          "mixed-versions",
          Optional.empty(),
          step.software()
              + " runs in several versions: "
              + byVersion.entrySet().stream()
                  .map(entry -> entry.getKey() + " as " + names(entry.getValue()))
                  .collect(Collectors.joining("; ")),
          "a cluster wants one version; each is judged from its own");
    }
  }

  private Optional<Evidence> told(NodeId component, String software) {
    return before.instances(software).getOrDefault(component, List.of()).stream()
        .map(Fact.Installation::evidence)
        .findFirst();
  }

  private void restart(UpgradeRestart restart) {
    Set<NodeId> down = new TreeSet<>();
    Set<NodeId> weaker = new TreeSet<>();
    for (Breakage breakage : restart.meanwhile()) {
      (breakage.effect() == Effect.DEGRADES ? weaker : down).add(breakage.component());
    }
    weaker.removeAll(down);
    add(
        Severity.INFO,
        "restart",
        Optional.of(restart.evidence()),
        restart.instance()
            + " restarts; meanwhile "
            + (down.isEmpty() && weaker.isEmpty() ? "no known dependent is down" : "")
            + (down.isEmpty() ? "" : names(down) + (down.size() == 1 ? " is down" : " are down"))
            + (down.isEmpty() || weaker.isEmpty() ? "" : ", ")
            + (weaker.isEmpty()
                ? ""
                : names(weaker) + (weaker.size() == 1 ? " is degraded" : " are degraded")),
        "one instance after the other");
  }

  private void worthKnowing(Crossing crossing) {
    Fact.Requirement requirement = crossing.requirement();
    if (requirement.harm() == Fact.Harm.NOTHING) {
      add(
          Severity.INFO,
          "upgrade-notice",
          Optional.of(requirement.evidence()),
          UpgradeEffects.told(requirement.border().rule(), "", requirement.advice()),
          "");
    }
  }

  private static String names(Collection<NodeId> all) {
    String shown =
        all.stream().limit(MOST_NAMES).map(NodeId::toString).collect(Collectors.joining(", "));
    return all.size() > MOST_NAMES ? shown + " and " + (all.size() - MOST_NAMES) + " more" : shown;
  }

  private void add(
      Severity severity, String code, Optional<Evidence> at, String message, String hint) {
    found.add(
        new Diagnostic(
            severity,
            code,
            at.map(e -> e.at().path()).orElse(""),
            at.map(e -> e.at().line()).orElse(0),
            message,
            hint));
  }
}
