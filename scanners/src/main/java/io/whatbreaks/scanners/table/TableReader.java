package io.whatbreaks.scanners.table;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.LocatedTree;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.value.DestinationFilter;
import io.whatbreaks.scanners.value.ReferenceWriter;
import io.whatbreaks.scanners.value.Syntax;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the text of tables. {@code docs/add-your-software.md} states its form. */
final class TableReader {
  private static final String LINES = "lines";
  private static final Set<String> TABLE_KEYS =
      Set.of(
          "software",
          "title",
          "source",
          "files",
          "main",
          "mentions",
          "lacks",
          "format",
          "comment",
          "block",
          "component",
          "names",
          "parts",
          "port",
          "identity",
          "keys",
          "unknown",
          "version");
  private static final Set<String> ROW_KEYS =
      Set.of(
          "key",
          "pattern",
          "argument",
          "with",
          "used-in",
          "inherits",
          "within",
          "base",
          "parts",
          "stops",
          "means",
          "kind",
          "wildcards",
          "syntax",
          "lookup",
          "list",
          "port",
          "hard",
          "certainty",
          "unit",
          "matches",
          "asks",
          "source",
          "note");
  private static final Set<NodeKind> MESSAGING =
      Set.of(NodeKind.QUEUE, NodeKind.EXCHANGE, NodeKind.TOPIC, NodeKind.VHOST);
  private static final int LAST_PORT = 65_535;
  private static final int LAST_ARGUMENT = 99;

  private final TableProblems problems;

  private TableReader(TableProblems problems) {
    this.problems = problems;
  }

  /** The tables of a text; one that has a problem is left out. */
  static Tables.Read read(String name, String text) {
    TableProblems problems = new TableProblems(name, text);
    LocatedTree tree = Format.YAML.read(text);
    for (LocatedTree.Problem problem : tree.problems()) {
      problems.add(
          problem.code(), problem.offset(), problem.message(), TableChecks.hint(problem, text));
    }
    if (problems.count() > 0) {
      // What else seems wrong may follow from it.
      return new Tables.Read(List.of(), problems.all());
    }
    TableReader reader = new TableReader(problems);
    List<Table> tables = new ArrayList<>();
    for (Node root : tree.roots()) {
      int before = problems.count();
      if (root instanceof Node.Mapping mapping) {
        Table table = reader.table(mapping);
        if (problems.count() == before) {
          tables.add(table);
        }
      } else {
        problems.add("bad-table", root.start(), "a table is a mapping", "begin with 'software:'");
      }
    }
    if (tree.roots().isEmpty() && problems.count() == 0) {
      problems.add("bad-table", 0, "there is no table", "begin with 'software:'");
    }
    return new Tables.Read(tables, problems.all());
  }

  /** The table of a tree that was checked before. */
  static Table read(Node tree) {
    TableProblems problems = new TableProblems("", "");
    Table table = new TableReader(problems).table((Node.Mapping) tree);
    if (problems.count() > 0) {
      throw new IllegalStateException("a table of the jar: " + problems.all().get(0));
    }
    return table;
  }

  private Table table(Node.Mapping mapping) {
    Fields fields = new Fields(mapping, "table", TABLE_KEYS, problems);
    String id = fields.required("software");
    String source = fields.required("source");
    TableChecks.source(fields, problems);
    if (!id.isEmpty() && !id.matches("[a-z0-9][a-z0-9._-]*")) {
      problems.add(
          "bad-value", fields.start(), "'" + id + "' is no id", "lower case, digits and dashes");
    }
    List<Glob> globs = fields.parsed("files", Glob::of);
    if (!fields.has("files")) {
      problems.add("missing-key", fields.start(), "this table has no 'files'", "add them");
    }
    Table.Software software =
        new Table.Software(
            id,
            fields.text("title").orElse(id),
            source,
            fields.either("component", "software", "document"),
            fields.parsed("version", TableChecks::group).stream().findFirst());
    Table.Files files =
        new Table.Files(
            globs, fields.texts("mentions"), fields.texts("lacks"), fields.texts("main"));
    Table.Reading reading = reading(fields, id, source);
    return new Table(
        software,
        files,
        reading,
        new IdentityReader(problems).within(fields, software, files, reading));
  }

  private Table.Reading reading(Fields fields, String id, String source) {
    boolean lines = fields.required("format").equals(LINES);
    Optional<Format> format = Optional.empty();
    if (!lines) {
      format = Optional.of(fields.word("format", Format.class, Format.WORDS, LINES));
    }
    List<Row> rows = new ArrayList<>();
    TableChecks checks = new TableChecks(problems, lines, fields);
    for (Node.Mapping row : fields.mappings("keys")) {
      rows.add(row(row, id, source, checks));
    }
    int port = fields.number("port", 0, LAST_PORT);
    Table.Unknown unknown = fields.word("unknown", Table.Unknown.class, Table.Unknown.CANDIDATES);
    if (unknown == Table.Unknown.TEXT && !(lines && rows.isEmpty())) {
      problems.add(
          "bad-value",
          fields.start(),
          "what is read as text has no rows",
          "write 'format: lines' and no 'keys'");
    }
    return new Table.Reading(
        format,
        fields.text("comment").orElse(""),
        fields.parsed("block", TableChecks::pattern).stream().findFirst(),
        rows,
        fields.parsed("names", KeyPath::of),
        fields.parsed("parts", KeyPath::of),
        port == 0 ? OptionalInt.empty() : OptionalInt.of(port),
        unknown);
  }

  private Row row(Node.Mapping mapping, String id, String source, TableChecks checks) {
    Fields fields = new Fields(mapping, "row", ROW_KEYS, problems);
    Row.Selector selector = selector(fields);
    Row.Means means = fields.word("means", Row.Means.class, Row.Means.REFERENCE);
    checks.row(fields, selector, means);
    String label =
        selector.keys().isEmpty() ? means.name().toLowerCase(Locale.ROOT) : plainKey(selector);
    return new Row(
        selector,
        means,
        new Row.Things(
            kinds(fields, means),
            wildcards(fields),
            fields.word("matches", HostMatching.class, HostMatching.WILDCARD)),
        usage(fields, means),
        id + "/" + label,
        fields.text("source").orElse(source),
        fields.text("note").orElse(""),
        unit(fields, means),
        !fields.either("asks", "machine", "dns"));
  }

  /** Which of a second's kin a bare number counts. */
  private String unit(Fields fields, Row.Means means) {
    boolean time = means == Row.Means.ADDRESS_TIME || means == Row.Means.CONNECTION_TIME;
    Optional<String> unit = fields.text("unit");
    if (unit.isPresent() && !(time && Durations.UNITS.contains(unit.get()))) {
      problems.add(
          "unknown-word",
          fields.start("unit"),
          time ? "'unit' cannot be '" + unit.get() + "'" : "'unit' is for times",
          time ? "one of: " + String.join(", ", Durations.UNITS) : "take it out");
    }
    return unit.orElse("s");
  }

  /** A queue, exchange, topic or virtual host; a host where nothing is said. */
  private Set<NodeKind> kinds(Fields fields, Row.Means means) {
    boolean isMessaging =
        switch (means) {
          case CONSUMES, PUBLISHES, DECLARES, CONSUMES_ALL -> true;
          default -> false;
        };
    Set<NodeKind> kinds = EnumSet.noneOf(NodeKind.class);
    for (String word : fields.texts("kind")) {
      Optional<NodeKind> kind = NodeKind.of(word).filter(MESSAGING::contains);
      kind.ifPresent(kinds::add);
      if (kind.isEmpty()) {
        problems.add(
            "unknown-word",
            fields.start("kind"),
            "'kind' cannot be '" + word + "'",
            "one of: queue, exchange, topic, vhost");
      }
    }
    boolean isNamed = means == Row.Means.REFERENCE || isMessaging;
    if (!isNamed && !kinds.isEmpty()) {
      problems.add("bad-value", fields.start("kind"), "such a value has no 'kind'", "take it out");
    } else if (kinds.isEmpty() && isMessaging) {
      problems.add("missing-key", fields.start(), "such a row needs a 'kind'", "add it");
    }
    return kinds.isEmpty() ? EnumSet.of(NodeKind.HOST) : kinds;
  }

  private static Optional<DestinationFilter> wildcards(Fields fields) {
    return fields.has("wildcards")
        ? Optional.of(fields.word("wildcards", DestinationFilter.class, DestinationFilter.MQTT))
        : Optional.empty();
  }

  private static String plainKey(Row.Selector selector) {
    return selector.keys().get(0).plain();
  }

  private Row.Selector selector(Fields fields) {
    List<Pattern> patterns = fields.parsed("pattern", TableChecks::pattern);
    String argument = fields.text("argument").orElse("");
    int first = 1;
    int last = Integer.MAX_VALUE;
    if (argument.endsWith("+")) {
      String number = argument.substring(0, argument.length() - 1);
      first = number.matches("[1-9]\\d?") ? Integer.parseInt(number) : 0;
    } else if (!argument.isEmpty()) {
      first = fields.number("argument", 1, LAST_ARGUMENT);
      last = first;
    }
    if (first == 0) {
      problems.add(
          "bad-value",
          fields.start("argument"),
          "'argument' cannot be '" + argument + "'",
          "1, 2 or 2+");
    }
    return new Row.Selector(
        fields.parsed("key", KeyPath::of),
        patterns.isEmpty() ? Optional.empty() : Optional.of(patterns.get(0)),
        first,
        last,
        fields.texts("with"),
        fields.parsed("used-in", KeyPath::of),
        fields.parsed("inherits", KeyPath::of),
        fields.text("within").orElse("").toLowerCase(Locale.ROOT),
        fields.texts("base"),
        fields.texts("parts"),
        !fields.either("stops", "process", "part"));
  }

  private static ReferenceWriter.Usage usage(Fields fields, Row.Means means) {
    Lookup usual =
        switch (means) {
          case LISTENER -> Lookup.LISTEN;
          case CLIENTS -> Lookup.CLIENT;
          case OWN_NAME -> Lookup.COMPARED;
          default -> Lookup.EACH_USE;
        };
    boolean own = means == Row.Means.OWN_NAME || means == Row.Means.CLIENTS;
    int port = fields.number("port", 0, LAST_PORT);
    return new ReferenceWriter.Usage(
        fields.word("syntax", Syntax.class, Syntax.HOST),
        fields.word("lookup", Lookup.class, usual),
        fields.word("list", Group.Mode.class, Group.Mode.SINGLE),
        own ? !fields.either("hard", "false", "true") : fields.either("hard", "true", "false"),
        fields.either("certainty", "certain", "possible") ? Certainty.CERTAIN : Certainty.POSSIBLE,
        port == 0 ? OptionalInt.empty() : OptionalInt.of(port));
  }
}
