package io.whatbreaks.scanners.value;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * A host, and perhaps a port, inside a value.
 *
 * @param host as written, placeholders included, without brackets
 * @param start index in the value of its first character
 * @param end index behind its last one
 * @param port the port written, or implied by the scheme
 * @param scheme in lower case, {@code jdbc:} and the like removed; empty where none is written
 */
public record Endpoint(String host, int start, int end, OptionalInt port, String scheme) {
  public Endpoint {
    requireNonNull(host, "host");
    requireNonNull(port, "port");
    requireNonNull(scheme, "scheme");
  }
}
