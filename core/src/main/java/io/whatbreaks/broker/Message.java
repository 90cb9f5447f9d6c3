package io.whatbreaks.broker;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Fact;
import java.util.List;
import java.util.Optional;

/**
 * What a broker looks at of a message.
 *
 * @param key the routing key
 * @param headers as the publisher sets them
 */
public record Message(String key, List<Header> headers) {

  /**
   * A header.
   *
   * @param sort of its value; where it is left open, the value is of the sort that it is compared
   *     with
   * @param value as {@link Fact.Argument} has it
   */
  public record Header(String key, Optional<Fact.Sort> sort, String value) {
    /** Checks that no part is missing. */
    public Header {
      requireNonNull(key, "key");
      requireNonNull(sort, "sort");
      requireNonNull(value, "value");
    }
  }

  /** Copies the headers. */
  public Message {
    requireNonNull(key, "key");
    headers = List.copyOf(headers);
  }

  /** One without headers. */
  public static Message of(String key) {
    return new Message(key, List.of());
  }

  Message withKey(String other) {
    return new Message(other, headers);
  }
}
