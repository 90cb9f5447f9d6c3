package io.whatbreaks.scanners.decision;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.decision.Policy;
import io.whatbreaks.decision.Policy.Demand;
import io.whatbreaks.decision.Policy.During;
import io.whatbreaks.decision.Policy.Rule;
import io.whatbreaks.decision.Policy.Selection;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.fact.Criticality;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file of rules, in YAML.
 *
 * <pre>{@code
 * rules:
 *   - {name: no outage in a freeze, forbid: [BREAKS, LOSES_DATA], criticality: critical, during: freeze}
 *   - {name: owners agree, signed-by: owners}
 *   - {name: the board agrees, signed-by: ["@shop/board"], criticality: high}
 *   - {name: all was read, forbid: unread}
 * }</pre>
 */
public final class PolicyFile extends Lists {
  private static final Set<String> KEYS =
      Set.of("name", "forbid", "signed-by", "effects", "criticality", "on", "certainty", "during");
  private static final Map<String, During> TIMES =
      Map.of(
          "freeze", During.FREEZE,
          "critical-time", During.CRITICAL_TIME,
          "no-change-window", During.NO_CHANGE_WINDOW);
  private static final String UNREAD = "unread";
  private static final String OWNERS = "owners";

  private PolicyFile(Path file) {
    super(file, "rule");
  }

  /**
   * Reads the rules of a file.
   *
   * @throws WhatBreaksException with the place of what is no rule
   */
  public static Policy read(Path file) throws IOException {
    return new PolicyFile(requireNonNull(file, "file")).policy();
  }

  private Policy policy() throws IOException {
    List<Rule> rules = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node item : list("rules").items()) {
      Node.Mapping mapping = mapping(item);
      Rule rule = rule(mapping, entries(mapping, KEYS, "a rule"));
      if (!names.add(rule.name())) {
        throw refused(
            "repeated-name", item.start(), "two rules are called '" + rule.name() + "'", "");
      }
      rules.add(rule);
    }
    return new Policy(rules);
  }

  private Rule rule(Node.Mapping mapping, Map<String, Node> values) {
    String name = required(mapping, values, "name").value();
    List<Scalar> forbidden = scalars(values, "forbid");
    List<Scalar> signers = scalars(values, "signed-by");
    if (forbidden.isEmpty() == signers.isEmpty()) {
      throw refused(
          "missing-key",
          mapping.start(),
          "a rule says either what it forbids or who signs",
          "add 'forbid: BREAKS' or 'signed-by: owners'");
    }
    if (!forbidden.isEmpty()) {
      if (values.containsKey("effects")) {
        throw refused(
            "unknown-key",
            forbidden.get(0).start(),
            "what is forbidden are the effects",
            "take 'effects' out");
      }
      if (forbidden.size() == 1 && forbidden.get(0).value().equals(UNREAD)) {
        if (values.size() > 2) {
          throw refused(
              "unknown-key",
              forbidden.get(0).start(),
              "what was not read is of no component",
              "leave name and forbid");
        }
        return new Rule(name, Selection.ALL, Demand.READ, List.of());
      }
      return new Rule(name, selection(mapping, values, forbidden), Demand.ABSENT, List.of());
    }
    Selection of = selection(mapping, values, scalars(values, "effects"));
    return signers.size() == 1 && signers.get(0).value().equals(OWNERS)
        ? new Rule(name, of, Demand.SIGNED_BY_OWNERS, List.of())
        : new Rule(name, of, Demand.SIGNED, signers.stream().map(Scalar::value).toList());
  }

  private Selection selection(
      Node.Mapping mapping, Map<String, Node> values, List<Scalar> effects) {
    Set<Effect> meant = EnumSet.noneOf(Effect.class);
    effects.forEach(word -> meant.addAll(effects(word)));
    return new Selection(
        effects.isEmpty() ? EnumSet.allOf(Effect.class) : meant,
        values.containsKey("criticality")
            ? Optional.of(level(required(mapping, values, "criticality")))
            : Optional.empty(),
        words(values, "on"),
        values.containsKey("certainty") && isCertain(required(mapping, values, "certainty")),
        values.containsKey("during")
            ? Optional.of(during(required(mapping, values, "during")))
            : Optional.empty());
  }

  private Set<Effect> effects(Scalar word) {
    if (word.value().equals("any")) {
      return EnumSet.allOf(Effect.class);
    }
    return Arrays.stream(Effect.values())
        .filter(effect -> effect.name().equals(word.value()))
        .findFirst()
        .map(EnumSet::of)
        .orElseThrow(
            () ->
                refused(
                    "bad-value",
                    word.start(),
                    "there is no effect '" + word.value() + "'",
                    "write any, unread, or some of " + Arrays.toString(Effect.values())));
  }

  private boolean isCertain(Scalar word) {
    if (!Set.of("CERTAIN", "POSSIBLE").contains(word.value())) {
      throw refused(
          "bad-value",
          word.start(),
          "there is no certainty '" + word.value() + "'",
          "write CERTAIN, or POSSIBLE for both");
    }
    return word.value().equals("CERTAIN");
  }

  private During during(Scalar word) {
    During time = TIMES.get(word.value());
    if (time == null) {
      throw refused(
          "bad-value",
          word.start(),
          "there is no time '" + word.value() + "'",
          "write freeze, critical-time or no-change-window");
    }
    return time;
  }

  private Criticality level(Scalar word) {
    return Criticality.of(word.value())
        .orElseThrow(
            () ->
                refused(
                    "bad-value",
                    word.start(),
                    "'" + word.value() + "' is no criticality",
                    "write critical, high, medium or low"));
  }
}
