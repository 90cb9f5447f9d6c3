package io.whatbreaks.decision;

import io.whatbreaks.decision.Window.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A set of instants: spans in order that do not touch one another. */
record Spans(List<Span> all) {
  Spans {
    all = List.copyOf(all);
  }

  /** The instants of any of some spans. */
  static Spans of(Collection<Span> some) {
    List<Span> merged = new ArrayList<>();
    for (Span span : some.stream().sorted(Comparator.comparing(Span::from)).toList()) {
      Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last == null || span.from().isAfter(last.to())) {
        merged.add(span);
      } else if (span.to().isAfter(last.to())) {
        merged.set(merged.size() - 1, new Span(last.from(), span.to()));
      }
    }
    return new Spans(merged);
  }

  /** The instants that are in both. */
  Spans and(Spans other) {
    List<Span> common = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < all.size() && j < other.all.size()) {
      Span one = all.get(i);
      Span two = other.all.get(j);
      Instant from = one.from().isAfter(two.from()) ? one.from() : two.from();
      Instant to = one.to().isBefore(two.to()) ? one.to() : two.to();
      if (from.isBefore(to)) {
        common.add(new Span(from, to));
      }
      if (one.to().isBefore(two.to())) {
        i++;
      } else {
        j++;
      }
    }
    return new Spans(common);
  }

  /** The instants of this that are not in another. */
  Spans without(Spans other) {
    List<Span> left = new ArrayList<>();
    int j = 0;
    for (Span span : all) {
      Instant from = span.from();
      while (j < other.all.size() && !other.all.get(j).to().isAfter(from)) {
        j++;
      }
      for (int k = j; k < other.all.size() && other.all.get(k).from().isBefore(span.to()); k++) {
        Span cut = other.all.get(k);
        if (from.isBefore(cut.from())) {
          left.add(new Span(from, cut.from()));
        }
        from = cut.to().isAfter(from) ? cut.to() : from;
      }
      if (from.isBefore(span.to())) {
        left.add(new Span(from, span.to()));
      }
    }
    return new Spans(left);
  }

  /** The first span that goes on after an instant, without what lies before that. */
  Optional<Span> from(Instant instant) {
    return all.stream()
        .filter(span -> span.to().isAfter(instant))
        .findFirst()
        .map(span -> span.from().isBefore(instant) ? new Span(instant, span.to()) : span);
  }
}
