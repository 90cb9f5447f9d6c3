package io.whatbreaks.fact;

/** When a program turns a name into an address. */
public enum Lookup {
  /**
   * When it starts or reads its configuration; a dead name is noticed at the next start or reload.
   */
  START,
  /** When it starts, to listen there: the name or address is that of its own machine. */
  LISTEN,
  /** When it connects, and it stays connected for long; noticed when the connection is lost. */
  CONNECTION,
  /** At each use, or on demand; noticed at the next use. */
  EACH_USE,
  /**
   * Never: it is compared with the name that others use, so it serves nobody once they cannot use
   * that any more.
   */
  COMPARED,
  /**
   * When a client comes in, to know it by the addresses of the name: nothing is reached by such a
   * name, but from there.
   */
  CLIENT,
  /** The same, to know it by the name that the reverse record of its address has. */
  REVERSE_CLIENT;

  /** Whether a client is known by the name, so that nothing is reached by it. */
  public boolean isClient() {
    return this == CLIENT || this == REVERSE_CLIENT;
  }
}
