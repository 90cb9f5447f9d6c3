package io.whatbreaks.scanners.value;

/** How hosts stand inside a value. A table row names one in lower case with dashes. */
public enum Syntax {
  /** A single host, with or without port: {@code mq01}, {@code mq01:5672}, {@code [::1]:53}. */
  HOST,
  /** The same, several, separated by commas, semicolons or blanks. */
  HOSTS,
  /**
   * A URL or URI of any scheme, several separated by commas, jdbc dialects, {@code failover:(…)}.
   */
  URL,
  /** {@code host=a,b port=1 …}, {@code Server=a,1433;Database=…}. */
  DSN,
  /** {@code name@host}, as in {@code rabbit@mq01}. */
  NODE_NAME,
  /**
   * The registry of a container image, where one is written: {@code registry.shop.test:5000/web:1}.
   *
   * @see <a href="https://pkg.go.dev/github.com/distribution/reference">reference grammar</a>
   */
  IMAGE,
  /**
   * Where mail goes: a domain whose MX records are looked up, or a host in brackets, {@code
   * [mx01]:587}.
   *
   * @see <a href="https://www.postfix.org/postconf.5.html#relayhost">Postfix: relayhost</a>
   */
  MAIL,
  /** Any of the others, told by its look; a bare word counts as no host. */
  ANY
}
