package io.whatbreaks.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A release of a software, ordered as its own project orders its releases.
 *
 * <p>Two versions are equal when neither comes before the other: {@code 4.0} and {@code 4.0.0} are.
 */
public final class Version implements Comparable<Version> {
  /** A longer text is no version. */
  private static final int LONGEST = 128;

  private final Scheme scheme;
  private final String text;
  private final List<VersionPart> order;
  private final List<String> numbers;

  /** How a project writes and orders its releases. */
  public enum Scheme {
    /**
     * Numbers between dots, a missing one being 0, and a word behind them: {@code 10.0} comes after
     * {@code 9.6}, {@code 4.0-rc.1} before {@code 4.0}, {@code 9.2p1} and {@code 1.1.1w} after what
     * stands before their letter.
     */
    DOTTED,
    /**
     * {@code [epoch:]upstream[-revision]}, a tilde before everything, even the end.
     *
     * @see <a href="https://manpages.debian.org/deb-version.7">deb-version(7)</a>
     */
    DEBIAN,
    /**
     * Semantic Versioning 2.0.0, clause 11: what is built is no part of the order.
     *
     * @see <a href="https://semver.org/#spec-item-11">semver.org</a>
     */
    SEMVER,
    /**
     * Dotted, and {@code 3.7-IV4} for the steps of metadata before release 3.7.
     *
     * @see <a
     *     href="https://github.com/apache/kafka/blob/trunk/server-common/src/main/java/org/apache/kafka/server/common/MetadataVersion.java">
     *     MetadataVersion</a>
     */
    KAFKA,
    /**
     * {@code 17.0.1+12}, and {@code 1.8.0_392} or {@code 8u392} for release 8.
     *
     * @see <a href="https://openjdk.org/jeps/223">JEP 223</a>
     */
    JAVA,
    /** Dates, whatever stands between their numbers: {@code 24.04.1}, {@code 2024-01-16}. */
    CALENDAR;

    /** The word by which tables name it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private Version(Scheme scheme, String text, List<VersionPart> order, List<String> numbers) {
    this.scheme = scheme;
    this.text = text;
    this.order = order;
    this.numbers = numbers;
  }

  /** The version of a text; nothing where it holds no number where one must stand. */
  public static Optional<Version> of(Scheme scheme, String text) {
    requireNonNull(scheme, "scheme");
    String stripped = requireNonNull(text, "text").strip();
    if (stripped.isEmpty() || stripped.length() > LONGEST) {
      return Optional.empty();
    }
    VersionParts parts = new VersionParts(stripped);
    List<VersionPart> order =
        switch (scheme) {
          case DOTTED, KAFKA -> parts.dotted();
          case DEBIAN -> parts.debian();
          case SEMVER -> parts.semver();
          case JAVA -> parts.java();
          case CALENDAR -> parts.calendar();
        };
    if (order.isEmpty()) {
      return Optional.empty();
    }
    int end = order.size();
    while (end > 1 && order.get(end - 1).equals(VersionPart.END)) {
      end--;
    }
    return Optional.of(
        new Version(scheme, stripped, List.copyOf(order.subList(0, end)), parts.numbers()));
  }

  /** How it is ordered. */
  public Scheme scheme() {
    return scheme;
  }

  /**
   * Whether it is one of a series: {@code 3.11.18} is of {@code 3.11} and of {@code 3}, not of
   * {@code 3.1}. A number that is not written is 0.
   */
  public boolean isOf(Version wanted) {
    for (int i = 0; i < wanted.numbers.size(); i++) {
      String own = i < numbers.size() ? numbers.get(i) : "0";
      if (!own.equals(wanted.numbers.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** How many numbers it begins with: 2 of {@code 3.11}. */
  public int depth() {
    return numbers.size();
  }

  /** The series of so many numbers that it is of: {@code 3.11} of {@code 3.11.18} for 2. */
  public Version series(int depth) {
    int most = Math.max(1, Math.min(depth, numbers.size()));
    return of(scheme, String.join(".", numbers.subList(0, most))).orElse(this);
  }

  /**
   * The order of releases.
   *
   * @throws IllegalArgumentException if the other one is ordered by another scheme
   */
  @Override
  public int compareTo(Version other) {
    if (scheme != other.scheme) {
      throw new IllegalArgumentException(
          text + " is " + scheme.word() + ", " + other.text + " is " + other.scheme.word());
    }
    int most = Math.max(order.size(), other.order.size());
    for (int i = 0; i < most; i++) {
      int difference = part(order, i).compareTo(part(other.order, i));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private static VersionPart part(List<VersionPart> parts, int index) {
    return index < parts.size() ? parts.get(index) : VersionPart.END;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Version version
        && scheme == version.scheme
        && order.equals(version.order);
  }

  @Override
  public int hashCode() {
    return order.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
