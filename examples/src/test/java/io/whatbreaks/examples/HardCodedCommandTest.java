package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardCodedCommandTest {
  @TempDir Path folder;
  private Path app;

  @BeforeEach
  void make() throws IOException {
    app = folder.resolve("app");
    Path source = app.resolve("src/main/java/com/acme/A.java");
    Files.createDirectories(source.getParent());
    Files.createDirectories(app.resolve("classes"));
    Files.writeString(
        source,
        """
        package com.acme;
        class A {
          void m() {
            String broker = "amqp://mq01:5672/shop"; // db01:1521
          }
        }
        """);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", app.resolve("classes").toString(), source.toString());
    assertEquals(0, status);
  }

  @Test
  void classes_and_sources_are_told_with_their_places() {
    Run run = Run.of("hardcoded", app);
    assertEquals(1, run.status(), run.err());
    assertEquals(
        """
        url            mq01
            classes/com/acme/A.class:4:1  amqp://mq01:5672/shop
            com.acme.A.m()V
        url            mq01
            src/main/java/com/acme/A.java:4:29  String broker = "amqp://mq01:5672/shop"; // db01:1521

        2 files: 2 understood
        """,
        run.out().replaceAll("(?m)(2 files: 2 understood).*", "$1"));
  }

  @Test
  void json_is_that_of_the_contract() {
    Run run = Run.of("hardcoded", app.resolve("classes"), "--format", "json");
    assertEquals(1, run.status(), run.err());
    for (String part :
        new String[] {
          "\"schemaVersion\" : 1",
          "\"code\" : \"hard-coded-host\"",
          "\"class\" : \"com.acme.A\"",
          "\"method\" : \"m()V\"",
          "\"kind\" : \"url\"",
          "\"path\" : \"com/acme/A.class\"",
          "\"line\" : 4",
          "\"coverage\"",
          "\"notices\""
        }) {
      assertTrue(run.out().contains(part), part + " in " + run.out());
    }
  }

  @Test
  void sarif_is_written_and_other_forms_are_refused() {
    Run run = Run.of("hardcoded", app.resolve("classes"), "--format", "sarif");
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("hard-coded-host"), run.out());
    assertEquals(2, Run.of("hardcoded", app, "--format", "html").status());
  }

  @Test
  void what_is_allowed_or_accepted_is_left_out() throws IOException {
    Path accept = folder.resolve("accept.yaml");
    Files.writeString(accept, "accept: [{code: hard-coded-host, name: mq01, reason: in spring}]\n");
    assertEquals(0, Run.of("hardcoded", app, "--allow", "mq01").status());
    Run run = Run.of("hardcoded", app, "--accept", accept);
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().startsWith("Nothing found in what was given.\n"), run.out());
  }

  @Test
  void names_of_the_company_are_certain() throws IOException {
    Files.writeString(app.resolve("src/main/java/B.java"), "class B { String b = \"basket7\"; }\n");
    Path etc = Files.createDirectories(folder.resolve("fleet/basket7/etc"));
    Files.writeString(etc.resolve("hostname"), "basket7\n");
    Path source = app.resolve("src/main/java/B.java");
    assertEquals(0, Run.of("hardcoded", source).status());
    Run run = Run.of("hardcoded", source, "--knowing", folder.resolve("fleet"));
    assertEquals(1, run.status(), run.err());
    assertTrue(
        run.out().startsWith("host           basket7  (one of ours)\n    B.java:1:23"), run.out());
  }

  @Test
  void nothing_to_look_at_is_an_error() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Files.writeString(empty.resolve("notes.txt"), "mq01\n");
    Run run = Run.of("hardcoded", empty);
    assertEquals(2, run.status());
    assertTrue(
        run.err().startsWith("whatbreaks: no class, jar or program is in what was given"),
        run.err());
    Run missing = Run.of("hardcoded", folder.resolve("none"));
    assertEquals(2, missing.status());
    assertTrue(missing.err().contains("there is no such file"), missing.err());
  }
}
