package io.whatbreaks.scanners.table;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what tables say of identities: the list of a software's table, or documents of their own.
 */
final class IdentityReader {
  private static final Set<String> KEYS =
      Set.of(
          "rule",
          "loss",
          "shows",
          "needs",
          "line",
          "path",
          "unless",
          "unless-line",
          "settings",
          "name",
          "alias",
          "certainty",
          "message",
          "hidden",
          "remedy",
          "back-out",
          "source",
          "basis",
          "checked");
  private static final Set<String> OWN_KEYS =
      Set.of("software", "title", "files", "mentions", "lacks", "format", "comment", "component");

  /** What a rule's statement rests on. */
  private enum Basis {
    /** Its source was read. */
    READ,
    /** A part of it was. */
    PARTLY,
    /** It is well known. */
    RECALLED
  }

  private final TableProblems problems;

  IdentityReader(TableProblems problems) {
    this.problems = problems;
  }

  /** The rule of a document that was checked before. */
  static IdentityRule read(Node tree) {
    TableProblems problems = new TableProblems("", "");
    IdentityRule rule = new IdentityReader(problems).alone((Node.Mapping) tree);
    if (problems.count() > 0) {
      throw new IllegalStateException("a rule of the jar: " + problems.all().get(0));
    }
    return rule;
  }

  /** A rule that stands alone and says itself which files show it. */
  IdentityRule alone(Node.Mapping mapping) {
    Set<String> keys = new HashSet<>(KEYS);
    keys.addAll(OWN_KEYS);
    Fields fields = new Fields(mapping, "rule", keys, problems);
    String software = fields.required("software");
    List<Glob> globs = fields.parsed("files", Glob::of);
    if (globs.isEmpty()) {
      problems.add("missing-key", fields.start(), "this rule has no 'files'", "add them");
    }
    Optional<Format> format =
        fields.text("format").isEmpty()
            ? Optional.empty()
            : Optional.of(fields.word("format", Format.class, Format.WORDS));
    return rule(
        fields,
        new Table.Software(
            software,
            fields.text("title").orElse(software),
            fields.required("source"),
            fields.either("component", "software", "document"),
            Optional.empty()),
        new Table.Files(globs, fields.texts("mentions"), fields.texts("lacks"), List.of()),
        new Table.Reading(
            format,
            fields.text("comment").orElse(""),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            java.util.OptionalInt.empty(),
            Table.Unknown.CANDIDATES));
  }

  /** The rules of a software's table, which hold for the files of that. */
  List<IdentityRule> within(
      Fields table, Table.Software software, Table.Files files, Table.Reading reading) {
    List<IdentityRule> found = new ArrayList<>();
    for (Node.Mapping mapping : table.mappings("identity")) {
      Fields fields = new Fields(mapping, "identity", KEYS, problems);
      found.add(rule(fields, software, files, reading));
    }
    return found;
  }

  private static IdentityRule rule(
      Fields fields, Table.Software software, Table.Files files, Table.Reading reading) {
    fields.required("loss");
    fields.required("basis");
    return new IdentityRule(
        fields.required("rule"),
        software,
        files,
        new IdentityRule.Shown(
            fields.parsed("shows", Glob::of),
            reading.format(),
            reading.comment(),
            fields.parsed("needs", IdentityRule.Key::of),
            pattern(fields, "line"),
            pattern(fields, "path")),
        new IdentityRule.Pinned(
            fields.parsed("unless", IdentityRule.Key::of),
            fields.parsed("unless-line", Pattern::compile),
            fields.texts("settings")),
        telling(fields, software));
  }

  private static IdentityRule.Telling telling(Fields fields, Table.Software software) {
    Basis basis = fields.word("basis", Basis.class, Basis.RECALLED);
    boolean certain =
        fields.either("certainty", "certain", "possible")
            && (basis == Basis.READ || fields.text("checked").isPresent());
    return new IdentityRule.Telling(
        fields.word("loss", Fact.Loss.class, Fact.Loss.PART),
        certain ? Certainty.CERTAIN : Certainty.POSSIBLE,
        !fields.either("name", "full", "short"),
        !fields.either("alias", "loses", "keeps"),
        new Fact.Advice(
            fields.required("message"),
            fields.required("remedy"),
            fields.text("back-out").orElse(""),
            fields.text("source").orElse(software.source())),
        fields.text("hidden").orElse(""),
        fields
            .text("checked")
            .map(day -> "checked " + day)
            .orElse(basis.name().toLowerCase(java.util.Locale.ROOT)));
  }

  private static Optional<Pattern> pattern(Fields fields, String key) {
    return fields.parsed(key, Pattern::compile).stream().findFirst();
  }
}
