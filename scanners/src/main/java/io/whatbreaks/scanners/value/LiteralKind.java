package io.whatbreaks.scanners.value;

/** What a string literal of a program is, when it names something on a network. */
public enum LiteralKind {
  /** An IP address. */
  ADDRESS("address"),
  /** The name of a host. */
  HOST("host"),
  /** A host or an address with its port. */
  HOST_AND_PORT("host-and-port"),
  /** A URL other than one of JDBC. */
  URL("url"),
  /** A URL of JDBC or R2DBC. */
  JDBC("jdbc"),
  /** A queue, an exchange or a topic of the company. */
  QUEUE("queue");

  private final String word;

  LiteralKind(String word) {
    this.word = word;
  }

  /** The word in reports. */
  public String word() {
    return word;
  }
}
