package io.whatbreaks.scanners.value;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what could be a name joined from placeholders and letters, in a value of unknown meaning.
 */
final class JoinedNames {
  private static final String PART = "\\$\\{[\\w.]{1,100}\\}|\\{\\{ ?[\\w.]{1,100} ?\\}\\}";

  /** Placeholders among letters, dots and dashes, and nothing that goes on behind them. */
  private static final Pattern JOINED =
      Pattern.compile(
          "(?<![\\w.@/:$\\\\}-])(?:\\w[\\w.-]{0,100}+)?(?:"
              + PART
              + ")(?:"
              + PART
              + "|[\\w.-]{1,63}+){1,12}+(?![@/\\\\{$(])"
              + "|(?<![\\w.@/:$\\\\}-])\\w[\\w.-]{0,100}+(?:"
              + PART
              + ")(?![\\w.@/\\\\{$(-])");

  private static final Pattern EACH_PART = Pattern.compile(PART);

  private JoinedNames() {}

  static List<Endpoint> in(String value) {
    if (value.indexOf('{') < 0) {
      return List.of();
    }
    List<Endpoint> found = new ArrayList<>();
    Matcher matcher = JOINED.matcher(value);
    while (matcher.find()) {
      String name = matcher.group();
      String letters = EACH_PART.matcher(name).replaceAll("");
      boolean isJoined = letters.indexOf('.') >= 0 || letters.indexOf('-') >= 0;
      if (isJoined && !name.endsWith(".") && !name.endsWith("-")) {
        found.add(new Endpoint(name, matcher.start(), matcher.end(), OptionalInt.empty(), ""));
      }
    }
    return found;
  }
}
