package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.scanners.assertion.HardCodedHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project that is there to be copied. */
class SampleProjectTest {
  private static final Path PROJECT = Run.checkout().resolve("examples/sample-project");

  @TempDir Path classes;

  private void compile(Path... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-d", classes.toString()));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    try (Stream<Path> files = Files.walk(PROJECT.resolve("src/main"))) {
      files.filter(f -> f.toString().endsWith(".java")).map(Path::toString).forEach(arguments::add);
    }
    Stream.of(more).map(Path::toString).forEach(arguments::add);
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new)));
  }

  private HardCodedHosts asItsTestAsks() {
    return HardCodedHosts.inJar(classes).allowing("*.acme.com").because("our public sites");
  }

  @Test
  void it_compiles_and_names_no_host() throws IOException {
    compile();
    asItsTestAsks().shouldBeAbsent();
  }

  @Test
  void its_test_fails_when_somebody_names_a_host(@TempDir Path other) throws IOException {
    Path planted = other.resolve("Planted.java");
    Files.writeString(
        planted,
        "package com.acme.orders;\nclass Planted { String url() { return \"amqp://mq01:5672/shop\"; } }\n");
    compile(planted);
    String told = assertThrows(AssertionError.class, asItsTestAsks()::shouldBeAbsent).getMessage();
    assertTrue(told.startsWith("1 hard-coded host in "), told);
    assertTrue(told.contains("at com.acme.orders.Planted.url(Planted.java:2)"), told);
  }

  @Test
  void its_test_is_the_one_that_is_run_here() throws IOException {
    String test =
        Files.readString(
            PROJECT.resolve("src/test/java/com/acme/orders/NoHardCodedHostsTest.java"));
    assertTrue(test.contains(".allowing(\"*.acme.com\")"), test);
    assertTrue(test.contains(".because(\"our public sites\")"), test);
  }
}
