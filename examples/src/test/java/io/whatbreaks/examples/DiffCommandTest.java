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

class DiffCommandTest {
  @TempDir private Path folder;
  private Path staging = Path.of("");
  private Path production = Path.of("");

  @BeforeEach
  void two_fleets() throws IOException {
    staging = folder.resolve("staging");
    production = folder.resolve("production");
    write("staging/s-mq01/etc/hostname", "s-mq01.stage.test\n");
    write("staging/s-till3/etc/hostname", "s-till3.stage.test\n");
    write(
        "staging/s-till3/srv/basket/application.properties",
        "spring.rabbitmq.host=s-mq01.stage.test\nspring.data.redis.host=cache.elsewhere.test\n");
    write("production/p-mq01/etc/hostname", "p-mq01.prod.test\n");
    write("production/p-till3/etc/hostname", "p-till3.prod.test\n");
    write(
        "production/p-till3/srv/basket/application.properties",
        "spring.rabbitmq.host=p-mq01.prod.test\n");
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void what_only_one_has_is_told() throws IOException {
    Path map = write("map", "# by role\ns-* = p-*  # each\n");
    Run run =
        Run.of("diff", staging, production, "--map", map, "--map-domain", "stage.test=prod.test");
    assertEquals(1, run.status(), run.err());
    assertEquals(
        """
        only A: component:s-till3.stage.test/basket depends on host:cache.elsewhere.test port 6379
            s-till3/srv/basket/application.properties:2:24  spring.data.redis.host=cache.elsewhere.test

        1 only in A, 0 only in B
        """,
        run.out());
  }

  @Test
  void it_is_written_as_json() throws IOException {
    Path map = write("map", "s-* = p-*\n");
    Run run =
        Run.of(
            "diff",
            staging,
            production,
            "--map",
            map,
            "--map-domain",
            "stage.test=prod.test",
            "--format",
            "json");
    assertEquals(1, run.status(), run.err());
    assertTrue(
        run.out()
            .contains(
                """
                  "differences" : [
                    {
                      "side" : "A",
                      "kind" : "dependency",
                      "origin" : "component:s-till3.stage.test/basket",
                      "target" : "host:cache.elsewhere.test",
                      "port" : 6379,
                      "certainty" : "CERTAIN",
                      "path" : "s-till3/srv/basket/application.properties",
                      "line" : 2,
                      "column" : 24,
                      "text" : "spring.data.redis.host=cache.elsewhere.test"
                    }
                  ],
                  "a" : {
                    "coverage" : {
                      "files" : 3,
                """),
        run.out());
  }

  @Test
  void snapshots_differ_as_their_trees_do() {
    Path a = folder.resolve("a.json");
    Path b = folder.resolve("b.json");
    assertEquals(0, Run.of("scan", staging, "-o", a).status());
    assertEquals(0, Run.of("scan", production, "-o", b).status());
    Run trees = Run.of("diff", staging, production);
    assertEquals(1, trees.status());
    assertEquals(trees, Run.of("diff", a, b));
  }

  @Test
  void no_difference_is_status_0() {
    Run run = Run.of("diff", staging, staging);
    assertEquals(0, run.status(), run.err());
    assertEquals("No differences in what was given.\n", run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          db01           | :1: not a pair: 'db01'
          a*b* = x       | :1: more than one * in a name
          a* = x         | :1: the * of a* is missing in x
          = x            | :1: a name is missing
          """)
  void a_line_that_is_no_pair_is_refused_with_its_place(String line, String told)
      throws IOException {
    Run run = Run.of("diff", staging, production, "--map", write("map", line));
    assertEquals(2, run.status());
    assertTrue(run.err().contains("map" + told), run.err());
  }

  @Test
  void domains_that_are_none_are_refused() {
    Run run = Run.of("diff", staging, production, "--map-domain", "stage.test");
    assertEquals(2, run.status());
    assertTrue(
        run.err().contains("--map-domain is A's domain = B's domain, not 'stage.test'"), run.err());
  }
}
