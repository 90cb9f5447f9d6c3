package io.whatbreaks.scanners.table;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Scalar;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * States what a row says of queues, exchanges and topics, whose names may stand in a list, and of
 * times.
 */
final class ThingWriter {
  private static final Pattern NAME = Pattern.compile("[^,\\s]+");

  /** A regular expression up to the comma behind it, which within brackets is a part of it. */
  private static final Pattern EXPRESSION =
      Pattern.compile("(?:\\([^)]*\\)|\\[[^\\]]*\\]|\\{[^}]*\\}|[^,\\s])+");

  private static final Pattern PLAIN = Pattern.compile("[\\w.-]+");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{|\\{\\{|<%|%\\(|#\\{");

  /** Stands for parts of names of destinations, or for all of them. */
  private static final Pattern WILDCARD = Pattern.compile("[*>#?]|(?:^|/)\\+(?:/|$)");

  private final Document document;
  private final ScanOutput output;
  private final NodeId component;

  /** Of one component of a document. */
  ThingWriter(Document document, ScanOutput output, NodeId component) {
    this.document = document;
    this.output = output;
    this.component = component;
  }

  /** States what the row says of the names in a value. */
  void state(Row row, Scalar value) {
    if (row.means() == Row.Means.CONSUMES_ALL) {
      takesAll(row, value);
      return;
    }
    Matcher name = NAME.matcher(value.value());
    while (name.find()) {
      Scalar written = value.part(name.start(), name.end());
      Optional<String> expression =
          row.things().wildcards().flatMap(filter -> filter.expression(written.value()));
      if (expression.isPresent()) {
        takesAll(row, written, expression.get());
      } else if (!WILDCARD.matcher(written.value()).find()) {
        name(row, written);
      }
    }
  }

  /** States for how long something is kept; what is no time says nothing. */
  void renewal(Row row, Scalar value, Fact.Renewed renewed) {
    renewal(output, component, renewed, new Time(value, row.unit(), row.rule()));
  }

  /** A time as written, and what a bare number counts. */
  record Time(Scalar value, String unit, String rule) {}

  /** The same of a value that no row of a table is about. */
  static void renewal(ScanOutput output, NodeId component, Fact.Renewed renewed, Time time) {
    Scalar value = time.value();
    Durations.seconds(value.value(), time.unit())
        .ifPresent(
            seconds -> {
              // A connection of no time is one without end, an address one that is not kept.
              boolean forEver = renewed == Fact.Renewed.CONNECTION ? seconds <= 0 : seconds < 0;
              output.add(
                  new Fact.Renewal(
                      component,
                      renewed,
                      forEver
                          ? OptionalInt.empty()
                          : OptionalInt.of((int) Math.min(seconds, Integer.MAX_VALUE)),
                      output.evidence(
                          value.offset(0), value.endOffset(value.value().length()), time.rule())));
            });
  }

  /** Of a list of expressions those without signs are names. */
  private void takesAll(Row row, Scalar value) {
    Matcher expression = EXPRESSION.matcher(value.value());
    while (expression.find()) {
      Scalar written = value.part(expression.start(), expression.end());
      if (PLAIN.matcher(written.value()).matches()) {
        name(row, written);
      } else {
        takesAll(row, written, written.value());
      }
    }
  }

  private void takesAll(Row row, Scalar written, String expression) {
    Fact.Target all =
        new Fact.Target(document.scope(), expression, row.things().kinds(), OptionalInt.empty());
    output.add(new Fact.Consumes(component, all, true, evidence(written, row.rule())));
  }

  private void name(Row row, Scalar name) {
    Evidence evidence = evidence(name, row.rule());
    if (row.means() == Row.Means.DECLARES && !VARIABLE.matcher(name.value()).find()) {
      for (NodeKind kind : row.things().kinds()) {
        output.add(
            new Fact.Declaration(
                new NodeId(kind, document.scope(), name.value()),
                Optional.of(component),
                evidence));
      }
      return;
    }
    output.add(
        new Fact.Reference(
            component,
            target(row, name),
            new Fact.Use(
                Lookup.EACH_USE, Group.ALONE, row.usage().hard(), row.usage().certainty(), ""),
            evidence));
    if (row.means() == Row.Means.CONSUMES || row.means() == Row.Means.CONSUMES_ALL) {
      output.add(new Fact.Consumes(component, target(row, name), false, evidence));
    } else if (row.means() == Row.Means.PUBLISHES) {
      output.add(new Fact.Publishes(component, target(row, name), "", false, evidence));
    }
  }

  private Fact.Target target(Row row, Scalar name) {
    Set<NodeKind> kinds = row.things().kinds();
    return new Fact.Target(document.scope(), name.value(), kinds, OptionalInt.empty());
  }

  private Evidence evidence(Scalar value, String rule) {
    return output.evidence(value.offset(0), value.endOffset(value.value().length()), rule);
  }
}
