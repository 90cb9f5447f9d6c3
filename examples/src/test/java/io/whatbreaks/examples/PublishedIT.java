package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects of others, built by Maven from what is published and nothing else of the checkout. */
class PublishedIT {
  private static final String VERSION = "0.1.0-SNAPSHOT";
  private static final Path HOME = Path.of(System.getProperty("user.home"), ".m2/repository");

  @TempDir private Path place;
  private Path repository;

  /** A repository of this machine's, in which only the modules of this build are new. */
  @BeforeEach
  void publish() throws IOException {
    repository = Files.createDirectories(place.resolve("repository"));
    link(HOME, repository, "io");
    if (Files.isDirectory(HOME.resolve("io"))) {
      link(HOME.resolve("io"), Files.createDirectories(repository.resolve("io")), "whatbreaks");
    }
    publish("whatbreaks-parent", Run.checkout(), false);
    publish("whatbreaks-bom", Run.checkout().resolve("core/bom"), false);
    publish("whatbreaks-core", Run.checkout().resolve("core"), true);
    publish("whatbreaks-scanners", Run.checkout().resolve("scanners"), true);
  }

  /** Links that lead out are taken away before whoever removes the folder comes upon them. */
  @AfterEach
  void unlink() throws IOException {
    for (Path folder : List.of(repository.resolve("io"), repository)) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> entries = Files.list(folder)) {
          for (Path entry : entries.filter(Files::isSymbolicLink).toList()) {
            Files.delete(entry);
          }
        }
      }
    }
  }

  private static void link(Path from, Path to, String leftOut) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        if (!entry.getFileName().toString().equals(leftOut)) {
          Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
        }
      }
    }
  }

  private void publish(String name, Path module, boolean jar) throws IOException {
    Path folder =
        Files.createDirectories(repository.resolve("io/whatbreaks").resolve(name).resolve(VERSION));
    String file = name + "-" + VERSION;
    Files.copy(module.resolve("pom.xml"), folder.resolve(file + ".pom"));
    if (jar) {
      Files.copy(module.resolve("target/" + file + ".jar"), folder.resolve(file + ".jar"));
    }
  }

  private Run mvnTest(Path project) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "mvn", "-B", "-Dstyle.color=never", "-Dmaven.repo.local=" + repository, "test");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process =
        builder
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), said, "");
  }

  @Test
  void the_sample_project_builds_wherever_it_is_copied_to_and_forbids_hosts()
      throws IOException, InterruptedException {
    Path from = Run.checkout().resolve("examples/sample-project");
    Path project = place.resolve("orders");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copied = project.resolve(from.relativize(file).toString());
        Files.createDirectories(copied.getParent());
        Files.copy(file, copied);
      }
    }
    Run clean = mvnTest(project);
    assertEquals(0, clean.status(), clean.out());
    assertTrue(
        clean.out().contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0"), clean.out());

    Path broker = project.resolve("src/main/java/com/acme/orders/Broker.java");
    String text = Files.readString(broker);
    assertTrue(text.contains("amqp://localhost:5672/"), text);
    Files.writeString(broker, text.replace("amqp://localhost:5672/", "amqp://mq01:5672/"));
    Run planted = mvnTest(project);
    assertNotEquals(0, planted.status());
    assertTrue(planted.out().contains("1 hard-coded host in packages com.acme"), planted.out());
    assertTrue(
        planted.out().contains("at com.acme.orders.Broker.<init>(Broker.java:"), planted.out());
  }

  @Test
  void an_empty_project_needs_no_more_than_the_read_me_shows()
      throws IOException, InterruptedException {
    String page = Files.readString(Run.checkout().resolve("README.md"));
    String section = page.substring(page.indexOf("## For developers"));
    Path project = place.resolve("empty");
    write(
        project.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.acme</groupId>
          <artifactId>empty</artifactId>
          <version>1</version>
          <properties>
            <maven.compiler.release>17</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
        """
            + block(section, "xml")
            + "</project>\n");
    write(project.resolve("src/test/java/NoHardCodedHostsTest.java"), block(section, "java"));
    write(
        project.resolve("src/main/java/com/acme/orders/Broker.java"),
        """
        package com.acme.orders;

        class Broker {
          String url = "amqp://mq01:5672/shop";
        }
        """);
    Run run = mvnTest(project);
    assertNotEquals(0, run.status());
    List<String> told = block(section, "text").lines().filter(line -> !line.isBlank()).toList();
    assertTrue(run.out().contains(told.get(1)), run.out());
    assertTrue(run.out().contains("at com.acme.orders.Broker.<init>(Broker.java:4)"), run.out());
    write(
        project.resolve("src/main/java/com/acme/orders/Broker.java"),
        "package com.acme.orders;\n\nclass Broker {\n  String url = System.getenv(\"BROKER\");\n}\n");
    Run mended = mvnTest(project);
    assertEquals(0, mended.status(), mended.out());
  }

  private static String block(String section, String language) {
    Matcher found = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(section);
    assertTrue(found.find(), "a block of " + language);
    return found.group(1);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
