package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is wrong with one file, the others are answered, and the loss is told. */
class BadInputTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path tree;

  @BeforeEach
  void something_good() throws IOException {
    write(
        "good/prometheus.yml", "scrape_configs:\n- static_configs:\n  - targets: ['db01:9100']\n");
  }

  private Path write(String path, String text) throws IOException {
    return write(path, text, StandardCharsets.UTF_8);
  }

  private Path write(String path, String text, Charset charset) throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.write(file, text.getBytes(charset));
  }

  /** The answer, after a check of what holds for all of them. */
  private JsonNode ask(int status) {
    Run run = Run.of("rename", "host:db01", "pg01", tree, "--format", "json");
    assertEquals("", run.err());
    JsonNode answer = JSON.readTree(run.out());
    assertEquals(status, run.status(), run.out());
    JsonNode coverage = answer.get("coverage");
    int sum = 0;
    for (String part :
        new String[] {"understood", "partly", "textOnly", "notNeeded", "skipped", "failed"}) {
      sum += coverage.get(part).asInt();
    }
    assertEquals(coverage.get("files").asInt(), sum);
    assertTrue(
        answer.get("references").toString().contains("good/prometheus.yml"),
        () -> "the good file is still answered: " + answer);
    return answer;
  }

  private static String notice(JsonNode answer, String path) {
    for (JsonNode notice : answer.get("notices")) {
      if (notice.get("path").asString().equals(path)) {
        return notice.get("severity").asString()
            + " "
            + notice.get("line").asInt()
            + " "
            + notice.get("code").asString();
      }
    }
    return "";
  }

  @Test
  void broken_yaml_costs_its_damaged_part() throws IOException {
    write("app/application.yml", "spring:\n  rabbitmq:\n    host: db01\n  a: [1, 2\n b: }\n");
    JsonNode answer = ask(1);
    assertTrue(notice(answer, "app/application.yml").startsWith("ERROR "), answer.toString());
    assertEquals(1, answer.get("coverage").get("partly").asInt());
  }

  @Test
  void a_zone_with_a_syntax_error_keeps_its_other_records() throws IOException {
    write(
        "dns/db.shop.test",
        """
        $ORIGIN shop.test.
        @ 3600 IN SOA ns1 admin 1 2 3 4 5
        db01 IN A 10.0.0.5
        bad IN A not-an-address
        alias IN CNAME db01
        """);
    // Uncertain: nothing says that this tree looks db01 up in that zone.
    JsonNode answer = ask(3);
    assertTrue(notice(answer, "dns/db.shop.test").startsWith("ERROR 4 "), answer.toString());
    assertTrue(answer.get("references").toString().contains("\"line\":5"), answer.toString());
  }

  @Test
  void a_lost_file_that_could_matter_makes_the_answer_uncertain() throws IOException {
    Files.delete(tree.resolve("good/prometheus.yml"));
    write("h/etc/hostname", "idle01\n");
    write("h/etc/hosts", "10.0.0.9 idle01\n");
    write("app/application.yml", "a: [1, 2\n b: }\nhost: idle01\n");
    Run run = Run.of("rename", "idle01", "x1", tree, "--format", "json");
    assertEquals(3, run.status(), run.out());
    assertEquals("UNCERTAIN", JSON.readTree(run.out()).get("verdict").asString());
  }

  @Test
  void an_unknown_name_may_stand_in_what_could_not_be_read() throws IOException {
    write(
        "dns/db.shop.test",
        """
        $ORIGIN shop.test.
        @ 3600 IN SOA ns1 admin 1 2 3 4 5
        idle01 IN A not-an-address
        """);
    Run run = Run.of("rename", "host:idle01", "x1", tree);
    assertEquals(2, run.status(), run.out());
    assertTrue(run.err().contains("not read whole, and may hold it: dns/db.shop.test"), run.err());
    Files.delete(tree.resolve("dns/db.shop.test"));
    Run other = Run.of("rename", "host:idle01", "x1", tree);
    assertEquals(2, other.status(), other.out());
    assertTrue(!other.err().contains("not read whole"), other.err());
  }

  @Test
  void an_empty_file_a_binary_and_a_large_file_are_accounted_for() throws IOException {
    write("empty.conf", "");
    Files.write(tree.resolve("tool"), new byte[] {0x7f, 'E', 'L', 'F', 0, 0, 1, 2, 0});
    try (OutputStream large = Files.newOutputStream(tree.resolve("large.log"))) {
      byte[] megabyte =
          "2026-11-01 nothing of interest here\n".repeat(29_127).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 200; i++) {
        large.write(megabyte);
      }
    }
    JsonNode answer = ask(1);
    assertEquals(4, answer.get("coverage").get("files").asInt(), answer.toString());
    assertTrue(answer.get("coverage").get("skipped").asInt() >= 1, answer.toString());
  }

  @Test
  void other_encodings_are_read() throws IOException {
    write("a/latin.properties", "# Gr\u00fc\u00dfe\ndb.host=db01\n", StandardCharsets.ISO_8859_1);
    Path utf16 = write("a/wide.properties", "\ufeffdb.host=db01\n", StandardCharsets.UTF_16LE);
    assertEquals((byte) 0xff, Files.readAllBytes(utf16)[0]);
    String references = ask(1).get("references").toString();
    assertTrue(references.contains("a/latin.properties"), references);
    assertTrue(references.contains("a/wide.properties"), references);
  }

  @Test
  void names_with_blanks_and_other_letters_are_shown_as_they_are() throws IOException {
    write("Gr\u00fc\u00dfe aus K\u00f6ln/pro metheus.properties", "db.host=db01\n");
    String references = ask(1).get("references").toString();
    assertTrue(
        references.contains("Gr\u00fc\u00dfe aus K\u00f6ln/pro metheus.properties"), references);
  }

  @Test
  void a_loop_of_links_ends() throws IOException {
    Files.createSymbolicLink(tree.resolve("good/loop"), tree);
    Files.createSymbolicLink(tree.resolve("self"), Path.of("self"));
    JsonNode answer = ask(1);
    assertEquals(1, answer.get("references").size(), answer.toString());
  }

  @Test
  void an_unreadable_file_is_told_and_never_safe() throws IOException {
    Path closed = write("closed.properties", "db.host=db01\n");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(closed), "this user reads everything");
    JsonNode answer = ask(1);
    assertEquals("ERROR 0 unreadable", notice(answer, "closed.properties"));
    assertEquals(1, answer.get("coverage").get("failed").asInt());
  }
}
