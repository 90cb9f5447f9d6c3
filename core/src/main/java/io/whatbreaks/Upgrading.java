package io.whatbreaks;

import io.whatbreaks.change.Change;
import io.whatbreaks.change.Upgrade;
import io.whatbreaks.fact.UpgradeRule;
import io.whatbreaks.fact.UpgradeRules;
import io.whatbreaks.fact.UpgradeTable;
import io.whatbreaks.model.Version;
import io.whatbreaks.scan.Term;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the upgrades among some changes need to be answered: the rules, which nobody else pays for,
 * and the words by which documents show what the rules are about.
 *
 * @param changes the same, each upgrade of the software as the rules call it
 */
record Upgrading(List<Change> changes, UpgradeRules rules) {

  /**
   * Of some changes.
   *
   * @param directories with further rules
   * @throws UncheckedIOException if a directory cannot be read
   * @throws io.whatbreaks.diagnostic.WhatBreaksException if a rule holds a mistake
   */
  static Upgrading of(List<Change> changes, List<Path> directories) {
    List<Change> steps = Change.all(changes.toArray(Change[]::new)).steps();
    if (steps.stream().noneMatch(Upgrade.class::isInstance)) {
      return new Upgrading(changes, UpgradeRules.none());
    }
    UpgradeRules rules;
    try {
      rules = UpgradeRules.found(directories);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Change> called = new ArrayList<>();
    for (Change step : steps) {
      Optional<UpgradeTable> table =
          step instanceof Upgrade upgrade ? rules.of(upgrade.software()) : Optional.empty();
      called.add(
          step instanceof Upgrade upgrade && table.isPresent()
              ? upgrade.of(table.get().software(), table.get().scheme())
              : step);
    }
    return new Upgrading(called, rules);
  }

  /** Every software that is upgraded, and what that needs. */
  Set<String> software() {
    Set<String> all = new LinkedHashSet<>();
    for (Change change : changes) {
      if (change instanceof Upgrade upgrade) {
        all.add(upgrade.software());
        crossed(upgrade)
            .forEach(rule -> rule.versions().needs().forEach(need -> all.add(need.software())));
      }
    }
    return all;
  }

  /** By what documents show that the software is there, or what a rule of the step is about. */
  Set<Term> terms() {
    Set<Term> terms = new LinkedHashSet<>();
    for (Change change : changes) {
      if (change instanceof Upgrade upgrade) {
        for (UpgradeRule rule : crossed(upgrade)) {
          rule.words().forEach(text -> terms.add(Term.words(text)));
        }
      }
    }
    for (String software : software()) {
      List<String> words =
          rules
              .of(software)
              .map(UpgradeTable::words)
              .orElse(List.of(software.substring(software.indexOf(':') + 1)));
      words.forEach(text -> terms.add(Term.words(text)));
    }
    return terms;
  }

  private List<UpgradeRule> crossed(Upgrade upgrade) {
    Version to = upgrade.version();
    return rules.of(upgrade.software()).map(UpgradeTable::rules).orElse(List.of()).stream()
        .filter(rule -> UpgradeTable.isCrossed(rule.border(), Optional.empty(), to))
        .toList();
  }
}
