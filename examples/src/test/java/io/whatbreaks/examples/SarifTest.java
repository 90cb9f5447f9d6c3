package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The form for code scanning.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/">SARIF 2.1.0</a>
 */
class SarifTest {
  private static final Schema SCHEMA = schema();

  @TempDir private Path tree;

  /** The schema of OASIS, as a library of another house ships it. */
  private static Schema schema() {
    try (InputStream in = SarifTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(in, InputFormat.JSON);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode run(Object... args) {
    Run run = Run.of(args);
    assertEquals("", run.err());
    assertEquals(
        List.of(),
        SCHEMA.validate(run.out(), InputFormat.JSON).stream().map(Object::toString).toList());
    assertFalse(run.out().contains(Run.checkout().toString()), "a path of this machine");
    assertEquals(run.out(), Run.of(args).out());
    return new ObjectMapper().readTree(run.out()).get("runs").get(0);
  }

  private void write(String path, String text) throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<JsonNode> results(JsonNode run, String rule) {
    return run.get("results").values().stream()
        .filter(result -> result.get("ruleId").asString().equals(rule))
        .toList();
  }

  @Test
  void the_schema_tells_wrong_from_right() {
    assertFalse(SCHEMA.validate("{\"version\": \"2.1.0\"}", InputFormat.JSON).isEmpty());
    assertFalse(
        SCHEMA.validate("{\"version\": \"2.1.0\", \"runs\": [{}]}", InputFormat.JSON).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rename mq01 rabbit01",
        "rename bus event-bus --keep-alias",
        "rename queue:orders.billing billing.in",
        "retire db01",
        "readdress cache01 10.20.0.141",
        "lint"
      })
  void every_answer_about_the_sample_company_fits_the_schema(String question) {
    Object[] words = (question + " --format sarif").split(" ");
    Object[] args = new Object[words.length + 1];
    System.arraycopy(words, 0, args, 0, words.length);
    args[words.length] = Run.startup();

    JsonNode run = run(args);

    assertFalse(run.get("results").isEmpty());
    Set<String> rules = new HashSet<>();
    run.get("tool")
        .get("driver")
        .get("rules")
        .forEach(rule -> rules.add(rule.get("id").asString()));
    Set<String> prints = new HashSet<>();
    for (JsonNode result : run.get("results")) {
      assertTrue(rules.contains(result.get("ruleId").asString()), result::toString);
      JsonNode place = result.get("locations").get(0).get("physicalLocation");
      URI file = URI.create(place.get("artifactLocation").get("uri").asString());
      assertFalse(file.isAbsolute(), file::toString);
      assertTrue(Files.isRegularFile(Run.startup().resolve(file.getPath())), file::toString);
      assertTrue(prints.add(result.get("partialFingerprints").toString()), result::toString);
    }
  }

  @Test
  void who_is_to_be_asked_stands_with_each_breakage() throws IOException {
    write("h1/etc/hostname", "h1\n");
    write("h1/srv/cart/application.properties", "spring.rabbitmq.host=mq01.shop.test\n");
    write("h1/srv/mail/application.properties", "spring.rabbitmq.host=mq01.shop.test\n");
    write("db.shop.test", "$ORIGIN shop.test.\n@ IN SOA ns a 1 1 1 1 1\nmq01 IN A 10.0.0.5\n");
    Object[] question = {"rename", "mq01", "rabbit01", tree, "--format", "sarif"};
    assertFalse(run(question).toString().contains("own it"));

    write("owners.yaml", "owners:\n  - components: [cart]\n    owners: ['@shop/[web]']\n");

    List<JsonNode> results = results(run(question), "breaks-on-restart");
    assertEquals(2, results.size());
    String cart = results.get(0).get("message").get("text").asString();
    assertTrue(cart.endsWith(". To be asked: @shop/\\[web\\] (owners.yaml:3:15)"), cart);
    assertEquals("[\"@shop/[web]\"]", results.get(0).get("properties").get("owners").toString());
    String mail = results.get(1).get("message").get("text").asString();
    assertTrue(mail.endsWith(". Nobody is known to own it"), mail);
    assertEquals("[]", results.get(1).get("properties").get("owners").toString());
  }

  @Test
  void a_breakage_has_its_place_its_chain_and_its_edit() {
    JsonNode run = run("rename", "mq01", "rabbit01", Run.startup(), "--format", "sarif");

    JsonNode stock =
        results(run, "breaks-on-restart").stream()
            .filter(result -> result.toString().contains("component:app02/stock-service"))
            .findFirst()
            .orElseThrow();
    assertEquals("error", stock.get("level").asString());
    assertEquals(
        "{\"startLine\":9,\"startColumn\":11,\"endColumn\":31,\"snippet\":{\"text\":\"${MQ_HOST:localhost}\"}}",
        stock.get("locations").get(0).get("physicalLocation").get("region").toString());
    JsonNode flow = stock.get("codeFlows").get(0).get("threadFlows").get(0).get("locations");
    assertEquals(
        List.of(
            "app02/srv/stock-service/application.yml",
            "app02/etc/default/stock-service",
            "ns01/etc/bind/db.shop.test"),
        flow.values().stream()
            .map(step -> step.get("location").get("physicalLocation"))
            .map(place -> place.get("artifactLocation").get("uri").asString())
            .toList());
    assertEquals(2, stock.get("relatedLocations").size());

    JsonNode fix = stock.get("fixes").get(0).get("artifactChanges").get(0);
    assertEquals(
        "{\"artifactLocation\":{\"uri\":\"ns01/etc/bind/db.shop.test\",\"uriBaseId\":\"SRCROOT\"},"
            + "\"replacements\":[{\"deletedRegion\":{\"startLine\":39,\"startColumn\":15,\"endColumn\":19},"
            + "\"insertedContent\":{\"text\":\"rabbit01\"}}]}",
        fix.toString());
    assertFalse(results(run, "changed-itself").isEmpty());
    assertEquals("BREAKS", run.get("properties").get("verdict").asString());
  }

  @Test
  void what_is_possible_is_a_warning_and_what_was_lost_is_told() throws IOException {
    write("db.shop.test", "$ORIGIN shop.test.\n@ IN SOA ns01 a 1 1 1 1 1\nmq01 IN A 10.0.0.5\n");
    write("a [b]:c/notes.conf", "target_host = mq01.shop.test\n");
    write("compose.yaml", "services: {web: {environment: {MQ: mq01.shop.test}\n");

    JsonNode run = run("rename", "mq01", "rabbit01", tree, "--format", "sarif");

    JsonNode result = results(run, "breaks").get(0);
    assertEquals("warning", result.get("level").asString());
    assertEquals(
        "a%20%5Bb%5D%3Ac/notes.conf",
        result.at("/locations/0/physicalLocation/artifactLocation/uri").asString());
    JsonNode told = run.at("/invocations/0/toolExecutionNotifications");
    assertTrue(
        told.values().stream()
            .anyMatch(
                notice ->
                    notice.get("level").asString().equals("error")
                        && notice.toString().contains("compose.yaml")),
        told::toString);
    assertTrue(
        told.values().stream().anyMatch(n -> n.at("/descriptor/id").asString().equals("coverage")),
        told::toString);
  }

  @Test
  void fingerprints_stay_when_lines_move() throws IOException {
    write("db.shop.test", "$ORIGIN shop.test.\n@ IN SOA ns01 a 1 1 1 1 1\nmq01 IN A 10.0.0.5\n");
    write("h/etc/hostname", "h\n");
    String line = "1 2 * * * root curl http://mq01.shop.test/\n";
    write("h/etc/cron.d/job", line + line);
    List<String> before = prints();
    write("h/etc/cron.d/job", "# one\n\n# two\n" + line + line);

    assertFalse(before.isEmpty());
    assertEquals(before, prints());
  }

  private List<String> prints() {
    return run("rename", "mq01", "rabbit01", tree, "--format", "sarif")
        .get("results")
        .values()
        .stream()
        .map(result -> result.get("partialFingerprints").toString())
        .toList();
  }
}
