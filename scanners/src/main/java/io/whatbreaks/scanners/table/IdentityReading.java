package io.whatbreaks.scanners.table;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.LocatedTree;
import io.whatbreaks.scanners.format.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one document says of one identity: that it is there, or what pins it. */
final class IdentityReading {
  /** A longer line is no configuration, and patterns may be slow on it. */
  private static final int LONGEST_LINE = 8_192;

  /** A unit of systemd or a file of its drop-in folder. */
  private static final Pattern UNIT =
      Pattern.compile("(?:.*/)?systemd/system/([^/]+?)(?:\\.service)?(?:\\.d/[^/]+\\.conf)?");

  private final IdentityRule rule;
  private final Document document;
  private final ScanOutput output;
  private final NodeId component;

  IdentityReading(IdentityRule rule, Document document, ScanOutput output) {
    this.rule = rule;
    this.document = document;
    this.output = output;
    this.component =
        rule.software().isComponent()
            ? DocumentReading.component(document, rule.software().id())
            : ofDocument(document);
  }

  /** A file of a unit belongs to that, any other one is its own component. */
  private static NodeId ofDocument(Document document) {
    Matcher unit = UNIT.matcher(document.localPath());
    return unit.matches()
        ? NodeId.component(document.scope(), unit.group(1))
        : document.component();
  }

  /** Reads the document itself. */
  void read() {
    read(() -> List.of());
  }

  /** The same where the table of the file has read its statements already. */
  void read(Supplier<List<Statement>> known) {
    List<Statement> statements = List.of();
    boolean keys = !rule.shown().keys().isEmpty() || !rule.pinned().keys().isEmpty();
    if (keys && rule.shown().format().isPresent()) {
      statements = known.get();
      if (statements.isEmpty()) {
        LocatedTree tree = rule.shown().format().get().read(document);
        statements = Statement.of(tree.roots());
      }
    }
    pins(statements);
    if (shows()) {
      identity(statements);
    }
  }

  private void pins(List<Statement> statements) {
    for (Statement statement : statements) {
      if (rule.pinned().keys().stream().anyMatch(key -> key.holds(statement))
          && !statement.words().isEmpty()) {
        Scalar value = statement.words().get(0);
        pin(value.value(), value.offset(0), value.endOffset(value.value().length()));
      }
    }
    for (Pattern line : rule.pinned().lines()) {
      find(line).ifPresent(found -> pin(found.text, found.start, found.end));
    }
  }

  /** States a setting that keeps the identity whatever the machine is called. */
  private void pin(String value, int start, int end) {
    output.add(
        new Fact.Setting(
            component,
            Fact.Identity.pin(rule.id()),
            value,
            Fact.Rank.FILE,
            "",
            output.evidence(start, end, rule.id())));
  }

  /** Whether this is a file that shows the identity, not one that can only pin it. */
  private boolean shows() {
    String path = Template.plainPath(document.localPath());
    if (!rule.files().isMain(path.substring(path.lastIndexOf('/') + 1))) {
      return false;
    }
    String[] elements = path.split("/", -1);
    boolean fromRoot = document.scope().kind() == Scope.Kind.HOST;
    return rule.shown().in().isEmpty()
        || rule.shown().in().stream().anyMatch(glob -> glob.matches(elements, fromRoot));
  }

  private void identity(List<Statement> statements) {
    Optional<Evidence> key = Optional.empty();
    if (!rule.shown().keys().isEmpty()) {
      key = statements.stream().filter(this::isNeeded).findFirst().map(this::keyOf);
      if (key.isEmpty()) {
        return;
      }
    }
    if (rule.shown().path().isPresent()) {
      Matcher matcher = rule.shown().path().get().matcher(document.localPath());
      if (matcher.find()) {
        state(own(matcher), key.orElseGet(this::presence));
      }
      return;
    }
    if (rule.shown().line().isEmpty()) {
      state("", key.orElseGet(this::presence));
      return;
    }
    lines(rule.shown().line().get());
  }

  private boolean isNeeded(Statement statement) {
    return rule.shown().keys().stream().anyMatch(key -> key.holds(statement));
  }

  private Evidence keyOf(Statement statement) {
    if (statement.words().isEmpty()) {
      return presence();
    }
    Scalar value = statement.words().get(0);
    return output.evidence(value.offset(0), value.endOffset(value.value().length()), rule.id());
  }

  /** The file as such: its first line may hold anything, so none of it is shown. */
  private Evidence presence() {
    return new Evidence(
        new SourceLocation(document.path(), 1, 1, 1), "", "", TableScanner.ID, rule.id());
  }

  private void state(String own, Evidence evidence) {
    output.add(
        new Fact.Identity(
            component,
            rule.id(),
            rule.telling().loss(),
            rule.telling().certainty(),
            new Fact.Bond(
                rule.pinned().settings(),
                own,
                rule.telling().shortName(),
                rule.telling().aliasKeeps()),
            rule.telling().advice(),
            evidence));
  }

  private static boolean namesHost(Pattern pattern) {
    return pattern.pattern().contains("(?<host>");
  }

  private static String own(Matcher matcher) {
    return namesHost(matcher.pattern()) && matcher.group("host") != null
        ? matcher.group("host")
        : "";
  }

  /** Every own name that lines hold; where the pattern asks for none, the first line suffices. */
  private void lines(Pattern pattern) {
    boolean names = namesHost(pattern);
    int offset = 0;
    for (String line : document.text().split("\n", -1)) {
      Matcher matcher = pattern.matcher(code(line));
      while (matcher.find()) {
        boolean named = names && matcher.start("host") >= 0;
        int start = offset + (named ? matcher.start("host") : matcher.start());
        int end = offset + (named ? matcher.end("host") : matcher.end());
        state(own(matcher), output.evidence(start, end, rule.id()));
        if (!names) {
          return;
        }
      }
      offset += line.length() + 1;
    }
  }

  private record Found(String text, int start, int end) {}

  /** From where a pattern is found to the end of that line. */
  private Optional<Found> find(Pattern pattern) {
    int offset = 0;
    for (String line : document.text().split("\n", -1)) {
      Matcher matcher = pattern.matcher(code(line));
      if (matcher.find()) {
        String rest = code(line).substring(matcher.start()).stripTrailing();
        int start = offset + matcher.start();
        return Optional.of(new Found(rest, start, start + rest.length()));
      }
      offset += line.length() + 1;
    }
    return Optional.empty();
  }

  /** A line without its comment; empty where it is too long to be looked at. */
  private String code(String line) {
    String comment = rule.shown().comment();
    return line.length() > LONGEST_LINE
        ? ""
        : Values.withoutComment(line, comment.isEmpty() ? "#" : comment);
  }
}
