package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** RabbitMQ with its management API, on free ports of the loopback address. */
final class RealBroker implements AutoCloseable {
  private static final Path SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
  private static final long LONGEST_START = TimeUnit.SECONDS.toNanos(90);

  private final Process names;
  private final Process server;
  private final int port;
  private final int management;
  private final HttpClient http = HttpClient.newHttpClient();

  private RealBroker(Process names, Process server, int port, int management) {
    this.names = names;
    this.server = server;
    this.port = port;
    this.management = management;
  }

  /** Starts one with its data below a folder. */
  static RealBroker start(Path folder) throws IOException, InterruptedException {
    Programs.need("rabbitmq-server", "rabbitmq-server");
    int[] free = freePorts(4);
    Files.writeString(
        folder.resolve("rabbitmq.conf"),
        "listeners.tcp.1 = 127.0.0.1:"
            + free[0]
            + "\nmanagement.tcp.ip = 127.0.0.1\nmanagement.tcp.port = "
            + free[1]
            + "\nhandshake_timeout = 60000\nlog.file.level = warning\nmanagement.disable_stats = false\n");
    Files.writeString(
        folder.resolve("plugins"),
        "[rabbitmq_management,rabbitmq_consistent_hash_exchange,rabbitmq_shovel].");
    Map<String, String> environment =
        Map.of(
            "HOME", folder.toString(),
            "ERL_EPMD_PORT", String.valueOf(free[2]),
            "ERL_EPMD_ADDRESS", "127.0.0.1",
            "RABBITMQ_NODENAME", "routing@localhost",
            "RABBITMQ_DIST_PORT", String.valueOf(free[3]),
            // Waiting costs nothing.
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+sbwt none +sbwtdcpu none +sbwtdio none",
            "RABBITMQ_MNESIA_BASE", folder.resolve("data").toString(),
            "RABBITMQ_LOG_BASE", folder.resolve("log").toString(),
            "RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq").toString(),
            "RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString());
    // Started here and not by the broker, the service of names ends with the test.
    Process names = run(folder, environment, "epmd", "-port", String.valueOf(free[2]));
    Process server = run(folder, environment, SERVER.toString());
    RealBroker broker = new RealBroker(names, server, free[0], free[1]);
    try {
      broker.await(folder);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      broker.close();
      throw e;
    }
    return broker;
  }

  private static int[] freePorts(int count) throws IOException {
    int[] ports = new int[count];
    ServerSocket[] held = new ServerSocket[count];
    for (int i = 0; i < count; i++) {
      held[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      ports[i] = held[i].getLocalPort();
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    return ports;
  }

  private static Process run(Path folder, Map<String, String> environment, String... command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("out").toFile()));
    return builder.start();
  }

  private void await(Path folder) throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_START;
    while (true) {
      try (Connection connection = connect("/")) {
        assertTrue(connection.isOpen());
        get("/api/overview");
        return;
      } catch (IOException | TimeoutException e) {
        if (!server.isAlive() || System.nanoTime() > end) {
          throw new IOException("no broker: " + Files.readString(folder.resolve("out")), e);
        }
        Thread.sleep(250);
      }
    }
  }

  Connection connect(String vhost) throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    factory.setVirtualHost(vhost);
    factory.setAutomaticRecoveryEnabled(false);
    // A busy machine takes its time.
    factory.setHandshakeTimeout(60_000);
    factory.setConnectionTimeout(60_000);
    factory.setChannelRpcTimeout(60_000);
    return factory.newConnection();
  }

  int management() {
    return management;
  }

  String get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  void put(String path, String body) throws IOException, InterruptedException {
    send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  void post(String path, String body) throws IOException, InterruptedException {
    send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
        .header(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString("guest:guest".getBytes()))
        .header("Content-Type", "application/json");
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    end(server);
    end(names);
  }

  private static void end(Process process) {
    // The server's script has the virtual machine as its child.
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
