package io.whatbreaks.examples.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A real Chromium without a window, driven through its DevTools protocol; it keeps what the page
 * says on its console and what it asks the network for.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">Chrome DevTools Protocol</a>
 */
final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private String session = "";

  private Chromium(Process process, URI address) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new Ear()).join();
  }

  /** Takes messages apart. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        heard(JSON.readTree(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }

  private void heard(JsonNode message) {
    if (message.has("id")) {
      CompletableFuture<JsonNode> waiting = open.remove(message.get("id").asInt());
      if (waiting != null) {
        waiting.complete(message);
      }
      return;
    }
    JsonNode told = message.path("params");
    switch (message.path("method").asString()) {
      case "Runtime.exceptionThrown", "Log.entryAdded" -> complaints.add(told.toString());
      case "Runtime.consoleAPICalled" -> complaints.add(told.toString());
      case "Network.requestWillBeSent" -> requests.add(told.at("/request/url").asString());
      default -> {}
    }
  }

  /** Starts it with a profile of its own. */
  static Chromium start(Path folder) throws IOException {
    List<String> command =
        List.of(
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--user-data-dir=" + folder.resolve("profile"),
            "--remote-debugging-port=0",
            "--window-size=1400,1000",
            "about:blank");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.out").toFile())
            .start();
    Path port = folder.resolve("profile/DevToolsActivePort");
    long end = System.nanoTime() + LIMIT.toNanos();
    // The port, then the path, once both are written.
    while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IOException(
            "Chromium did not start: " + Files.readString(folder.resolve("chromium.out")));
      }
      pause();
    }
    List<String> lines = Files.readAllLines(port);
    Chromium chromium =
        new Chromium(process, URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)));
    chromium.attach();
    return chromium;
  }

  private void attach() {
    JsonNode target = ask("Target.createTarget", Map.of("url", "about:blank"));
    session =
        ask(
                "Target.attachToTarget",
                Map.of("targetId", target.get("targetId").asString(), "flatten", true))
            .get("sessionId")
            .asString();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      ask(domain + ".enable", Map.of());
    }
  }

  /** One command and its result. */
  JsonNode ask(String method, Map<String, ?> params) {
    int id = last.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    Map<String, Object> message = new java.util.HashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", params);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(JSON.writeValueAsString(message), true).join();
    try {
      JsonNode got = answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (got.has("error")) {
        throw new AssertionError(method + ": " + got.get("error"));
      }
      return got.get("result");
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(method, e);
    }
  }

  /** Opens a file, and waits until its picture is drawn. */
  void open(Path file) {
    complaints.clear();
    requests.clear();
    ask("Page.navigate", Map.of("url", file.toUri().toString()));
    until("document.readyState === 'complete' && !!document.querySelector('#picture canvas')");
  }

  /** Light or dark, screen or paper. */
  void media(String scheme) {
    ask(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** The value of an expression, as JSON. */
  JsonNode value(String expression) {
    JsonNode got =
        ask(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (got.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + got.get("exceptionDetails"));
    }
    return got.at("/result/value");
  }

  String text(String selector) {
    return value("document.querySelector(" + JSON.writeValueAsString(selector) + ").innerText")
        .asString();
  }

  /** Waits until an expression is true. */
  void until(String expression) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!value(expression).asBoolean(false)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never: " + expression + "; " + complaints);
      }
      pause();
    }
  }

  /** Waits until what was changed is painted. */
  void frame() {
    value(
        "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(r))))");
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * A click of the mouse in the middle of an element, as a hand would do it: once it stands still.
   */
  void click(String selector) {
    JsonNode at =
        value(
            "new Promise(still => { const e = document.querySelector("
                + JSON.writeValueAsString(selector)
                + "); let frames = 0; let y = NaN; const look = () => {"
                + " e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
                + " frames = r.y === y ? frames + 1 : 0; y = r.y;"
                + " if (frames < 5) { requestAnimationFrame(look); }"
                + " else { still([r.x + r.width / 2, r.y + r.height / 2]); } }; look(); })");
    for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
      ask(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              at.get(0).asDouble(),
              "y",
              at.get(1).asDouble(),
              "button",
              type.equals("mouseMoved") ? "none" : "left",
              "clickCount",
              1));
    }
  }

  /** Types into whatever has the focus. */
  void type(String text) {
    ask("Input.insertText", Map.of("text", text));
  }

  /** A key by its name, for instance {@code ArrowLeft}. */
  void key(String key) {
    int code =
        switch (key) {
          case "Enter" -> 13;
          case "Escape" -> 27;
          case "ArrowLeft" -> 37;
          case "ArrowUp" -> 38;
          case "ArrowRight" -> 39;
          case "ArrowDown" -> 40;
          default -> throw new IllegalArgumentException(key);
        };
    for (String type : List.of("rawKeyDown", "keyUp")) {
      ask(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
    }
  }

  void picture(Path png) throws IOException {
    String data = ask("Page.captureScreenshot", Map.of("format", "png")).get("data").asString();
    Files.write(png, Base64.getDecoder().decode(data));
  }

  byte[] pdf() {
    return Base64.getDecoder()
        .decode(ask("Page.printToPDF", Map.of("printBackground", true)).get("data").asString());
  }

  /** What the page said on its console, and what it was refused. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Whatever was asked of the network or the disk. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
