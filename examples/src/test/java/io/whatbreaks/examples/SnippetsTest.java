package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each block {@code java} that a page shows is compiled and run, in a company of which the pages
 * speak. One that holds a class runs its tests.
 */
class SnippetsTest {
  private static final List<String> PAGES =
      List.of("README.md", "docs/embedding.md", "docs/add-your-software.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```$");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\n");
  private static final Pattern TYPE = Pattern.compile("(?m)^(?:public )?class (\\w+)");

  /** What a reader of the pages is taken to have imported, and what stands around a block. */
  private static final String IMPORTS =
      """
      import io.whatbreaks.*;
      import io.whatbreaks.change.*;
      import io.whatbreaks.impact.*;
      import io.whatbreaks.model.*;
      import io.whatbreaks.scan.*;
      import io.whatbreaks.scanners.assertion.*;
      import io.whatbreaks.scanners.table.Tables;
      import java.io.*;
      import java.nio.file.*;
      import java.util.*;
      import java.util.concurrent.atomic.AtomicBoolean;
      """;

  private static final String AROUND =
      """
      class Around {
        static final AtomicBoolean stopped = new AtomicBoolean();
        static void show(Object what) {
          if (what.toString().isEmpty() || what.toString().equals("[]")) {
            throw new AssertionError("nothing to show");
          }
        }
      }

      class MyScanner implements io.whatbreaks.scan.Scanner {
        public String id() { return "mine"; }
        public boolean accepts(Document document) { return false; }
        public void scan(Document document, ScanOutput output) {}
      }
      """;

  @TempDir private Path place;
  private final Map<String, String> files = new TreeMap<>();
  private final List<String> runs = new ArrayList<>();

  @BeforeEach
  void lay_out_the_company() throws IOException {
    write("deployment/mq01/etc/hostname", "mq01\n");
    write(
        "deployment/dns/shop.test.zone",
        """
        $ORIGIN shop.test.
        $TTL 300
        @     IN SOA ns1 root 1 7200 900 86400 300
        @     IN NS  ns1
        ns1   IN A   10.0.0.9
        mq01  IN A   10.0.0.5
        mq02  IN A   10.0.0.6
        mq03  IN A   10.0.0.7
        old01 IN A   10.0.0.8
        """);
    write("deployment/app01/etc/hostname", "app01\n");
    write("deployment/app01/etc/resolv.conf", "search shop.test\nnameserver 10.0.0.9\n");
    write("deployment/app01/etc/systemd/system/billing.service", unit("billing"));
    write("deployment/app01/etc/systemd/system/orders.service", unit("orders"));
    write("deployment/app01/srv/billing/application.properties", "spring.rabbitmq.host=mq01\n");
    write(
        "deployment/app01/srv/orders/application.properties",
        "spring.rabbitmq.addresses=mq02:5672,mq03:5672\n");
    write(
        "deployment/q1/var/lib/dpkg/status",
        "Package: rabbitmq-server\nStatus: install ok installed\nVersion: 3.13.6-1\n");
    write("deployment/q1/etc/hostname", "q1\n");
    write("deployment/q1/etc/rabbitmq/rabbitmq.conf", "classic_queue.default_version = 1\n");
    write("deployment/app01/etc/acme.conf", "upstream main mq02:80\n");
    write(
        "deployment/app01/var/lib/dpkg/status",
        "Package: acme-server\nStatus: install ok installed\nVersion: 1.4.2-1\n");
    String page = Files.readString(Run.checkout().resolve("docs/add-your-software.md"));
    String first = page.substring(page.indexOf("```yaml\n") + 8);
    write("tables/acme.yaml", first.substring(0, first.indexOf("```")));
    write(
        "rules/acme.yaml",
        """
        software: acme
        packages: [acme-server]
        covers: ">=1 <=2.x"
        date: 2026-11-24
        rules:
          - rule: acme-2-path
            kind: path
            since: "2.0"
            from: ["1.9"]
            effect: no-start
            message: 2 follows 1.9 only
            remedy: go to 1.9 first
            source: https://acme.test/2.0
            basis: read
        """);
    write("fleet/web1/etc/hostname", "web1\n");
  }

  private static String unit(String name) {
    return "[Service]\nExecStart=/usr/bin/java -jar "
        + name
        + ".jar\nWorkingDirectory=/srv/"
        + name
        + "\n";
  }

  private void write(String path, String text) throws IOException {
    Path file = place.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void every_block_compiles_and_runs() throws IOException, InterruptedException {
    for (String page : PAGES) {
      Matcher blocks = BLOCK.matcher(Files.readString(Run.checkout().resolve(page)));
      int count = 0;
      while (blocks.find()) {
        block(page, ++count, blocks.group(1));
      }
      assertTrue(count > 0, "no block in " + page);
    }
    StringBuilder main = new StringBuilder("class Main {\n");
    main.append("  public static void main(String[] none) throws Exception {\n");
    runs.forEach(run -> main.append("    ").append(run).append("\n"));
    files.put("Main.java", main + "  }\n}\n");
    files.put("Around.java", IMPORTS + AROUND);
    compile();
    run();
  }

  private void block(String page, int count, String text) {
    Matcher type = TYPE.matcher(text);
    if (type.find()) {
      files.put(type.group(1) + ".java", text);
      Matcher tests = Pattern.compile("@Test\\s+void (\\w+)\\(\\)").matcher(text);
      while (tests.find()) {
        runs.add("new " + type.group(1) + "()." + tests.group(1) + "();");
      }
      return; // A program is run by the test that knows what it is to be asked.
    }
    StringBuilder imports = new StringBuilder(IMPORTS);
    IMPORT.matcher(text).results().forEach(line -> imports.append(line.group()));
    String name = page.replaceAll("\\W", "_") + "_" + count;
    files.put(
        name + ".java",
        imports
            + "class "
            + name
            + " extends Around {\n  static void run() throws Exception {\n"
            + IMPORT.matcher(text).replaceAll("")
            + "  }\n}\n");
    runs.add(name + ".run();");
  }

  private void compile() throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("-d", place.resolve("classes").toString(), "-cp"));
    arguments.add(System.getProperty("java.class.path"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      write("snippets/" + file.getKey(), file.getValue());
      arguments.add(place.resolve("snippets").resolve(file.getKey()).toString());
    }
    // The classes of com.acme that the pages look at.
    Path sample = Run.checkout().resolve("examples/sample-project/src/main/java");
    try (Stream<Path> sources = Files.walk(sample)) {
      sources.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, status, String.join("\n", files.values()));
  }

  private void run() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes =
        place.resolve("classes") + System.getProperty("path.separator") + classPathInFull();
    ProcessBuilder builder =
        new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-cp", classes, "Main");
    builder.environment().remove("CI");
    Process process =
        builder
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  /** The tests may have been started with relative paths; the blocks run elsewhere. */
  private static String classPathInFull() {
    return Stream.of(
            System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((one, other) -> one + System.getProperty("path.separator") + other)
        .orElseThrow();
  }
}
