package io.whatbreaks.fact;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.diagnostic.WhatBreaksException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The upgrade rules at hand, by software. */
public final class UpgradeRules {
  private final List<UpgradeTable> tables;

  /** Where rules come from: found by {@link ServiceLoader}. */
  public interface Source {
    /**
     * The tables that come along, and those of directories of the user.
     *
     * @throws WhatBreaksException for the first mistake in a table, with its place
     * @throws IOException if a directory cannot be read
     */
    List<UpgradeTable> tables(List<Path> directories) throws IOException;
  }

  private UpgradeRules(List<UpgradeTable> tables) {
    this.tables = tables;
  }

  /** No rules at all. */
  public static UpgradeRules none() {
    return new UpgradeRules(List.of());
  }

  /**
   * Exactly these; tables of the same software are put together.
   *
   * @throws WhatBreaksException if two rules have the same id
   */
  public static UpgradeRules of(List<UpgradeTable> tables) {
    Map<String, UpgradeTable> bySoftware = new TreeMap<>();
    Map<String, UpgradeRule> byId = new HashMap<>();
    for (UpgradeTable table : requireNonNull(tables, "tables")) {
      for (UpgradeRule rule : table.rules()) {
        UpgradeRule known = byId.putIfAbsent(rule.id(), rule);
        if (known != null) {
          throw repeated(rule, known);
        }
      }
      bySoftware.merge(table.software(), table, UpgradeRules::together);
    }
    return new UpgradeRules(List.copyOf(bySoftware.values()));
  }

  /**
   * All that the class path holds, and those of some directories.
   *
   * @throws WhatBreaksException for the first mistake in a table of a directory, with its place, or
   *     if two rules have the same id
   * @throws IOException if a directory cannot be read
   */
  public static UpgradeRules found(List<Path> directories) throws IOException {
    List<UpgradeTable> all = new ArrayList<>();
    for (Source source : ServiceLoader.load(Source.class)) {
      all.addAll(source.tables(directories));
    }
    return of(all);
  }

  private static UpgradeTable together(UpgradeTable one, UpgradeTable more) {
    List<UpgradeRule> rules = new ArrayList<>(one.rules());
    rules.addAll(more.rules());
    List<String> names = new ArrayList<>(one.names());
    names.addAll(more.names());
    List<String> words = new ArrayList<>(one.words());
    words.addAll(more.words());
    return new UpgradeTable(
        one.software(),
        one.title(),
        names,
        one.scheme(),
        one.covers().isPresent() ? one.covers() : more.covers(),
        one.date().compareTo(more.date()) >= 0 ? one.date() : more.date(),
        words,
        rules);
  }

  private static WhatBreaksException repeated(UpgradeRule rule, UpgradeRule known) {
    return new WhatBreaksException(
        new Diagnostic(
            Severity.ERROR,
            "repeated-rule",
            rule.at().path(),
            rule.at().line(),
            "there is a rule '" + rule.id() + "' already: " + known.at(),
            "give one of them another id"));
  }

  /** Every table, by software. */
  public List<UpgradeTable> tables() {
    return tables;
  }

  /** The table of a software, by its id or another name of it, letter case apart. */
  public Optional<UpgradeTable> of(String software) {
    String word = requireNonNull(software, "software").toLowerCase(Locale.ROOT);
    return tables.stream()
        .filter(table -> table.software().equals(word))
        .findFirst()
        .or(() -> tables.stream().filter(table -> table.isCalled(word)).findFirst());
  }
}
