package io.whatbreaks.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which versions are meant, written as
 *
 * <pre>
 * 3.11             every version of that series
 * 3.7.18+          that version or a later one of its series, 3.7
 * &gt;=2.1  &gt;2.1  &lt;3  &lt;=3.2  =3.1.4
 * &lt;=25.x           up to the end of the series 25
 * &gt;=3.8 &lt;4.0        both hold
 * 3.13 | 4.0       one of them holds
 * *                any version
 * </pre>
 */
public final class VersionRange {
  private static final Pattern BOUND =
      Pattern.compile("(>=|<=|>|<|=|)\\s*([^\\s,|<>=]+?)(\\.x|\\+)?");
  private static final Pattern BOUNDS = Pattern.compile("(?:>=|<=|>|<|=)?\\s*[^\\s,|<>=]+");

  private final String text;

  /** One of these lists must hold, each bound of it. */
  private final List<List<Bound>> either;

  /** How a version is compared with that of a bound. */
  private enum Sign {
    LATER,
    LATER_OR_SAME,
    EARLIER,
    EARLIER_OR_SAME,
    SAME,
    /** One of the series. */
    OF,
    /** The same or a later one of the series that it is of. */
    FROM_WITHIN,
    /** Earlier, or one of the series. */
    UP_TO,
    ANY
  }

  /** One comparison. */
  private record Bound(Sign sign, Version version) {
    boolean holds(Version tested) {
      return switch (sign) {
        case ANY -> true;
        case LATER -> tested.compareTo(version) > 0;
        case LATER_OR_SAME -> tested.compareTo(version) >= 0;
        case EARLIER -> tested.compareTo(version) < 0;
        case EARLIER_OR_SAME -> tested.compareTo(version) <= 0;
        case SAME -> tested.compareTo(version) == 0;
        case OF -> tested.isOf(version);
        case UP_TO -> tested.isOf(version) || tested.compareTo(version) < 0;
        case FROM_WITHIN ->
            tested.compareTo(version) >= 0 && tested.isOf(version.series(version.depth() - 1));
      };
    }
  }

  private VersionRange(String text, List<List<Bound>> either) {
    this.text = text;
    this.either = either;
  }

  /**
   * The range of a text.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static VersionRange of(Version.Scheme scheme, String text) {
    requireNonNull(scheme, "scheme");
    List<List<Bound>> either = new ArrayList<>();
    for (String part : requireNonNull(text, "text").split("\\|", -1)) {
      List<Bound> bounds = new ArrayList<>();
      Matcher matcher = BOUNDS.matcher(part);
      while (matcher.find()) {
        bounds.add(bound(scheme, matcher.group().strip()));
      }
      if (bounds.isEmpty() || !BOUNDS.matcher(part).replaceAll("").replace(",", "").isBlank()) {
        throw new IllegalArgumentException("not a range of versions: '" + text + "'");
      }
      either.add(bounds);
    }
    return new VersionRange(text.strip(), either);
  }

  private static Bound bound(Version.Scheme scheme, String text) {
    if (text.equals("*")) {
      return new Bound(Sign.ANY, Version.of(scheme, "0").orElseThrow());
    }
    Matcher matcher = BOUND.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a range of versions: '" + text + "'");
    }
    Version version =
        Version.of(scheme, matcher.group(2))
            .orElseThrow(
                () -> new IllegalArgumentException("not a version: '" + matcher.group(2) + "'"));
    String behind = matcher.group(3) == null ? "" : matcher.group(3);
    return new Bound(sign(matcher.group(1), behind, text), version);
  }

  private static Sign sign(String before, String behind, String text) {
    return switch (before + behind) {
      case "", ".x" -> Sign.OF;
      case "+" -> Sign.FROM_WITHIN;
      case "<=.x" -> Sign.UP_TO;
      case ">=", ">=.x" -> Sign.LATER_OR_SAME;
      case ">" -> Sign.LATER;
      case "<", "<.x" -> Sign.EARLIER;
      case "<=" -> Sign.EARLIER_OR_SAME;
      case "=" -> Sign.SAME;
      default -> throw new IllegalArgumentException("not a range of versions: '" + text + "'");
    };
  }

  /** Whether a version is meant. */
  public boolean holds(Version version) {
    return either.stream().anyMatch(bounds -> bounds.stream().allMatch(b -> b.holds(version)));
  }

  /** The same as {@link #toString}. */
  public String text() {
    return text;
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
