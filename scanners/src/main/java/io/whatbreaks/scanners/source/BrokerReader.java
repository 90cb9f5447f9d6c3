package io.whatbreaks.scanners.source;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scan.SourceOutput;
import io.whatbreaks.scan.SourceReader;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the definitions of a running RabbitMQ, named as {@code rabbitmq+https://USER@HOST[:PORT]}
 * or, unencrypted, {@code rabbitmq+http://…}; {@code /VHOST} behind it for one virtual host.
 *
 * <p>The password is what {@code WHATBREAKS_RABBITMQ_PASSWORD} holds, else it is asked for on a
 * terminal. The document says what an exported file would. Layout, globs and prefix do not apply.
 */
public final class BrokerReader implements SourceReader {
  private static final String VARIABLE = "WHATBREAKS_RABBITMQ_PASSWORD";
  private static final String HINT =
      "check host, port, user and " + VARIABLE + ", or give an export in its place";

  /** Found by {@link java.util.ServiceLoader}. */
  public BrokerReader() {}

  @Override
  public boolean accepts(Path path) {
    return BrokerPath.isBroker(path);
  }

  /**
   * Asks the broker. What it does not tell is reported as unreadable.
   *
   * @throws IOException if the path is not written as it must be
   */
  @Override
  public void read(Path path, SourceOptions options, SourceOutput output) throws IOException {
    BrokerPath broker = BrokerPath.of(path);
    try {
      byte[] definitions = new BrokerApi(broker, password(broker)).definitions();
      output.document(
          new Document(
              broker.shown() + "/definitions.json",
              Scope.tree(options.prefix()),
              "definitions.json",
              new Answer(named(broker, definitions))));
    } catch (IOException e) {
      String why = Optional.ofNullable(e.getMessage()).orElse("the broker does not answer");
      output.failed(broker.shown(), why, HINT);
    }
  }

  /** The export of one virtual host does not say which one it is. */
  private static byte[] named(BrokerPath broker, byte[] definitions) {
    if (broker.vhost().isEmpty() || definitions.length == 0 || definitions[0] != '{') {
      return definitions;
    }
    String name = broker.vhost().get().replace("\\", "\\\\").replace("\"", "\\\"");
    String text = new String(definitions, StandardCharsets.UTF_8);
    return ("{\"vhost\":\"" + name + "\"," + text.substring(1)).getBytes(StandardCharsets.UTF_8);
  }

  /** What a broker said: no file holds it. */
  private static final class Answer implements Document.Content {
    private final byte[] bytes;

    Answer(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public byte[] read() {
      return bytes.clone();
    }

    @Override
    public Optional<byte[]> original() {
      return Optional.empty();
    }
  }

  // Newer machines have a console without a terminal, too: there the answer is empty.
  @SuppressWarnings("SystemConsoleNull")
  private static char[] password(BrokerPath broker) throws IOException {
    String value = System.getenv(VARIABLE);
    if (value != null) {
      return value.toCharArray();
    }
    Console console = System.console();
    if (console == null) {
      throw new IOException("no password: " + VARIABLE + " is not set, and there is no terminal");
    }
    char[] typed = console.readPassword("Password of %s at %s: ", broker.user(), broker.host());
    if (typed == null) {
      throw new IOException("no password was given");
    }
    return typed;
  }
}
