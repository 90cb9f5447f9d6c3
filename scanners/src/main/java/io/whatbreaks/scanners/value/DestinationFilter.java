package io.whatbreaks.scanners.value;

import java.util.Optional;
import java.util.regex.Pattern;

/** Filters that stand for all topics whose levels fit, as brokers write them. */
public enum DestinationFilter {
  /**
   * Levels between {@code /}: {@code +} is one level, {@code #} at the end any number, its parent
   * included. What begins with a wildcard does not take what begins with {@code $}.
   *
   * @see <a href="https://docs.oasis-open.org/mqtt/mqtt/v5.0/os/mqtt-v5.0-os.html#_Toc3901241">MQTT
   *     5.0, 4.7: Topic Names and Topic Filters</a>
   */
  MQTT('/', "+", "#"),
  /**
   * Words between dots: {@code *} is one word, {@code >} at the end one or more.
   *
   * @see <a href="https://docs.nats.io/nats-concepts/subjects#wildcards">NATS: Subject-Based
   *     Messaging, Wildcards</a>
   */
  NATS('.', "*", ">"),
  /**
   * Words between dots: {@code *} is one word, {@code >} any number.
   *
   * @see <a href="https://activemq.apache.org/components/classic/documentation/wildcards">ActiveMQ
   *     Classic: Wildcards</a>
   */
  ACTIVEMQ('.', "*", ">"),
  /**
   * Words between dots: {@code *} is one word, {@code #} any sequence of words, none included.
   *
   * @see <a
   *     href="https://activemq.apache.org/components/artemis/documentation/latest/wildcard-syntax.html">
   *     Artemis: Wildcard Syntax</a>
   */
  ARTEMIS('.', "*", "#");

  private final char separator;
  private final String one;
  private final String rest;

  DestinationFilter(char separator, String one, String rest) {
    this.separator = separator;
    this.one = one;
    this.rest = rest;
  }

  /**
   * The regular expression for the whole of the names that fit a filter; nothing for a name without
   * wildcards.
   */
  public Optional<String> expression(String filter) {
    String[] levels = filter.split(Pattern.quote(Character.toString(separator)), -1);
    String level = "[^" + separator + "]";
    String between = separator == '.' ? "\\." : "/";
    StringBuilder expression = new StringBuilder();
    boolean wild = false;
    for (int i = 0; i < levels.length; i++) {
      String joint = i == 0 ? "" : between;
      if (levels[i].equals(one)) {
        wild = true;
        // Levels of MQTT may be empty.
        expression.append(joint).append(level).append(this == MQTT ? "*" : "+");
      } else if (levels[i].equals(rest)) {
        wild = true;
        expression.append(many(i, joint, level, between, levels.length));
      } else {
        expression.append(joint).append(plain(levels[i]));
      }
    }
    boolean hides = this == MQTT && (levels[0].equals(one) || levels[0].equals(rest));
    return wild ? Optional.of((hides ? "(?!\\$)" : "") + expression) : Optional.empty();
  }

  private String many(int at, String joint, String level, String between, int count) {
    if (this == NATS) {
      return joint + ".+";
    }
    if (at == 0) {
      return count == 1 ? ".*" : "(?:" + level + "+" + between + ")*?" + level + "*";
    }
    return "(?:" + joint + ".*)?";
  }

  /** Signs of expressions that stand in a level mean themselves. */
  private static String plain(String level) {
    return level.replaceAll("[\\\\.\\[\\](){}*+?^$|#>]", "\\\\$0");
  }
}
