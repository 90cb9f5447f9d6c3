package io.whatbreaks.scanners.table;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.UpgradeRule;
import io.whatbreaks.fact.UpgradeTable;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.model.Version;
import io.whatbreaks.model.VersionRange;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.LocatedTree;
import io.whatbreaks.scanners.format.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads files of upgrade rules. {@code docs/upgrade-rules.md} states their form. */
final class UpgradeSheetReader {
  private static final Set<String> SHEET_KEYS =
      Set.of(
          "software",
          "title",
          "names",
          "scheme",
          "covers",
          "date",
          "images",
          "packages",
          "charts",
          "artifacts",
          "version-files",
          "rules");
  private static final Set<String> RULE_KEYS =
      Set.of(
          "rule", "kind", "below", "since", "from", "needs", "effect", "signal", "anyway",
          "matches", "message", "remedy", "source", "basis", "checked");
  private static final Set<String> NEED_KEYS = Set.of("software", "version", "whose");

  /** What a rule's statement rests on. */
  private enum Basis {
    READ,
    PARTLY,
    RECALLED
  }

  /** The words for what an upgrade costs. */
  private enum Effect {
    LOSES_DATA(Fact.Harm.DATA),
    NO_START(Fact.Harm.START),
    REFUSED(Fact.Harm.USE),
    IGNORED(Fact.Harm.IGNORED),
    DEGRADES(Fact.Harm.PART),
    NOTICE(Fact.Harm.NOTHING);

    private final Fact.Harm harm;

    Effect(Fact.Harm harm) {
      this.harm = harm;
    }
  }

  private final String name;
  private final TableProblems problems;
  private final Map<String, Integer> lines = new HashMap<>();

  private UpgradeSheetReader(String name, TableProblems problems) {
    this.name = name;
    this.problems = problems;
  }

  /** What a text says. */
  record Read(List<UpgradeSheet> sheets, List<Diagnostic> problems) {
    Read {
      sheets = List.copyOf(sheets);
      problems = List.copyOf(problems);
    }
  }

  /** The sheets of a text; one that has a problem is left out. */
  static Read read(String name, String text) {
    TableProblems problems = new TableProblems(name, text);
    LocatedTree tree = Format.YAML.read(text);
    for (LocatedTree.Problem problem : tree.problems()) {
      problems.add(
          problem.code(), problem.offset(), problem.message(), TableChecks.hint(problem, text));
    }
    if (problems.count() > 0) {
      return new Read(List.of(), problems.all());
    }
    UpgradeSheetReader reader = new UpgradeSheetReader(name, problems);
    List<UpgradeSheet> sheets = new ArrayList<>();
    for (Node root : tree.roots()) {
      int before = problems.count();
      if (root instanceof Node.Mapping mapping) {
        UpgradeSheet sheet = reader.sheet(mapping, text);
        if (problems.count() == before) {
          sheets.add(sheet);
        }
      } else {
        problems.add("bad-rules", root.start(), "this is no mapping", "begin with 'software:'");
      }
    }
    if (tree.roots().isEmpty()) {
      problems.add("bad-rules", 0, "there are no rules", "begin with 'software:'");
    }
    return new Read(sheets, problems.all());
  }

  /** The sheet of a tree that was checked before. */
  static UpgradeSheet read(String name, Node tree) {
    TableProblems problems = new TableProblems("", "");
    UpgradeSheet sheet = new UpgradeSheetReader(name, problems).sheet((Node.Mapping) tree, "");
    if (problems.count() > 0) {
      throw new IllegalStateException("rules of the jar: " + problems.all().get(0));
    }
    return sheet;
  }

  private UpgradeSheet sheet(Node.Mapping mapping, String text) {
    Fields fields = new Fields(mapping, "file of rules", SHEET_KEYS, problems);
    String software = fields.required("software");
    id(fields, "software", software);
    Version.Scheme scheme = fields.word("scheme", Version.Scheme.class, Version.Scheme.DOTTED);
    List<VersionRange> covers = fields.parsed("covers", range -> VersionRange.of(scheme, range));
    String date = fields.text("date").orElse("");
    if (!date.isEmpty() && !date.matches("\\d{4}-\\d\\d-\\d\\d")) {
      problems.add("bad-value", fields.start("date"), "'" + date + "' is no day", "2026-11-24");
    }
    UpgradeSheet.Names names =
        new UpgradeSheet.Names(
            fields.texts("images"),
            fields.texts("packages"),
            fields.texts("charts"),
            fields.texts("artifacts"),
            fields.texts("version-files"));
    List<UpgradeRule> rules = new ArrayList<>();
    List<UpgradeSheet.Matched> matched = new ArrayList<>();
    for (Node.Mapping one : fields.mappings("rules")) {
      lines.put("", line(text, one.start()));
      rule(one, software, scheme, rules, matched);
    }
    UpgradeTable table =
        new UpgradeTable(
            software,
            fields.text("title").orElse(software),
            fields.texts("names"),
            scheme,
            covers.stream().findFirst(),
            date,
            words(software, names),
            rules);
    return new UpgradeSheet(table, matched, names);
  }

  private static List<String> words(String software, UpgradeSheet.Names names) {
    Set<String> words = new LinkedHashSet<>();
    List.of(names.images(), names.packages(), names.charts(), names.files())
        .forEach(
            all ->
                all.forEach(
                    name -> words.add(name.replaceAll("[A-Za-z0-9]*[*?]+[A-Za-z0-9]*", " "))));
    names.artifacts().forEach(name -> words.add(name.substring(name.indexOf(':') + 1)));
    return words.isEmpty() ? List.of(software) : List.copyOf(words);
  }

  private void id(Fields fields, String key, String id) {
    if (!id.isEmpty() && !id.matches("[a-z0-9][a-z0-9._-]*")) {
      problems.add(
          "bad-value", fields.start(key), "'" + id + "' is no id", "lower case, digits and dashes");
    }
  }

  private static int line(String text, int offset) {
    return 1
        + (int)
            text.substring(0, Math.min(offset, text.length()))
                .chars()
                .filter(c -> c == '\n')
                .count();
  }

  private void rule(
      Node.Mapping mapping,
      String software,
      Version.Scheme scheme,
      List<UpgradeRule> rules,
      List<UpgradeSheet.Matched> matched) {
    Fields fields = new Fields(mapping, "rule", RULE_KEYS, problems);
    String id = fields.required("rule");
    id(fields, "rule", id);
    rules.stream()
        .filter(other -> other.id().equals(id))
        .forEach(
            other ->
                problems.add(
                    "repeated-rule",
                    fields.start("rule"),
                    "there is a rule '" + id + "' already",
                    "give one of them another id"));
    UpgradeRule.Kind kind = fields.word("kind", UpgradeRule.Kind.class, UpgradeRule.Kind.BEHAVIOUR);
    fields.required("kind");
    fields.required("effect");
    fields.required("basis");
    List<UpgradeMatch> matches = new ArrayList<>();
    for (Node.Mapping one : fields.mappings("matches")) {
      matches.add(new UpgradeMatchReader(problems).read(one));
    }
    UpgradeRule rule =
        new UpgradeRule(
            border(fields, software, scheme, kind),
            kind,
            fields.word("effect", Effect.class, Effect.DEGRADES).harm,
            certainty(fields),
            versions(fields, scheme),
            new Fact.Advice(
                fields.required("message"),
                fields.required("remedy"),
                "",
                fields.required("source")),
            basis(fields),
            UpgradeWords.of(matches),
            new SourceLocation(name, lines.getOrDefault("", 1), 1, 1));
    if (matches.isEmpty() && fields.has("matches")) {
      problems.add("bad-value", fields.start("matches"), "no match at all", "write one");
    }
    rules.add(rule);
    matches.forEach(match -> matched.add(new UpgradeSheet.Matched(rule, match)));
  }

  private Fact.Border border(
      Fields fields, String software, Version.Scheme scheme, UpgradeRule.Kind kind) {
    String since = fields.required("since");
    String below = fields.text("below").orElse(since);
    for (String key : List.of("since", "below")) {
      fields
          .text(key)
          .filter(text -> Version.of(scheme, text).isEmpty())
          .ifPresent(
              text ->
                  problems.add(
                      "bad-value",
                      fields.start(key),
                      "'" + text + "' is no version of scheme " + scheme.word(),
                      "write a number such as \"4.0\""));
    }
    boolean anyway =
        fields.has("anyway") ? fields.either("anyway", "true", "false") : kind.isAnyway();
    return new Fact.Border(fields.text("rule").orElse(""), software, scheme, below, since, anyway);
  }

  private static Certainty certainty(Fields fields) {
    Basis basis = fields.word("basis", Basis.class, Basis.RECALLED);
    boolean strong = fields.either("signal", "strong", "weak");
    boolean known = basis == Basis.READ || fields.text("checked").isPresent();
    return strong && known ? Certainty.CERTAIN : Certainty.POSSIBLE;
  }

  private static String basis(Fields fields) {
    return fields
        .text("checked")
        .map(day -> "checked " + day)
        .orElse(fields.word("basis", Basis.class, Basis.RECALLED).name().toLowerCase(Locale.ROOT));
  }

  private UpgradeRule.Versions versions(Fields fields, Version.Scheme scheme) {
    List<UpgradeRule.Need> needs = new ArrayList<>();
    for (Node.Mapping mapping : fields.mappings("needs")) {
      Fields need = new Fields(mapping, "need", NEED_KEYS, problems);
      String software = need.required("software");
      Version.Scheme other = software.equals("java") ? Version.Scheme.JAVA : Version.Scheme.DOTTED;
      List<VersionRange> range = need.parsed("version", text -> VersionRange.of(other, text));
      if (range.isEmpty()) {
        problems.add("missing-key", need.start(), "this need has no 'version'", "\">=26.2\"");
      } else {
        needs.add(
            new UpgradeRule.Need(
                software,
                range.get(0),
                need.word("whose", UpgradeRule.Whose.class, UpgradeRule.Whose.HOST)));
      }
    }
    return new UpgradeRule.Versions(
        fields.parsed("from", text -> VersionRange.of(scheme, text)), needs);
  }
}
