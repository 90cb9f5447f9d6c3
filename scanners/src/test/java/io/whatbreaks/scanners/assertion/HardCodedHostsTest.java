package io.whatbreaks.scanners.assertion;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.lint.Finding;
import io.whatbreaks.scanners.bytecode.Compiled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardCodedHostsTest {
  private static final String SHOP =
      """
      package com.acme;
      class Shop {
        static final String BROKER = "amqp://guest:secret@mq01:5672/shop";
        void open() throws Exception {
          new java.net.Socket("db01", 5432);
        }
        String site() { return "https://www.acme.com/"; }
        String local() { return "http://localhost:8080/"; }
      }
      """;

  @TempDir Path folder;

  private static String failure(HardCodedHosts hosts) {
    return assertThrows(AssertionError.class, () -> hosts.shouldBeAbsent(false)).getMessage();
  }

  private Path shop() {
    return Compiled.java(folder, "com/acme/Shop.java", SHOP, "-g");
  }

  @Test
  void a_failure_tells_each_place_what_it_is_and_how_to_mend_it() {
    Path classes = shop();
    assertEquals(
        """
        3 hard-coded hosts in CLASSES (1 file looked at)

          url: "amqp://***@mq01:5672/shop" names the host mq01; read the URL, or its host, from the configuration (a property, an environment variable)
              at com.acme.Shop.BROKER(Shop.java:1)

          host: "db01" names the host db01; read it from the configuration (a property, an environment variable)
              at com.acme.Shop.open(Shop.java:5)

          url: "https://www.acme.com/" names the host www.acme.com; read the URL, or its host, from the configuration (a property, an environment variable)
              at com.acme.Shop.site(Shop.java:7)
        """,
        failure(HardCodedHosts.inJar(classes)).replace(classes.toString(), "CLASSES"));
  }

  @Test
  void what_is_allowed_is_left_out_and_the_reason_is_told() {
    Path classes = shop();
    String told =
        failure(
            HardCodedHosts.inJar(classes)
                .allowing("*.acme.com")
                .because("our public sites")
                .allowing("db01"));
    assertTrue(told.startsWith("1 hard-coded host in "), told);
    assertTrue(told.endsWith("\nallowed: *.acme.com because our public sites; db01\n"), told);
    assertDoesNotThrow(
        () ->
            HardCodedHosts.inJar(classes).allowing("*.acme.com", "db01", "MQ01").shouldBeAbsent());
  }

  @Test
  void to_allow_everything_is_refused() {
    HardCodedHosts any = HardCodedHosts.inPackages("com.acme");
    assertThrows(IllegalArgumentException.class, () -> any.allowing("*"));
    assertThrows(IllegalArgumentException.class, () -> any.allowing(" "));
    assertThrows(IllegalStateException.class, () -> any.because("no reason"));
    assertThrows(IllegalArgumentException.class, HardCodedHosts::inPackages);
    assertThrows(IllegalArgumentException.class, HardCodedHosts::inClasses);
  }

  @Test
  void nothing_looked_at_is_a_failure_with_both_causes() {
    String told = failure(HardCodedHosts.inPackages("com.acme.nowhere"));
    assertTrue(told.startsWith("nothing was looked at in packages com.acme.nowhere: "), told);
    assertTrue(told.contains("the package is written otherwise"), told);
    assertTrue(told.contains("not on the class path"), told);
    assertTrue(failure(HardCodedHosts.inJar(folder)).contains("the jar holds no class"));
    assertTrue(failure(HardCodedHosts.inSources(folder)).contains("it holds no program"));
    assertTrue(failure(HardCodedHosts.inResources(folder)).contains("no file of a format"));
    UncheckedIOException missing =
        assertThrows(
            UncheckedIOException.class,
            () -> HardCodedHosts.inSources(folder.resolve("none")).shouldBeAbsent());
    assertEquals(NoSuchFileException.class, missing.getCause().getClass());
  }

  static class Clean {
    String greeting() {
      return "hello";
    }
  }

  static class Planted {
    static class Within {
      String broker() {
        return "mq01.acme.com:5672";
      }
    }
  }

  @Test
  void packages_and_classes_are_found_on_the_class_path() {
    HardCodedHosts.inClasses(Clean.class).shouldBeAbsent();
    String told = failure(HardCodedHosts.inClasses(Clean.class, Planted.class));
    assertTrue(
        told.contains(
            "at io.whatbreaks.scanners.assertion.HardCodedHostsTest$Planted$Within.broker(HardCodedHostsTest.java:"),
        told);
    HardCodedHosts.Found found =
        HardCodedHosts.inPackages("io.whatbreaks.scanners.value").find(true);
    assertTrue(found.classes() > 10, () -> "classes: " + found.classes());
    HardCodedHosts.inPackages("io.whatbreaks.scanners.bytecode").shouldBeAbsent();
  }

  private Snapshot company() throws IOException {
    Path host = folder.resolve("fleet/mq01/etc");
    Files.createDirectories(host);
    Files.writeString(host.resolve("hostname"), "mq01\n");
    Files.writeString(
        host.resolve("hosts"),
        "127.0.0.1 localhost\n10.20.0.41 mq01.shop.test mq01\n10.20.0.42 basket\n");
    return WhatBreaks.scan(folder.resolve("fleet"));
  }

  @Test
  void what_is_known_of_the_company_makes_certain() throws IOException {
    Path classes =
        Compiled.java(
            folder,
            "com/acme/Known.java",
            """
            package com.acme;
            class Known {
              static final String A = "mq01";
              static final String B = "mq01.shop.test:5672";
              static final String C = "10.20.0.41";
              static final String D = "localhost";
              static final String E = "127.0.0.1";
              static final String F = "mq02";
              static final String TABLE = "basket";
              void m() { String a = "the basket is empty"; }
            }
            """);
    List<Finding> findings =
        HardCodedHosts.inJar(classes).knowing(company()).find(true).lint().findings();
    assertEquals(
        List.of("CERTAIN 10.20.0.41", "CERTAIN mq01", "CERTAIN mq01.shop.test"),
        findings.stream().map(f -> f.certainty() + " " + f.name()).sorted().toList());
  }

  @Test
  void sources_are_read_by_their_language_without_comments_and_tests() throws IOException {
    write(
        "src/main/java/A.java",
        "class A { // mq01:5672\n  String a = \"mq01:5672\"; /* db01:1521 */\n}\n");
    write("src/main/java/com/acme/test/T.java", "class T { String a = \"mq02:5672\"; }\n");
    write("src/test/java/ATest.java", "class ATest { String a = \"mq01:5672\"; }\n");
    write(
        "app/main.py",
        "\"\"\"Talks to mq01:5672\"\"\"\nimport pika\nc = connect(host='broker')\nurl = \"amqp://mq03/\"  # db01.acme.com\n");
    write("app/test_main.py", "url = \"amqp://mq01/\"\n");
    write(
        "web/app.ts", "import x from 'socket.io';\nconst api = `https://api.acme.com/v1/${id}`;\n");
    write("web/app.spec.ts", "const api = 'https://api.acme.com/';\n");
    write(
        "cmd/main.go",
        "package main\nimport \"github.com/acme/x\"\nvar addr = \"db01.acme.com:5432\"\nvar raw = `redis://cache01:6379`\n");
    write("lib/x.rb", "require 'net/http'\nHOST = 'mq04.acme.com'\n");
    write("index.php", "<?php\n$db = new PDO('mysql:host=db02;dbname=shop');\n");
    write(
        "Program.cs",
        "class P { [assembly: AssemblyVersion(\"1.2.3.4\")] string s = \"10.20.0.44\"; }\n");
    write("App.kt", "val broker = \"amqp://$user@mq05:5672\"\nval s = Socket(\"mq06\", 5672)\n");
    write("run.sh", "#!/bin/sh\n# ssh mq01\nssh mq07 uptime\ncurl http://mq08:15672/\n");
    write("node_modules/x/index.js", "const api = 'https://api.acme.com/';\n");
    List<Finding> findings = HardCodedHosts.inSources(folder).find(true).lint().findings();
    assertEquals(
        List.of(
            "App.kt:1:28 mq05",
            "App.kt:2:17 mq06",
            "Program.cs:1:62 10.20.0.44",
            "app/main.py:3:19 broker",
            "app/main.py:4:15 mq03",
            "cmd/main.go:3:13 db01.acme.com",
            "cmd/main.go:4:20 cache01",
            "index.php:2:27 db02",
            "lib/x.rb:2:9 mq04.acme.com",
            "run.sh:3:5 mq07",
            "run.sh:4:13 mq08",
            "src/main/java/A.java:2:15 mq01",
            "src/main/java/com/acme/test/T.java:1:23 mq02",
            "web/app.ts:2:22 api.acme.com"),
        findings.stream().map(f -> f.evidence().at() + " " + f.name()).toList());
  }

  @Test
  void resources_are_read_by_their_format() throws IOException {
    write("a.properties", "# mq01:5672\nmq.host=mq01\napp.version=1.2.3.4\n");
    write("b.yml", "spring:\n  rabbitmq:\n    host: broker\n    port: 5672\n");
    List<Finding> findings = HardCodedHosts.inResources(folder).find(true).lint().findings();
    assertEquals(
        List.of("a.properties:2:9 mq01", "b.yml:3:11 broker"),
        findings.stream().map(f -> f.evidence().at() + " " + f.name()).toList());
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  // Accepted findings.

  @Test
  void a_store_begins_with_what_is_there_and_shrinks_by_itself() throws IOException {
    Path store = folder.resolve("accepted/hosts.yaml");
    HardCodedHosts hosts = HardCodedHosts.inJar(shop()).acceptedIn(store);
    hosts.shouldBeAbsent(false);
    assertEquals(
        """
        # Findings that may stay. Those that are mended go from here by themselves.
        accept:
          - {code: hard-coded-host, path: 'com/acme/Shop.class', name: 'db01', reason: 'was there when this file was made'}
          - {code: hard-coded-host, path: 'com/acme/Shop.class', name: 'mq01', reason: 'was there when this file was made'}
          - {code: hard-coded-host, path: 'com/acme/Shop.class', name: 'www.acme.com', reason: 'was there when this file was made'}
        """,
        Files.readString(store));

    // Lines move, one is mended.
    Compiled.java(
        folder,
        "com/acme/Shop.java",
        SHOP.replace("\"db01\"", "System.getenv(\"DB\")")
            .replace("class Shop {", "\n\nclass Shop {"));
    hosts.shouldBeAbsent(true);
    assertTrue(Files.readString(store).contains("db01"), "a strict store is not written");
    hosts.shouldBeAbsent(false);
    assertFalse(Files.readString(store).contains("db01"));
    assertTrue(Files.readString(store).contains("mq01"));

    // What comes back is found.
    Compiled.java(folder, "com/acme/Shop.java", SHOP);
    assertTrue(failure(hosts).startsWith("1 hard-coded host in "));
  }

  @Test
  void what_people_wrote_stays_as_it_is() throws IOException {
    Path store = folder.resolve("hosts.yaml");
    Files.writeString(
        store,
        """
        # Agreed on 3 May.
        accept:
          # the broker moves in spring
          - code: hard-coded-host
            name: mq01
            reason: goes in spring
            until: 2999-03-31
          - code: hard-coded-host
            name: gone
            reason: x
          - {code: hard-coded-host, path: com/acme/Shop.class, name: db01, reason: y}
        """);
    HardCodedHosts hosts = HardCodedHosts.inJar(shop()).allowing("www.acme.com").acceptedIn(store);
    hosts.shouldBeAbsent(false);
    assertEquals(
        """
        # Agreed on 3 May.
        accept:
          # the broker moves in spring
          - code: hard-coded-host
            name: mq01
            reason: goes in spring
            until: 2999-03-31
          - {code: hard-coded-host, path: com/acme/Shop.class, name: db01, reason: y}
        """,
        Files.readString(store));
  }

  @Test
  void an_entry_that_has_ended_accepts_nothing() throws IOException {
    Path store = folder.resolve("hosts.yaml");
    Files.writeString(
        store, "accept: [{code: hard-coded-host, name: mq01, reason: x, until: 2020-01-01}]\n");
    String told =
        failure(HardCodedHosts.inJar(shop()).allowing("www.acme.com", "db01").acceptedIn(store));
    assertTrue(told.startsWith("1 hard-coded host in "), told);
    assertTrue(told.contains("the acceptance of hard-coded-host ended on 2020-01-01"), told);
  }

  @Test
  void a_strict_store_is_never_made() {
    Path store = folder.resolve("hosts.yaml");
    HardCodedHosts hosts = HardCodedHosts.inJar(shop()).acceptedIn(store);
    String told = assertThrows(AssertionError.class, () -> hosts.shouldBeAbsent(true)).getMessage();
    assertTrue(told.contains("no finding is accepted, for there is no file " + store), told);
    assertFalse(Files.exists(store));
  }

  @Test
  void an_emptied_store_stays_so_that_nothing_new_is_accepted() throws IOException {
    Path store = folder.resolve("hosts.yaml");
    HardCodedHosts.inClasses(Clean.class).acceptedIn(store).shouldBeAbsent(false);
    assertTrue(Files.readString(store).endsWith("accept: []\n"));
    assertTrue(failure(HardCodedHosts.inJar(shop()).acceptedIn(store)).startsWith("3 hard-coded"));
  }
}
