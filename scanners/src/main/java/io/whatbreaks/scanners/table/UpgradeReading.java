package io.whatbreaks.scanners.table;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.UpgradeRule;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Format;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one document shows of upgrade rules. */
final class UpgradeReading {
  /** A longer line is no configuration, and patterns may be slow on it. */
  private static final int LONGEST_LINE = 8_192;

  private static final int MOST_PLACES = 1_000;

  private final Document document;
  private final ScanOutput output;
  private final Map<Format, UpgradeLeaves> leaves = new EnumMap<>(Format.class);

  /** A part of the text, from its first character to behind its last one. */
  record Span(int start, int end) {
    boolean isEmpty() {
      return end <= start;
    }
  }

  /** What must stand in the place of a part of the text. */
  record Edit(Span at, String text) {}

  /**
   * A place found.
   *
   * @param value what the place gives; empty where it gives nothing
   * @param edit where that is a mere rename
   */
  record Found(Span at, Span value, Optional<Edit> edit) {
    /** One that gives nothing. */
    Found(Span at) {
      this(at, new Span(at.end(), at.end()), Optional.empty());
    }
  }

  UpgradeReading(Document document, ScanOutput output) {
    this.document = document;
    this.output = output;
  }

  /** Reads what it shows of one match of a rule. */
  void read(UpgradeSheet.Matched matched) {
    UpgradeMatch match = matched.match();
    String rule = matched.rule().id();
    for (Found found : prepared(match)) {
      output.add(new Fact.Prepared(document.component(), rule, evidence(found.at, rule)));
    }
    if (match.what().isPresence()) {
      Evidence whole =
          new Evidence(
              new SourceLocation(document.path(), 1, 1, 1), "", "", UpgradeScanner.ID, rule);
      state(matched.rule(), whole, new Found(new Span(0, 0)));
      return;
    }
    places(match).stream()
        .limit(MOST_PLACES)
        .forEach(found -> state(matched.rule(), evidence(found.at, rule), found));
  }

  private Evidence evidence(Span span, String rule) {
    return output.evidence(span.start, span.end, rule);
  }

  private void state(UpgradeRule rule, Evidence evidence, Found found) {
    Optional<Fact.Passage> value =
        found.value.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Fact.Passage(
                    "",
                    document.locate(found.value.start, found.value.start),
                    document.locate(found.value.end - 1, found.value.end)));
    output.add(
        new Fact.Requirement(
            document.component(),
            rule.border(),
            rule.harm(),
            rule.certainty(),
            value,
            found.edit.map(edit -> new Fact.Edit(evidence(edit.at, rule.id()), edit.text)),
            rule.advice(),
            evidence));
  }

  private List<Found> places(UpgradeMatch match) {
    return switch (match.form()) {
      case TREE -> new UpgradeTree(leaves(match), match, false).find(match.what().keys());
      case SPRING -> spring(match, match.what().keys());
      case MANIFEST -> new UpgradeManifests(document.text()).find(match.what().with());
      case LINES -> lines(match, match.what().lines());
    };
  }

  private List<Found> prepared(UpgradeMatch match) {
    List<Found> all = new ArrayList<>(lines(match, match.what().unlessLines()));
    if (!match.what().unless().isEmpty()) {
      switch (match.form()) {
        case SPRING -> all.addAll(spring(match, match.what().unless()));
        case TREE ->
            all.addAll(new UpgradeTree(leaves(match), match, false).keys(match.what().unless()));
        case MANIFEST, LINES -> {}
      }
    }
    return all;
  }

  private List<Found> spring(UpgradeMatch match, List<KeyPath> keys) {
    Optional<Format> format = UpgradeSpring.format(document);
    return format.isPresent()
        ? new UpgradeTree(leaves(format.get()), match, true).find(keys)
        : new UpgradeSpring(document.text(), match).find(keys);
  }

  private UpgradeLeaves leaves(UpgradeMatch match) {
    return leaves(match.format().orElseThrow());
  }

  private UpgradeLeaves leaves(Format format) {
    return leaves.computeIfAbsent(format, f -> new UpgradeLeaves(f.read(document)));
  }

  private List<Found> lines(UpgradeMatch match, List<Pattern> patterns) {
    List<Found> found = new ArrayList<>();
    if (patterns.isEmpty()) {
      return found;
    }
    int offset = 0;
    for (String line : document.text().split("\n", -1)) {
      String code =
          line.length() > LONGEST_LINE
              ? ""
              : match.comment().isEmpty() ? line : Values.withoutComment(line, match.comment());
      for (Pattern pattern : patterns) {
        Matcher matcher = pattern.matcher(code);
        while (matcher.find()) {
          found.add(found(matcher, offset, match.rename()));
        }
      }
      offset += line.length() + 1;
    }
    return found;
  }

  private static Found found(Matcher matcher, int offset, Map<String, String> rename) {
    boolean named = matcher.pattern().pattern().contains("(?<at>") && matcher.start("at") >= 0;
    int start = named ? matcher.start("at") : matcher.start();
    int end = named ? matcher.end("at") : matcher.end();
    String text = named ? matcher.group("at") : matcher.group();
    Span at = new Span(offset + start, offset + end);
    return new Found(
        at,
        new Span(at.end, at.end),
        Optional.ofNullable(rename.get(text)).map(to -> new Edit(at, to)));
  }
}
