package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void it_is_written_as_markdown_in_which_names_are_no_markup() throws IOException {
    write("staging/s-till3/srv/a|b/application.properties", "spring.rabbitmq.host=x.test\n");
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
            "markdown");
    assertEquals(1, run.status(), run.err());
    assertEquals(
        """
        ### 🔴 2 only in A, 0 only in B

        <details><summary>Dependencies: 2</summary>

        | only | what | place |
        |---|---|---|
        | A | <code>component:s-till3.stage.test/a&#124;b</code> depends on <code>host:x.test</code> port <code>5672</code> | <code>s-till3/srv/a&#124;b/application.properties:1:22</code> |
        | A | <code>component:s-till3.stage.test/basket</code> depends on <code>host:cache.elsewhere.test</code> port <code>6379</code> | <code>s-till3/srv/basket/application.properties:2:24</code> |

        </details>
        """,
        run.out());
    assertEquals(
        "### 🟢 No differences in what was given\n",
        Run.of("diff", staging, staging, "--format", "markdown").out());
  }

  @Test
  void what_a_test_in_staging_would_not_have_shown_is_told() throws IOException {
    write(
        "production/p-till3/srv/mail/application.properties",
        "spring.rabbitmq.host=p-mq01.prod.test\n");
    write(
        "staging/s-till3/srv/mail/application.properties",
        "spring.rabbitmq.host=elsewhere.stage.test\n");
    write(
        "production/p-till3/srv/spool/application.properties",
        "spring.rabbitmq.host=p-mq01.prod.test\n");
    Path map = write("map", "s-* = p-*\n");
    Object[] question = {
      "rename",
      "p-mq01.prod.test",
      "rabbit01",
      production,
      "--staging",
      staging,
      "--map",
      map,
      "--map-domain",
      "stage.test=prod.test"
    };
    Run run = Run.of(question);
    assertEquals(1, run.status(), run.err());
    String told = "WARNING not-shown-by-test: component:p-till3.prod.test/";
    String why = " BREAKS_ON_RESTART: a test in staging would not have shown this: component:";
    assertEquals(
        List.of(
            "  p-till3/srv/mail/application.properties:1: "
                + told
                + "mail"
                + why
                + "p-till3.prod.test/mail does not depend on host:p-mq01.prod.test there",
            "  p-till3/srv/spool/application.properties:1: "
                + told
                + "spool"
                + why
                + "p-till3.prod.test/spool is not there"),
        run.out().lines().filter(line -> line.contains("not-shown-by-test")).toList());
    assertTrue(run.out().contains("/basket"), run.out());
  }

  @Test
  void names_of_staging_without_staging_are_refused() {
    Run run =
        Run.of("rename", "p-mq01", "rabbit01", production, "--map-domain", "stage.test=prod.test");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("--map and --map-domain go with --staging here"), run.err());
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
