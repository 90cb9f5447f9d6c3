package io.whatbreaks.scanners.table;

import io.whatbreaks.model.NamePattern;
import io.whatbreaks.model.NamePattern.Syntax;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How programs compare a pattern with the name of a host. */
enum HostMatching {
  /** A regular expression that is searched in the name. */
  EXPRESSION,
  /** A regular expression for the whole name, and perhaps for the port behind it. */
  WHOLE_EXPRESSION,
  /** {@code *} for any run of characters, {@code ?} for one. */
  WILDCARD,
  /** What the name begins with. */
  BEGINNING,
  /** What it ends with. */
  ENDING,
  /** Some of its labels, one behind the other. */
  LABELS,
  /** The name itself. */
  NAME;

  /** {@code :9100}, {@code :\\d+}, {@code (:.*)?} at the end of an expression. */
  private static final Pattern PORT =
      Pattern.compile(
          "(?::(?:\\d+|\\\\d[+*]|\\.[+*]|\\([^()]*\\))|\\((?:\\?:)?:[^()]*\\)\\??)\\$?$");

  /** How many characters at the start of what is written are about the name. */
  int length(String written) {
    Matcher port = PORT.matcher(written);
    return this == WHOLE_EXPRESSION && port.find() ? port.start() : written.length();
  }

  /** What a written pattern stands for. */
  NamePattern pattern(String written) {
    return switch (this) {
      case EXPRESSION -> new NamePattern(NamePattern.found(written), Syntax.REGEX);
      case WHOLE_EXPRESSION -> new NamePattern(written, Syntax.REGEX);
      case WILDCARD, NAME -> new NamePattern(written, Syntax.WILDCARD);
      case BEGINNING -> new NamePattern(written + "*", Syntax.WILDCARD);
      case ENDING -> new NamePattern("*" + written, Syntax.WILDCARD);
      case LABELS ->
          new NamePattern("(?:.*\\.)?" + written.replace(".", "\\.") + "(?:\\..*)?", Syntax.REGEX);
    };
  }
}
