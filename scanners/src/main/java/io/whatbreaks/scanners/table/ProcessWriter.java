package io.whatbreaks.scanners.table;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.PropertyWriter.Property;
import io.whatbreaks.scanners.value.ReferenceWriter;
import io.whatbreaks.scanners.value.SecretKeys;
import io.whatbreaks.scanners.value.Syntax;
import io.whatbreaks.scanners.value.ValueGrammar;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * States what a description of a process says of it: the variables of its environment and the words
 * of its command line.
 *
 * <p>A URL or {@code host:port} is a reference; another value is a candidate, unless its key speaks
 * of a secret, which is kept out of every fact.
 */
public final class ProcessWriter {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$(?:\\w+|\\{[^{}]*\\}|\\([^()]*\\))");
  private static final Pattern SPEAKS_OF_HOST =
      Pattern.compile(
          "(?i)(?:host|hosts|hostname|server|servers|addr|address|addresses|url|urls|uri|uris|"
              + "endpoint|endpoints|broker|brokers|node|nodes|dsn|connect)$");
  private static final Pattern NODE_NAME =
      Pattern.compile("RABBITMQ_(?:NODENAME|NODE_NAME|CLUSTER_NODE_NAME)");
  private static final Pattern WORD = Pattern.compile("[^\\s\"'`;|&()<>]+");
  private static final Pattern ASSIGNMENT = Pattern.compile("^-{0,2}[A-Za-z_][\\w.-]*=");
  private static final Set<String> BEFORE_CREDENTIALS = Set.of("-u", "-U", "-p", "-a", "--user");

  private final Document document;
  private final ScanOutput output;
  private final NodeId component;
  private final Scope from;
  private final ReferenceWriter references;

  /** Writes for a component whose names are looked up from {@code from}. */
  public ProcessWriter(Document document, ScanOutput output, NodeId component, Scope from) {
    this.document = requireNonNull(document, "document");
    this.output = requireNonNull(output, "output");
    this.component = requireNonNull(component, "component");
    this.from = requireNonNull(from, "from");
    references = new ReferenceWriter(output, component, from);
  }

  /** How a value whose own form shows that it is an endpoint is used. */
  public static ReferenceWriter.Usage seen(String value, Certainty certainty) {
    return usage(ValueGrammar.endpoints(Syntax.ANY, value).size(), certainty);
  }

  private static ReferenceWriter.Usage usage(int endpoints, Certainty certainty) {
    return new ReferenceWriter.Usage(
        Syntax.ANY,
        Lookup.EACH_USE,
        endpoints > 1 ? Group.Mode.ANY : Group.Mode.SINGLE,
        true,
        certainty,
        OptionalInt.empty());
  }

  /**
   * States the variables of the environment: their settings, and what their values name. Known keys
   * of applications mean what they mean everywhere.
   */
  public void environment(List<Property> variables, String rule) {
    PropertyWriter.Source source =
        new PropertyWriter.Source(component, Fact.Rank.ENVIRONMENT_OVERRIDE, "", Certainty.CERTAIN);
    new PropertyWriter(document, output, source, from)
        .write(variables.stream().filter(ProcessWriter::isKnown).toList());
    for (Property variable : variables) {
      if (!isKnown(variable)) {
        variable(variable.key(), variable.value(), rule);
      }
    }
  }

  private static boolean isKnown(Property variable) {
    return ApplicationKeys.of(variable.key()).isPresent() || ApplicationJson.isIn(variable);
  }

  private void variable(String key, Scalar value, String rule) {
    setting(key, value, Fact.Rank.ENVIRONMENT_OVERRIDE, rule);
    boolean makesTopics = new CommandTopics(output, component, from).made(key, value, rule);
    if (value.value().isBlank() || makesTopics) {
      return;
    }
    if (NODE_NAME.matcher(key).matches()) {
      nodeName(value, key, rule);
    } else if (value.value().indexOf('\n') >= 0) {
      lines(value, key, rule);
    } else if (!endpoints(value, key, rule) && !isSecret(key)) {
      bare(value, key, rule);
    }
  }

  /** A variable that is handed on from outside under its own name, so that no value stands here. */
  public void handedOn(Scalar key, String rule) {
    if (SPEAKS_OF_HOST.matcher(key.value()).find() && !isSecret(key.value())) {
      placeholder(key, "${" + key.value() + "}", key.value(), rule);
    }
  }

  /** A variable that has the value of a key of what the process reads. */
  public void valueOf(Scalar variable, Scalar key, String rule) {
    String name = variable.value();
    String value = "${" + key.value() + "}";
    if (isSecret(name) || isSecret(key.value())) {
      return;
    }
    if (!ApplicationKeys.uniform(name).equals(ApplicationKeys.uniform(key.value()))) {
      output.add(
          new Fact.Setting(
              component,
              name,
              value,
              Fact.Rank.ENVIRONMENT_OVERRIDE,
              "",
              output.evidence(key.offset(0), key.endOffset(key.value().length()), rule)));
    }
    if (SPEAKS_OF_HOST.matcher(name).find() || SPEAKS_OF_HOST.matcher(key.value()).find()) {
      placeholder(key, value, "", rule);
    }
  }

  /** States a setting; the value is empty where its key speaks of a secret. */
  public void setting(String key, Scalar value, int rank, String rule) {
    Evidence evidence =
        output.evidence(value.offset(0), value.endOffset(value.value().length()), rule);
    String shown = SecretKeys.hide(value.value());
    if (isSecret(key) || value.value().indexOf('\n') >= 0) {
      // A text of several lines is a file, which no placeholder uses as a value.
      shown = "";
    } else if (shown.equals(value.value()) && evidence.text().contains("***")) {
      shown = evidence.text();
    }
    output.add(new Fact.Setting(component, key, shown, rank, "", evidence));
  }

  private static boolean isSecret(String key) {
    return SecretKeys.speaks(key) || ApplicationKeys.isSecret(key);
  }

  private void nodeName(Scalar value, String key, String rule) {
    references.endpoints(
        value,
        new ReferenceWriter.Usage(
            Syntax.NODE_NAME,
            Lookup.START,
            Group.Mode.SINGLE,
            true,
            Certainty.CERTAIN,
            OptionalInt.empty()),
        key,
        rule);
  }

  private boolean endpoints(Scalar value, String key, String rule) {
    if (key.toUpperCase(java.util.Locale.ROOT).contains("IMAGE")) {
      return false;
    }
    int count = ValueGrammar.endpoints(Syntax.ANY, value.value()).size();
    if (count > 0) {
      references.endpoints(value, usage(count, Certainty.CERTAIN), key, rule);
    }
    return count > 0;
  }

  private void bare(Scalar value, String key, String rule) {
    if (SPEAKS_OF_HOST.matcher(key).find() && PLACEHOLDER.matcher(value.value()).matches()) {
      placeholder(value, value.value(), key, rule);
    } else {
      references.candidates(value, Fact.Span.VALUE, key, rule);
    }
  }

  private void placeholder(Scalar at, String name, String key, String rule) {
    output.add(
        new Fact.Reference(
            component,
            new Fact.Target(from, name, Set.of(NodeKind.HOST), OptionalInt.empty()),
            new Fact.Use(Lookup.EACH_USE, Group.ALONE, true, Certainty.POSSIBLE, key),
            output.evidence(at.offset(0), at.endOffset(at.value().length()), rule)));
  }

  /**
   * Hands on what could be a name in a value of several lines, such as a file that stands within
   * another: comments as such, lines that speak of a secret not at all.
   */
  public void lines(Scalar value, String key, String rule) {
    lines(value, key, rule, false);
  }

  /** The same of a value that is secret as a whole: only what has the form of an endpoint. */
  public void secretLines(Scalar value, String key, String rule) {
    lines(value, key, rule, true);
  }

  private void lines(Scalar value, String key, String rule, boolean secret) {
    String all = value.value();
    int start = 0;
    while (start < all.length()) {
      int end = all.indexOf('\n', start);
      end = end < 0 ? all.length() : end;
      Scalar line = value.part(start, end);
      String text = line.value().strip();
      if (secret || speaksOfSecret(text)) {
        references.endpoints(line, seen(line.value(), Certainty.POSSIBLE), key, rule);
      } else if (text.startsWith("#") || text.startsWith("//") || text.startsWith(";")) {
        references.candidates(line, Fact.Span.COMMENT, key, rule);
      } else if (!text.isEmpty()) {
        references.candidates(line, Fact.Span.VALUE, key, rule);
      }
      start = end + 1;
    }
  }

  private static boolean speaksOfSecret(String line) {
    int end = 0;
    while (end < line.length() && ":= \t".indexOf(line.charAt(end)) < 0) {
      end++;
    }
    return isSecret(line.substring(0, end).replaceAll("[\"']", ""));
  }

  /**
   * States what the words of a command line name.
   *
   * @param program whether the first word is the program, which is no name of a host
   */
  public void command(List<Scalar> words, boolean program, String rule) {
    boolean first = program;
    boolean secretNext = false;
    CommandTopics topics = new CommandTopics(output, component, from);
    for (Scalar argument : words) {
      Matcher matcher = WORD.matcher(argument.value());
      while (matcher.find()) {
        Scalar word = argument.part(matcher.start(), matcher.end());
        if (word.value().startsWith("#")) {
          int end = argument.value().indexOf('\n', matcher.start());
          end = end < 0 ? argument.value().length() : end;
          references.candidates(argument.part(matcher.start(), end), Fact.Span.COMMENT, "", rule);
          matcher.region(end, argument.value().length());
          continue;
        }
        if (!topics.take(word, rule) && !first && !secretNext) {
          word(word, rule);
        }
        first = first && word.value().startsWith("CMD");
        secretNext = beforeSecret(word.value());
      }
    }
  }

  private static boolean beforeSecret(String word) {
    return BEFORE_CREDENTIALS.contains(word)
        || (word.startsWith("-") && word.indexOf('=') < 0 && isSecret(word));
  }

  private void word(Scalar whole, String rule) {
    Scalar word = whole;
    Matcher assignment = ASSIGNMENT.matcher(word.value());
    boolean secret = false;
    if (assignment.find()) {
      secret = isSecret(word.value().substring(0, assignment.end() - 1));
      word = word.part(assignment.end(), word.value().length());
    } else if (word.value().startsWith("-")) {
      return;
    }
    if (endpoints(word, "", rule)) {
      return;
    }
    if (!secret && !word.value().isEmpty() && word.value().indexOf('/') < 0) {
      references.candidates(word, Fact.Span.LITERAL, "", rule);
    }
  }
}
