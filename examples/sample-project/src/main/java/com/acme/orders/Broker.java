package com.acme.orders;

import java.net.URI;
import java.util.Map;

/** Where orders are sent: the environment says it. */
public final class Broker {
  private final URI uri;

  Broker(Map<String, String> environment) {
    this.uri = URI.create(environment.getOrDefault("BROKER_URL", "amqp://localhost:5672/"));
  }

  URI uri() {
    return uri;
  }
}
