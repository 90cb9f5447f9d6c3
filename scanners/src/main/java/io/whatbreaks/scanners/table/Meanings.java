package io.whatbreaks.scanners.table;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NamePattern;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.value.ClientNet;
import io.whatbreaks.scanners.value.Endpoint;
import io.whatbreaks.scanners.value.ReferenceWriter;
import io.whatbreaks.scanners.value.SecretKeys;
import io.whatbreaks.scanners.value.Syntax;
import io.whatbreaks.scanners.value.ValueGrammar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** States what the rows of a table say of the statements of one document. */
final class Meanings {
  private static final int LAST_PORT = 65_535;
  private static final Pattern EXPRESSION =
      Pattern.compile("(?:\\{\\{|<%=?)(.{0,400}?)(?:\\}\\}|%>)", Pattern.DOTALL);

  private static final Pattern WILDCARD = Pattern.compile("[\\w.*?-]*\\w[\\w.*?-]*");

  private static final Pattern WORD = Pattern.compile("[^\\s,]+");

  private final Table table;
  private final Document document;
  private final ScanOutput output;
  private final NodeId component;
  private final ReferenceWriter writer;
  private final PartWriter parts;
  private final ThingWriter things;
  private final Set<String> ownNames = new HashSet<>();
  private final Set<Row> noted = new HashSet<>();
  private boolean listener;

  /**
   * A value, the port that stands apart from it, and what tells the list it is in from others of
   * the block.
   */
  private record Value(Scalar text, OptionalInt port, String list) {}

  Meanings(
      Table table, Document document, ScanOutput output, NodeId component, ReferenceWriter writer) {
    this.table = table;
    this.document = document;
    this.output = output;
    this.component = component;
    this.writer = writer;
    this.parts = new PartWriter(table, document, output, component);
    this.things = new ThingWriter(document, output, component);
  }

  /** Whether a port of its own was stated. */
  boolean hasListener() {
    return listener;
  }

  /** Learns the names that hold in this document alone. */
  void names(List<Statement> statements) {
    for (Statement statement : statements) {
      if (!statement.words().isEmpty()
          && table.reading().names().stream().anyMatch(key -> key.matches(statement.path()))) {
        ownNames.add(HostName.normalise(statement.words().get(0).value()));
      }
    }
  }

  /** Hands on values that no row knows. */
  void unknown(String key, List<Scalar> words) {
    if (table.reading().unknown() == Table.Unknown.CANDIDATES) {
      for (Scalar word : words) {
        writer.candidates(word, Fact.Span.VALUE, key, table.software() + "/unknown");
      }
    }
  }

  private void candidates(Scalar word, String rule) {
    writer.candidates(word, Fact.Span.VALUE, "", rule);
  }

  /** States what a row says of a statement. */
  void state(Row row, Statement statement) {
    if (row.means() == Row.Means.NOTHING) {
      return;
    }
    for (Value value : values(row, statement)) {
      switch (row.means()) {
        case REFERENCE, OWN_NAME -> {
          if (row.things().kinds().contains(NodeKind.HOST)) {
            references(row, statement, value);
          } else {
            things.state(row, value.text());
          }
        }
        case CONSUMES, PUBLISHES, DECLARES, CONSUMES_ALL -> things.state(row, value.text());
        case PATTERN -> namePattern(row, value.text());
        case ADDRESS_TIME -> things.renewal(row, value.text(), Fact.Renewed.ADDRESS);
        case CONNECTION_TIME -> things.renewal(row, value.text(), Fact.Renewed.CONNECTION);
        case OWN_ADDRESS -> ownAddress(row, value.text());
        case CLIENTS, REFUSED_CLIENTS -> clients(row, statement, value);
        case PART -> parts.passes(row, statement, value.text());
        case LISTENER -> listener(row, statement, value);
        case DOOR -> door(row, statement, value);
        case VARIABLE -> variable(row, value);
        case READS -> reads(row, value.text(), "");
        case READS_FOLDER -> reads(row, value.text(), "/");
        case CANDIDATES -> candidates(value.text(), row.rule());
        case NOTHING -> {}
      }
    }
  }

  private List<Value> values(Row row, Statement statement) {
    List<Value> found = new ArrayList<>();
    Row.Selector selector = row.selector();
    for (int i = selector.first() - 1;
        i < Math.min(selector.last(), statement.words().size());
        i++) {
      Scalar word = statement.words().get(i);
      boolean isWord = !selector.keys().isEmpty() && table.reading().format().isPresent();
      if (selector.pattern().isEmpty() || (isWord && EXPRESSION.matcher(word.value()).find())) {
        found.add(new Value(word, OptionalInt.empty(), ""));
        continue;
      }
      Matcher matcher = selector.pattern().get().matcher(word.value());
      while (matcher.find()) {
        found.add(value(selector, word, matcher));
      }
    }
    return found;
  }

  private static Value value(Row.Selector selector, Scalar word, Matcher matcher) {
    OptionalInt port = OptionalInt.empty();
    if (selector.hasGroup("port") && matcher.group("port") != null) {
      port = port(matcher.group("port"));
    }
    if (!selector.hasGroup("host")) {
      int start = port.isPresent() ? matcher.start("port") : matcher.start();
      int end = port.isPresent() ? matcher.end("port") : matcher.end();
      return new Value(word.part(start, end), port, "");
    }
    boolean present = matcher.start("host") >= 0;
    String list = selector.hasGroup("list") ? " " + matcher.group("list") : "";
    return new Value(
        present ? word.part(matcher.start("host"), matcher.end("host")) : word.part(0, 0),
        port,
        list);
  }

  private static OptionalInt port(String text) {
    if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalInt.empty();
    }
    int port = Integer.parseInt(text);
    return port >= 1 && port <= LAST_PORT ? OptionalInt.of(port) : OptionalInt.empty();
  }

  private void references(Row row, Statement statement, Value value) {
    String text = value.text().value();
    parts.passes(row, statement, value.text());
    if (row.means() == Row.Means.OWN_NAME) {
      for (String name : text.strip().split("[\\s,]+", -1)) {
        parts.state(statement, Fact.Tie.CALLED, name, evidence(row, value.text()));
      }
    }
    if (!isWorthReading(text) || template(row, value.text())) {
      return;
    }
    List<Endpoint> endpoints = endpoints(row, text);
    Group.Mode mode = row.usage().mode();
    Group group =
        mode == Group.Mode.SINGLE
            ? ofOneValue(row, value.text(), endpoints)
            : new Group(row.rule() + "@" + row.selector().block(statement), mode);
    for (Endpoint endpoint : endpoints) {
      reference(row, statement, value, endpoint, group);
    }
    boolean own = row.means() == Row.Means.OWN_NAME && ownPatterns(row, value.text());
    if (endpoints.isEmpty() && !own && !pattern(row, value.text()) && text.indexOf('*') < 0) {
      candidates(value.text(), row.rule());
    }
  }

  /** What a variable holds that stands in the place of a host may be a bare name. */
  private static List<Endpoint> endpoints(Row row, String text) {
    List<Endpoint> found = ValueGrammar.endpoints(row.usage().syntax(), text);
    return found.isEmpty() && !row.selector().usedIn().isEmpty()
        ? ValueGrammar.endpoints(Syntax.HOST, text)
        : found;
  }

  /**
   * {@code *.shop.test}, or {@code ~^mq\\d+\\.shop\\.test$} of nginx, which need match a part of
   * the name only.
   *
   * @see <a href="https://nginx.org/en/docs/http/server_names.html">nginx: Server names</a>
   */
  private boolean pattern(Row row, Scalar value) {
    String text = value.value();
    Certainty certainty = row.usage().certainty();
    if (text.startsWith("~") && text.length() > 1) {
      Scalar expression = value.part(1, text.length());
      String whole = NamePattern.found(expression.value());
      writer.pattern(
          expression, new NamePattern(whole, NamePattern.Syntax.REGEX), certainty, row.rule());
      return true;
    }
    boolean varies = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    if (varies && WILDCARD.matcher(text).matches()) {
      writer.pattern(
          value, new NamePattern(text, NamePattern.Syntax.WILDCARD), certainty, row.rule());
      return true;
    }
    return false;
  }

  /** Those of a list of names that a server answers to. */
  private boolean ownPatterns(Row row, Scalar value) {
    Matcher word = WORD.matcher(value.value());
    boolean found = false;
    while (word.find()) {
      String text = word.group();
      boolean varies = text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.startsWith("~");
      found |= varies && pattern(row, value.part(word.start(), word.end()));
    }
    return found;
  }

  /** A pattern of which the row tells how it is compared. */
  private void namePattern(Row row, Scalar value) {
    HostMatching matching = row.things().matching();
    Scalar names = value.part(0, matching.length(value.value()));
    if (!names.value().isEmpty() && !EXPRESSION.matcher(value.value()).find()) {
      writer.pattern(names, matching.pattern(names.value()), row.usage().certainty(), row.rule());
    }
  }

  private Group ofOneValue(Row row, Scalar value, List<Endpoint> endpoints) {
    Group.Mode mode = ReferenceWriter.mode(Group.Mode.SINGLE, value.value(), endpoints);
    // A plain list may be one of those who may come in: its row tells what it means.
    return mode == Group.Mode.SINGLE || row.usage().syntax() == Syntax.HOSTS
        ? Group.ALONE
        : new Group(row.rule() + "@" + document.localPath() + ":" + value.start(), mode);
  }

  /** Whether a name can stand in a value: not in a path, a socket or a variable. */
  private static boolean isWorthReading(String value) {
    return !value.isEmpty()
        && value.charAt(0) != '/'
        && (value.charAt(0) != '$' || value.startsWith("${"))
        && !value.startsWith("unix:");
  }

  /** Hands on what stands in the expressions of a template language, whose result nobody knows. */
  private boolean template(Row row, Scalar value) {
    Matcher matcher = EXPRESSION.matcher(value.value());
    boolean found = false;
    while (matcher.find()) {
      found = true;
      Scalar inner = value.part(matcher.start(1), matcher.end(1));
      writer.candidates(inner, Fact.Span.LITERAL, "host", row.rule());
    }
    return found;
  }

  private void reference(
      Row row, Statement statement, Value value, Endpoint endpoint, Group group) {
    String host = endpoint.host();
    if (!Values.isHost(host)
        || ownNames.contains(HostName.normalise(host))
        || (row.means() == Row.Means.OWN_NAME && Values.isUnspecific(host))) {
      return;
    }
    note(row, value.text());
    boolean isDomain = row.usage().syntax() == Syntax.MAIL && !value.text().value().startsWith("[");
    OptionalInt port = value.port().isPresent() ? value.port() : endpoint.port();
    writer.reference(
        value.text(),
        new Endpoint(
            row.asksDns() ? absolute(host) : host,
            endpoint.start(),
            endpoint.end(),
            port,
            endpoint.scheme()),
        row.usage(),
        group,
        "",
        isDomain ? row.rule() + ".mail-domain" : row.rule());
    if (row.means() == Row.Means.CLIENTS) {
      HostName.address(host).ifPresent(address -> admission(row, statement, value, address));
    } else if (row.means() == Row.Means.REFERENCE) {
      parts.state(
          statement,
          row.selector().stopsPart() ? Fact.Tie.HOLDS_FROM_START : Fact.Tie.HOLDS,
          "",
          evidence(row, value.text().part(endpoint.start(), endpoint.end())));
    }
  }

  /** A final dot leads past hosts files and search lists. */
  private static String absolute(String host) {
    boolean isName = HostName.address(host).isEmpty() && host.indexOf('$') < 0;
    return isName && !host.endsWith(".") ? host + "." : host;
  }

  /** A name or a single address is needed as well, though nothing is reached by it. */
  private void clients(Row row, Statement statement, Value value) {
    String text = value.text().value();
    Optional<String> net = ClientNet.of(text);
    if (net.isPresent() && HostName.address(net.get()).isEmpty()) {
      admission(row, statement, value, net.get());
    } else if (row.means() == Row.Means.CLIENTS) {
      Scalar host =
          net.isPresent()
              ? value.text().part(0, text.split("[/\\s]", 2)[0].length())
              : value.text();
      references(row, statement, new Value(host, value.port(), value.list()));
    } else {
      net.ifPresent(address -> admission(row, statement, value, address));
      candidates(value.text(), row.rule());
    }
  }

  private void admission(Row row, Statement statement, Value value, String net) {
    String list = document.localPath() + ":" + row.selector().block(statement) + value.list();
    boolean admits = row.means() != Row.Means.REFUSED_CLIENTS;
    output.add(new Fact.Admission(component, list, net, admits, evidence(row, value.text())));
  }

  private Evidence evidence(Row row, Scalar value) {
    return output.evidence(value.offset(0), value.endOffset(value.value().length()), row.rule());
  }

  /** What the table has to say of the names of a row is said once. */
  private void note(Row row, Scalar value) {
    if (row.note().isEmpty() || !noted.add(row)) {
      return;
    }
    output.add(
        new Fact.Note(
            component,
            row.rule(),
            row.usage().lookup(),
            row.note(),
            row.source(),
            evidence(row, value)));
  }

  /**
   * {@code 80}, {@code *:443}, {@code [::]:80}, {@code PLAINTEXT://mq01:9092}, {@code 10.0.0.5:80},
   * {@code mq01}.
   */
  private void listener(Row row, Statement statement, Value value) {
    String text = value.text().value();
    if (text.startsWith("/") || text.startsWith("unix:")) {
      return;
    }
    OptionalInt port = value.port().isPresent() ? value.port() : port(text);
    if (port.isEmpty()) {
      port = port(text.substring(text.lastIndexOf(':') + 1));
    }
    for (Endpoint endpoint : ValueGrammar.endpoints(row.usage().syntax(), text)) {
      if (Values.isHost(endpoint.host())
          && !Values.isUnspecific(endpoint.host())
          && !EXPRESSION.matcher(endpoint.host()).find()
          && port(endpoint.host()).isEmpty()) {
        reference(row, statement, value, endpoint, Group.ALONE);
      }
    }
    if (port.isEmpty()) {
      port = row.usage().defaultPort();
    }
    if (port.isPresent()) {
      listener = true;
      Evidence at = evidence(row, value.text());
      output.add(new Fact.Listener(component, port.getAsInt(), at));
      parts.state(statement, Fact.Tie.ENTERED, Integer.toString(port.getAsInt()), at);
    }
  }

  private void variable(Row row, Value value) {
    Scalar text = value.text();
    if (value.list().isEmpty() || SecretKeys.speaks(value.list())) {
      return;
    }
    candidates(text, row.rule());
    output.add(
        new Fact.Setting(
            component,
            value.list().strip(),
            text.value(),
            Fact.Rank.FILE,
            "",
            evidence(row, text)));
  }

  /** {@code *:80}, {@code www:443}: the process answers there, whoever opens the port. */
  private void door(Row row, Statement statement, Value value) {
    String text = value.text().value();
    references(row, statement, value);
    OptionalInt port = port(text.substring(text.lastIndexOf(':') + 1));
    if (port.isPresent()) {
      Evidence at = evidence(row, value.text());
      output.add(new Fact.Listener(component, port.getAsInt(), at));
      parts.state(statement, Fact.Tie.ENTERED, Integer.toString(port.getAsInt()), at);
    }
  }

  private void ownAddress(Row row, Scalar value) {
    HostName.address(value.value())
        .filter(address -> !Values.isUnspecific(address))
        .ifPresent(
            address ->
                output.add(
                    new Fact.Declaration(
                        NodeId.address(address), Optional.of(component), evidence(row, value))));
  }

  private void reads(Row row, Scalar value, String ending) {
    String path = value.value();
    if (path.isEmpty()) {
      return;
    }
    if (path.startsWith("/")) {
      path = path.substring(1);
    } else {
      String base = row.selector().baseOf(document.folder());
      path = base.isEmpty() ? path : base + "/" + path;
    }
    if (!path.endsWith(ending)) {
      path = path + ending;
    }
    output.add(new Fact.Reads(component, path, evidence(row, value)));
  }
}
