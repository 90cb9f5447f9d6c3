package io.whatbreaks.scanners.rabbitmq;

import io.whatbreaks.scanners.format.Node;

/** What is said of objects that lack what makes them up. */
record Objects(Broker broker, boolean damaged) {

  /** An object that nobody can take for one. Where the text is damaged, that is told already. */
  void nameless(Node object, String message) {
    if (!damaged) {
      broker
          .output()
          .lost("object-without-name", object.start(), message, "a broker refuses to import it");
    }
  }
}
