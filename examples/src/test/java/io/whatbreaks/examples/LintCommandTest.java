package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintCommandTest {
  @TempDir private Path tree;

  @BeforeEach
  void a_zone_and_a_machine() throws IOException {
    write(
        "dns/db.shop.test",
        """
        $ORIGIN shop.test.
        @ IN SOA ns01 admin 1 1 1 1 1
        @ IN NS ns01
        ns01 IN A 10.0.0.1
        mq01 IN A 10.0.0.5
        bus IN CNAME old02
        """);
    write("till3/etc/hostname", "till3.shop.test\n");
    write("till3/srv/basket/application.properties", "spring.rabbitmq.host=old01.shop.test\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Path accept(String text) throws IOException {
    return Files.writeString(
        Files.createDirectories(tree.resolve("../accept-" + tree.getFileName())).resolve("a.yaml"),
        text);
  }

  @Test
  void findings_are_shown_with_their_places() {
    Run run = Run.of("lint", tree);
    assertEquals(1, run.status(), run.err());
    assertEquals(
        """
        ERROR    alias-to-nothing  bus.shop.test stands for old02.shop.test, which does not exist
            dns/db.shop.test:6:14  bus IN CNAME old02
        ERROR    dangling-reference  old01.shop.test does not exist
            till3/srv/basket/application.properties:1:22  spring.rabbitmq.host=old01.shop.test

        3 files: 3 understood, 0 partly, 0 text only, 0 skipped, 0 failed
        """,
        run.out());
  }

  /** A group of another file of the same server, and one that nobody defines. */
  @Test
  void a_group_of_servers_is_no_host() throws IOException {
    write("till3/etc/resolv.conf", "search shop.test\n");
    write("till3/etc/nginx/conf.d/groups.conf", "upstream shop { server mq01.shop.test:80; }\n");
    write(
        "till3/etc/nginx/sites-enabled/shop",
        """
        server {
          listen 80;
          location / { proxy_pass http://shop; }
          location /b { proxy_pass http://basket/; }
        }
        """);
    Run run = Run.of("lint", tree.resolve("till3"), tree.resolve("dns"));
    String dangling =
        run.out()
            .lines()
            .filter(line -> line.contains("dangling") && !line.contains("old01"))
            .collect(java.util.stream.Collectors.joining("\n"));
    assertEquals(
        "ERROR    dangling-reference  basket does not exist: nor does basket.shop.test", dangling);
  }

  @Test
  void findings_are_written_as_json() {
    Run run = Run.of("lint", tree, "--format", "json");
    assertEquals(1, run.status(), run.err());
    assertTrue(
        run.out()
            .contains(
                """
                    {
                      "code" : "alias-to-nothing",
                      "message" : "bus.shop.test stands for old02.shop.test, which does not exist",
                      "severity" : "ERROR",
                      "certainty" : "CERTAIN",
                      "name" : "bus.shop.test",
                      "path" : "dns/db.shop.test",
                      "line" : 6,
                      "column" : 14,
                      "endColumn" : 19,
                      "text" : "bus IN CNAME old02",
                      "component" : "host:bus.shop.test"
                    },
                """),
        run.out());
  }

  @Test
  void a_snapshot_has_the_findings_of_its_tree() {
    Path snapshot = tree.resolveSibling("snapshot-of-" + tree.getFileName());
    assertEquals(0, Run.of("scan", tree, "-o", snapshot).status());
    assertEquals(Run.of("lint", tree).out(), Run.of("lint", snapshot).out());
    assertEquals(
        Run.of("lint", tree, "--format", "json").out(),
        Run.of("lint", snapshot, "--format", "json").out());
  }

  @Test
  void nothing_found_is_status_0() throws IOException {
    write("dns/db.shop.test", "");
    Run run = Run.of("lint", tree);
    assertEquals(0, run.status(), run.out());
    assertTrue(run.out().startsWith("Nothing found in what was given.\n"), run.out());
  }

  @Test
  void what_is_accepted_is_left_out_and_what_has_ended_comes_back() throws IOException {
    Path file =
        accept(
            """
            accept:
            - {code: alias-to-nothing, name: bus.shop.test, reason: moves, until: 2999-12-31}
            - {code: dangling-reference, path: till3/srv/basket/application.properties, reason: moves}
            """);
    Run run = Run.of("lint", tree, "--accept", file);
    assertEquals(0, run.status(), run.out());

    Path ended =
        accept(
            """
            accept:
            - {code: alias-to-nothing, name: bus.shop.test, reason: moves, until: 2020-12-31}
            - {code: dangling-reference, name: old01.shop.test, reason: moves}
            - {code: unused-name, name: nobody, reason: moves}
            """);
    Run again = Run.of("lint", tree, "--accept", ended);
    assertEquals(1, again.status());
    assertTrue(again.out().startsWith("ERROR    alias-to-nothing  bus.shop.test"), again.out());
    assertTrue(again.out().contains("a.yaml:2: WARNING acceptance-ended: "), again.out());
    assertTrue(again.out().contains("a.yaml:4: INFO acceptance-unused: "), again.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'accept: none'                                              | :1:9: there is no list of accept
          'accepted: []'                                              | :1:1: the file has no 'accepted'
          'accept: [{code: x-y, name: a, reason: r}]'                 | :1:17: there is no finding 'x-y'
          'accept: [{code: unused-name, name: a}]'                    | :1:10: this acceptance has no 'reason'
          'accept: [{code: unused-name, reason: r}]'                  | :1:10: this accepts every unused-name
          'accept: [{code: unused-name, name: a, reason: r, by: me}]' | :1:50: an acceptance has no 'by'
          'accept: [{code: unused-name, name: a, reason: r, until: soon}]' | :1:57: 'until' is a day
          'accept: [unused-name]'                                     | :1:10: an acceptance is a mapping
          """)
  void what_is_no_acceptance_is_refused_with_its_place(String text, String told)
      throws IOException {
    Run run = Run.of("lint", tree, "--accept", accept(text));
    assertEquals(2, run.status());
    assertTrue(run.err().contains("a.yaml" + told), run.err());
  }
}
