package io.whatbreaks.scanners.table;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.ApplicationKeys.Meaning;
import io.whatbreaks.scanners.value.CommandLine;
import io.whatbreaks.scanners.value.Endpoint;
import io.whatbreaks.scanners.value.ReferenceWriter;
import io.whatbreaks.scanners.value.ReferenceWriter.Usage;
import io.whatbreaks.scanners.value.Syntax;
import io.whatbreaks.scanners.value.ValueGrammar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * States what the properties of one component say: each as a setting, and what {@link
 * ApplicationKeys} makes of its value. The same properties say the same, whether a properties file,
 * YAML, an environment or a command line gives them.
 */
public final class PropertyWriter {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,5}|\\$\\{[^${}:]+:-?(\\d{1,5})}");
  private static final Pattern HOST_KEY =
      Pattern.compile(
          "(?:hosts?|hostnames?|servers?|addr|address(?:es)?|nodes?|brokers?|peers?|upstreams?"
              + "|endpoints?|ur[il]s?|bootstrap)$");

  private static final Pattern VARIABLE_HOST =
      Pattern.compile("[\\w.-]*\\$\\{.*}[\\w.-]*(?::\\d+)?");
  private static final Usage POSSIBLE =
      new Usage(
          Syntax.HOST,
          Lookup.EACH_USE,
          Group.Mode.SINGLE,
          true,
          Certainty.POSSIBLE,
          OptionalInt.empty());

  /** Values of sops and PEM blocks. */
  private static final Pattern ENCRYPTED = Pattern.compile("ENC\\[|-----BEGIN |\\{cipher}");

  private static final Pattern OPTIONS = Pattern.compile("(?:OPTS|ARGS|OPTIONS|FLAGS|PARAMS)$");

  private final Document document;
  private final ScanOutput output;
  private final Source source;
  private final ReferenceWriter references;
  private final Scope from;

  /**
   * Whose properties they are.
   *
   * @param component the application, unit or document
   * @param rank of the settings, see {@link Fact.Rank}
   * @param condition the profile that must be active, empty if none
   * @param certainty POSSIBLE where nobody is known to read them
   */
  public record Source(NodeId component, int rank, String condition, Certainty certainty) {
    /** Checks that no part is missing. */
    public Source {
      requireNonNull(component, "component");
      requireNonNull(condition, "condition");
      requireNonNull(certainty, "certainty");
    }
  }

  /** A key and its value. */
  public record Property(String key, Scalar value) {
    /** Checks that no part is missing. */
    public Property {
      requireNonNull(key, "key");
      requireNonNull(value, "value");
    }
  }

  /** Writes for one source of the document. */
  public PropertyWriter(Document document, ScanOutput output, Source source) {
    this(document, output, source, document.scope());
  }

  /** The same, where names are looked up from another scope than the document's. */
  public PropertyWriter(Document document, ScanOutput output, Source source, Scope from) {
    this.document = requireNonNull(document, "document");
    this.output = requireNonNull(output, "output");
    this.source = requireNonNull(source, "source");
    this.references = new ReferenceWriter(output, source.component(), from);
    this.from = requireNonNull(from, "from");
  }

  /** States what all properties say; those of one list, and host and port, are seen together. */
  public void write(List<Property> properties) {
    Map<String, String> values = new HashMap<>();
    for (Property property : properties) {
      values.put(ApplicationKeys.uniform(property.key()), property.value().value());
    }
    Map<String, List<Property>> lists = new LinkedHashMap<>();
    for (Property property : properties) {
      if (ApplicationJson.isIn(property)) {
        Source inner =
            new Source(
                source.component(),
                Fact.Rank.APPLICATION_JSON,
                source.condition(),
                source.certainty());
        new PropertyWriter(document, output, inner, from).write(inJson(property));
        continue;
      }
      setting(property);
      lists
          .computeIfAbsent(ApplicationKeys.uniform(property.key()), key -> new ArrayList<>())
          .add(property);
    }
    lists.values().forEach(list -> meaning(list, values));
  }

  /** JSON within JSON is none of Spring's. */
  private static List<Property> inJson(Property property) {
    return ApplicationJson.of(property.value()).stream()
        .filter(inner -> !ApplicationJson.isIn(inner))
        .toList();
  }

  private void setting(Property property) {
    Scalar value = property.value();
    Evidence evidence = output.evidence(value.offset(0), value.endOffset(length(value)), "setting");
    output.add(
        new Fact.Setting(
            source.component(),
            property.key(),
            isSecret(property) ? "" : withoutSecrets(value, evidence),
            source.rank(),
            source.condition(),
            evidence));
  }

  private static boolean isSecret(Property property) {
    return ApplicationKeys.isSecret(property.key())
        || ENCRYPTED.matcher(property.value().value()).lookingAt();
  }

  /** The evidence masks secrets; where it had to, the value is what the evidence shows. */
  private String withoutSecrets(Scalar value, Evidence evidence) {
    int line = evidence.at().line();
    int start = evidence.at().column() - 1;
    int end = evidence.at().endColumn() - 1;
    String written = document.line(line).substring(start, end);
    return written.equals(evidence.text()) ? value.value() : evidence.text();
  }

  private static int length(Scalar value) {
    return value.value().length();
  }

  private void meaning(List<Property> list, Map<String, String> values) {
    Property first = list.get(0);
    Optional<Meaning> known = ApplicationKeys.of(first.key());
    if (known.isEmpty() || isOverruled(known.get(), values)) {
      list.forEach(property -> unknown(property, "property"));
      return;
    }
    Meaning meaning = known.get();
    switch (meaning.holds()) {
      case HOSTS -> hosts(list, meaning, values);
      case NAMES -> list.forEach(property -> names(property, meaning));
      case PORT -> list.forEach(this::listener);
      case CONNECTION_TIME -> list.forEach(property -> renewal(property, meaning));
      case APPLICATION, PROFILE, NOTHING -> {
        // Accounted for: it is no name of anything.
      }
    }
  }

  private static boolean isOverruled(Meaning meaning, Map<String, String> values) {
    return !meaning.unless().isEmpty()
        && !values.getOrDefault(ApplicationKeys.uniform(meaning.unless()), "").isEmpty();
  }

  private void hosts(List<Property> list, Meaning meaning, Map<String, String> values) {
    Usage usage = usage(meaning, values);
    List<Found> found = new ArrayList<>();
    for (Property property : list) {
      found.addAll(find(property, usage.syntax()));
    }
    int start = list.get(0).value().start();
    Group.Mode mode = mode(usage.mode(), found);
    Group group =
        found.size() > 1 || mode != Group.Mode.SINGLE
            // Files of one application may hold the same key at the same offset.
            ? new Group(meaning.row() + "@" + document.localPath() + ":" + start, mode)
            : Group.ALONE;
    for (Found one : found) {
      references.reference(one.value(), one.endpoint(), usage, group, one.key(), meaning.row());
    }
  }

  private static Group.Mode mode(Group.Mode stated, List<Found> found) {
    boolean oneValue = found.stream().map(Found::value).distinct().count() == 1;
    return oneValue
        ? ReferenceWriter.mode(
            stated, found.get(0).value().value(), found.stream().map(Found::endpoint).toList())
        : stated;
  }

  private record Found(Scalar value, Endpoint endpoint, String key) {}

  private static List<Found> find(Property property, Syntax syntax) {
    Scalar value = property.value();
    String key = property.key();
    if (isPlaceholder(value.value())) {
      int colon = value.value().indexOf(':');
      String standIn = colon < 0 ? "" : value.value().substring(colon + 1, length(value) - 1);
      if (standIn.startsWith("${") || (standIn.indexOf(':') < 0 && standIn.indexOf(',') < 0)) {
        Endpoint endpoint = new Endpoint(value.value(), 0, length(value), OptionalInt.empty(), "");
        return List.of(new Found(value, endpoint, key));
      }
      // A default that is more than a host counts as the lowest value of the placeholder's key.
      key = value.value().substring(2, colon);
      value = value.part(colon + 1, length(value) - 1);
    }
    List<Found> found = new ArrayList<>();
    for (Scalar part : parts(value)) {
      for (Endpoint endpoint :
          ValueGrammar.endpoints(fitting(syntax, part.value()), part.value())) {
        found.add(new Found(part, endpoint, key));
      }
    }
    return found;
  }

  /** Whether a value is one placeholder and nothing else. */
  private static boolean isPlaceholder(String value) {
    if (!value.startsWith("${")) {
      return false;
    }
    int depth = 0;
    for (int i = 0; i < value.length(); i++) {
      if (value.startsWith("${", i)) {
        depth++;
      } else if (value.charAt(i) == '}' && --depth == 0) {
        return i == value.length() - 1;
      }
    }
    return false;
  }

  /** {@code optional:configserver:http://…} and its like: what stands behind those words. */
  private static List<Scalar> parts(Scalar value) {
    if (!IMPORT.matcher(value.value()).find()) {
      return List.of(value);
    }
    List<Scalar> parts = new ArrayList<>();
    Matcher part = IMPORTED.matcher(value.value());
    while (part.find()) {
      parts.add(value.part(part.start(), part.end()));
    }
    return parts;
  }

  private static final Pattern IMPORT =
      Pattern.compile(
          "(?:^|[,;]\\s*)(?:optional|configserver|file|classpath|configtree|vault|env):");
  private static final Pattern IMPORTED = Pattern.compile("https?://[^,;\\s]+");

  /** Where URLs are meant, lists of plain {@code host:port} are taken as well. */
  private static Syntax fitting(Syntax syntax, String value) {
    int comma = value.indexOf(',');
    boolean list =
        comma > 0 && !value.substring(0, comma).contains("://") && !value.startsWith("jdbc:");
    return syntax == Syntax.URL && list ? Syntax.HOSTS : syntax;
  }

  private Usage usage(Meaning meaning, Map<String, String> values) {
    Usage row = meaning.usage();
    OptionalInt port =
        meaning.portKey().isEmpty()
            ? OptionalInt.empty()
            : port(
                settled(
                    values.getOrDefault(ApplicationKeys.uniform(meaning.portKey()), ""), values));
    return new Usage(
        row.syntax(),
        row.lookup(),
        row.mode(),
        row.hard(),
        row.certainty().and(source.certainty()),
        port.isPresent() ? port : row.defaultPort());
  }

  /** The value of a key that the whole text is a placeholder of, where the document has it. */
  private static String settled(String text, Map<String, String> values) {
    Matcher placeholder = WHOLE_PLACEHOLDER.matcher(text);
    return placeholder.matches()
        ? values.getOrDefault(ApplicationKeys.uniform(placeholder.group(1)), text)
        : text;
  }

  private static final Pattern WHOLE_PLACEHOLDER =
      Pattern.compile("\\$\\{([^:${}]+)(?::[^${}]*)?\\}");

  /** A port, or the one that stands in for a placeholder without a value. */
  private static OptionalInt port(String text) {
    Matcher number = NUMBER.matcher(text.strip());
    if (!number.matches()) {
      return OptionalInt.empty();
    }
    int port = Integer.parseInt(number.group(1) == null ? number.group() : number.group(1));
    return port > 0 && port < 65536 ? OptionalInt.of(port) : OptionalInt.empty();
  }

  private void names(Property property, Meaning meaning) {
    Scalar value = property.value();
    Matcher name = NAME.matcher(value.value());
    while (name.find()) {
      output.add(
          new Fact.Reference(
              source.component(),
              new Fact.Target(from, name.group(), meaning.kinds(), OptionalInt.empty()),
              new Fact.Use(
                  Lookup.EACH_USE,
                  Group.ALONE,
                  true,
                  meaning.usage().certainty().and(source.certainty()),
                  property.key()),
              output.evidence(
                  value.offset(name.start()), value.endOffset(name.end()), meaning.row())));
    }
  }

  private static final Pattern NAME = Pattern.compile("[^,\\s]+");

  private void renewal(Property property, Meaning meaning) {
    ThingWriter.renewal(
        output,
        source.component(),
        Fact.Renewed.CONNECTION,
        new ThingWriter.Time(property.value(), meaning.unit(), meaning.row()));
  }

  private void listener(Property property) {
    Scalar value = property.value();
    OptionalInt port = port(value.value());
    if (port.isPresent() && source.certainty() == Certainty.CERTAIN) {
      output.add(
          new Fact.Listener(
              source.component(),
              port.getAsInt(),
              output.evidence(value.offset(0), value.endOffset(length(value)), "port")));
    }
  }

  /** A value of a key that no row knows. */
  private void unknown(Property property, String rule) {
    Scalar value = property.value();
    if (isSecret(property)) {
      return;
    }
    if (VARIABLE_HOST.matcher(value.value()).matches()
        && HOST_KEY.matcher(ApplicationKeys.uniform(property.key())).find()) {
      for (Found found : find(property, Syntax.HOST)) {
        references.reference(
            found.value(), found.endpoint(), POSSIBLE, Group.ALONE, found.key(), rule);
      }
      return;
    }
    // The rank keeps options within options from going on without end.
    if (source.rank() < Fact.Rank.SYSTEM_PROPERTY && OPTIONS.matcher(property.key()).find()) {
      new CommandWriter(
              document, output, source.component(), source.certainty(), Certainty.POSSIBLE)
          .write(CommandLine.arguments(value));
      return;
    }
    references.candidates(value, Fact.Span.VALUE, property.key(), rule);
  }
}
