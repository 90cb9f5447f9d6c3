package io.whatbreaks.scanners.value;

import static java.util.Objects.requireNonNull;

/**
 * What the place of a literal says of it.
 *
 * @param purpose what it is taken for there
 * @param name the field, key, attribute or parameter that it is the value of; empty where that is
 *     not known
 */
public record LiteralUse(Purpose purpose, String name) {

  /** What a place takes its value for. */
  public enum Purpose {
    /** It is connected to or looked up, whatever it says: {@code new Socket("broker", 5672)}. */
    HOST,
    /** It is opened as a URL. */
    URL,
    /** It is the name of a queue, an exchange or a topic. */
    QUEUE,
    /** It is a command line. */
    COMMAND,
    /** Only its name, if it has one, can tell. */
    OPEN
  }

  /** Nothing is known. */
  public static final LiteralUse OPEN = new LiteralUse(Purpose.OPEN, "");

  /** Checks that no part is missing. */
  public LiteralUse {
    requireNonNull(purpose, "purpose");
    requireNonNull(name, "name");
  }

  /** The value of something with a name. */
  public static LiteralUse named(String name) {
    return new LiteralUse(Purpose.OPEN, name);
  }
}
