package io.whatbreaks.decision;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A time at which changes may be made, or may not.
 *
 * @param name what people call it
 * @param span from when to when
 * @param on patterns of the names of components and machines that it concerns ({@code order-*},
 *     {@code mq01}); empty where it concerns all
 */
public record Window(Kind kind, String name, Span span, List<String> on)
    implements Comparable<Window> {
  private static final Comparator<Window> ORDER =
      Comparator.comparing((Window window) -> window.span().from())
          .thenComparing(window -> window.span().to())
          .thenComparing(Window::kind)
          .thenComparing(Window::name);

  /** Copies the list. */
  public Window {
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
    requireNonNull(span, "span");
    on = List.copyOf(on);
  }

  /** What a time is for. */
  public enum Kind {
    /** What cuts somebody off may be done; where such times are known, only in them. */
    CHANGE("change window"),
    /** Nothing may be changed. */
    FREEZE("freeze"),
    /** Business hangs on it that all works: nobody may be cut off. */
    CRITICAL_TIME("critical time");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** What people call it. */
    public String words() {
      return words;
    }
  }

  /**
   * From an instant to a later one, which is not part of it. One that ends before it begins, or at
   * once, is refused with an {@link IllegalArgumentException}.
   */
  public record Span(Instant from, Instant to) {
    /** Checks the order. */
    public Span {
      requireNonNull(from, "from");
      requireNonNull(to, "to");
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("this ends before it begins: " + from + " to " + to);
      }
    }

    /** Whether an instant is in it. */
    public boolean contains(Instant instant) {
      return !instant.isBefore(from) && instant.isBefore(to);
    }
  }

  /** By their beginnings. */
  @Override
  public int compareTo(Window other) {
    return ORDER.compare(this, other);
  }
}
