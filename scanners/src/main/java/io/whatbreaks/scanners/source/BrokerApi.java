package io.whatbreaks.scanners.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * Asks a RabbitMQ for what it holds, by {@code GET} alone. Certificates are checked as Java does;
 * nothing is followed elsewhere.
 *
 * @see <a href="https://www.rabbitmq.com/docs/http-api-reference">Management HTTP API</a>
 */
final class BrokerApi {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final BrokerPath path;
  private final char[] password;

  BrokerApi(BrokerPath path, char[] password) {
    this.path = path;
    this.password = password.clone();
  }

  /**
   * Its definitions.
   *
   * @throws IOException if they cannot be had; its message says why, without the password
   */
  byte[] definitions() throws IOException {
    String within =
        path.vhost()
            .map(name -> "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
            .orElse("");
    URI uri =
        URI.create(
            (path.encrypted() ? "https" : "http")
                + "://"
                + path.host()
                + ":"
                + path.port()
                + "/api/definitions"
                + within);
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(LONGEST_WAIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(LONGEST_WAIT)
            .header("Accept", "application/json")
            .header("Authorization", authorization())
            .GET()
            .build();
    try {
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        return definitions(answer.statusCode(), body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static byte[] definitions(int status, InputStream body) throws IOException {
    switch (status) {
      case 200 -> {}
      case 401, 403 ->
          throw new IOException(
              "the broker refuses the user or the password, or the user has no tag that lets it ask");
      case 404 -> throw new IOException("there is no such virtual host, or no management API");
      default -> throw new IOException("the broker answers with status " + status);
    }
    byte[] all = body.readNBytes(Walk.LARGEST + 1);
    if (all.length > Walk.LARGEST) {
      throw new IOException("its definitions are larger than " + (Walk.LARGEST >> 20) + " MiB");
    }
    return all;
  }

  private String authorization() {
    String both = path.user() + ":" + new String(password);
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }
}
