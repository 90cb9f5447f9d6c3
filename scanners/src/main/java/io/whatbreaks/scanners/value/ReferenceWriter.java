package io.whatbreaks.scanners.value;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NamePattern;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Scalar;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/** States references and tokens found in scalars of one component. */
public final class ReferenceWriter {
  private static final Usage POSSIBLE =
      new Usage(
          Syntax.ANY,
          Lookup.EACH_USE,
          Group.Mode.ALL,
          true,
          Certainty.POSSIBLE,
          OptionalInt.empty());

  /** A component goes on without the registry of its image, but cannot be made anew. */
  public static final Usage REGISTRY =
      new Usage(
          Syntax.IMAGE,
          Lookup.START,
          Group.Mode.SINGLE,
          false,
          Certainty.CERTAIN,
          OptionalInt.empty());

  private static final String IMAGE = "image";

  private final ScanOutput output;
  private final NodeId component;
  private final Scope from;

  /** Writes for a component whose names are looked up from {@code from}. */
  public ReferenceWriter(ScanOutput output, NodeId component, Scope from) {
    this.output = requireNonNull(output, "output");
    this.component = requireNonNull(component, "component");
    this.from = requireNonNull(from, "from");
  }

  /** How the values of a key are used: what a table row says. */
  public record Usage(
      Syntax syntax,
      Lookup lookup,
      Group.Mode mode,
      boolean hard,
      Certainty certainty,
      OptionalInt defaultPort) {}

  /**
   * States a reference for each endpoint of the value; several form one group.
   *
   * @param key the key the value belongs to, empty if none
   * @return how many
   */
  public int endpoints(Scalar value, Usage usage, String key, String rule) {
    List<Endpoint> endpoints = ValueGrammar.endpoints(usage.syntax(), value.value());
    Group.Mode mode =
        usage.syntax() == Syntax.HOSTS
            ? usage.mode()
            : mode(usage.mode(), value.value(), endpoints);
    Group group =
        endpoints.size() > 1 || mode != Group.Mode.SINGLE
            ? new Group(rule + "@" + value.start(), mode)
            : Group.ALONE;
    for (Endpoint endpoint : endpoints) {
      reference(value, endpoint, usage, group, key, rule);
    }
    return endpoints.size();
  }

  /**
   * What the hosts of one value are to each other: of several that share one authority or one key
   * of a connection string, drivers try one after the other, so that one suffices.
   *
   * @param stated what is known of the key; anything but {@link Group.Mode#SINGLE} holds
   * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS">
   *     PostgreSQL: Specifying Multiple Hosts</a>
   */
  public static Group.Mode mode(Group.Mode stated, String value, List<Endpoint> endpoints) {
    if (stated != Group.Mode.SINGLE || endpoints.size() < 2) {
      return stated;
    }
    for (int i = 1; i < endpoints.size(); i++) {
      String between = value.substring(endpoints.get(i - 1).end(), endpoints.get(i).start());
      if (between.indexOf(',') < 0 || between.indexOf('/') >= 0 || between.indexOf('=') >= 0) {
        return stated;
      }
    }
    return Group.Mode.ANY;
  }

  /** States one reference, as a member of a group the caller knows. */
  public void reference(
      Scalar value, Endpoint endpoint, Usage usage, Group group, String key, String rule) {
    OptionalInt port = endpoint.port().isPresent() ? endpoint.port() : usage.defaultPort();
    output.add(
        new Fact.Reference(
            component,
            new Fact.Target(from, endpoint.host(), Set.of(NodeKind.HOST), port),
            new Fact.Use(usage.lookup(), group, usage.hard(), usage.certainty(), key),
            output.evidence(
                value.offset(endpoint.start()), value.endOffset(endpoint.end()), rule)));
  }

  /** States a reference by name to something that is no host: a queue, an exchange, a topic. */
  public void named(Scalar value, NodeKind kind, Certainty certainty, String key, String rule) {
    output.add(
        new Fact.Reference(
            component,
            new Fact.Target(from, value.value(), Set.of(kind), OptionalInt.empty()),
            new Fact.Use(Lookup.EACH_USE, Group.ALONE, true, certainty, key),
            output.evidence(value.offset(0), value.endOffset(value.value().length()), rule)));
  }

  /**
   * Hands on what could be a name in a value nobody knows the meaning of: endpoints with a scheme
   * or port as POSSIBLE references, all of them needed; everything else, and all in comments and
   * prose, as tokens.
   */
  public void candidates(Scalar value, Fact.Span span, String key, String rule) {
    boolean read = span == Fact.Span.VALUE || span == Fact.Span.LITERAL;
    if (read && lastWord(key).equals(IMAGE)) {
      endpoints(value, REGISTRY, "", rule);
      return;
    }
    Slot slot = Slot.of(key);
    List<ValueGrammar.Candidate> candidates = ValueGrammar.candidates(value.value());
    long endpoints = candidates.stream().filter(found -> found.endpoint().isPresent()).count();
    Group group =
        endpoints > 1 ? new Group(rule + "@" + value.start(), Group.Mode.ALL) : Group.ALONE;
    for (ValueGrammar.Candidate candidate : candidates) {
      if (read && candidate.endpoint().isPresent()) {
        reference(value, candidate.endpoint().get(), POSSIBLE, group, key, rule);
      } else {
        token(value, candidate, read ? span(value, candidate, slot, span) : span, rule);
      }
    }
    if (span == Fact.Span.VALUE) {
      patterns(value, rule);
    }
  }

  /**
   * A word without a dot is something else under a key that speaks of something else than hosts,
   * and may be any word where it is a plain one of a command of which nothing is known.
   */
  private static Fact.Span span(
      Scalar value, ValueGrammar.Candidate candidate, Slot slot, Fact.Span span) {
    String text = value.value().substring(candidate.start(), candidate.end());
    if (text.indexOf('.') >= 0 || slot == Slot.HOST) {
      return span;
    }
    if (slot == Slot.OTHER) {
      return text.length() == value.value().length() ? Fact.Span.OTHER : Fact.Span.PROSE;
    }
    boolean plain = text.chars().allMatch(Character::isLetter);
    return span == Fact.Span.LITERAL && plain ? Fact.Span.PROSE : span;
  }

  /** States what could be patterns of names in a value nobody knows the meaning of. */
  public void patterns(Scalar value, String rule) {
    patterns(value, EnumSet.allOf(NamePattern.Syntax.class), rule);
  }

  /** The same, of some syntaxes alone. */
  public void patterns(Scalar value, Set<NamePattern.Syntax> syntaxes, String rule) {
    for (NamePatterns.Found found : NamePatterns.in(value.value())) {
      if (!syntaxes.contains(found.pattern().syntax())) {
        continue;
      }
      pattern(value.part(found.start(), found.end()), found.pattern(), Certainty.POSSIBLE, rule);
    }
  }

  /** States that a value is a pattern of names. */
  public void pattern(Scalar value, NamePattern pattern, Certainty certainty, String rule) {
    output.add(
        new Fact.Pattern(
            component,
            from,
            pattern,
            certainty,
            output.evidence(value.offset(0), value.endOffset(value.value().length()), rule)));
  }

  /** {@code tag} of {@code EXPORTER_TAG}, {@code exporter.tag} and {@code exporterTag}. */
  private static String lastWord(String key) {
    int start = key.length();
    while (start > 0 && Character.isLetterOrDigit(key.charAt(start - 1))) {
      start--;
      boolean hump =
          Character.isUpperCase(key.charAt(start))
              && start > 0
              && Character.isLowerCase(key.charAt(start - 1));
      if (hump) {
        break;
      }
    }
    return key.substring(start).toLowerCase(Locale.ROOT);
  }

  private void token(Scalar value, ValueGrammar.Candidate candidate, Fact.Span span, String rule) {
    String text = value.value().substring(candidate.start(), candidate.end());
    if (output.wantsToken(text)) {
      Evidence evidence =
          output.evidence(value.offset(candidate.start()), value.endOffset(candidate.end()), rule);
      output.add(new Fact.Token(component, from, text, span, evidence));
    }
  }
}
