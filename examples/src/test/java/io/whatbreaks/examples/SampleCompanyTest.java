package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares the program's answers with the hand-made truth about the sample company. */
class SampleCompanyTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static JsonNode truth() {
    try (InputStream in = SampleCompanyTest.class.getResourceAsStream("/startup-expected.json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicNode> answers_what_is_true() {
    return truth().get("cases").valueStream().map(SampleCompanyTest::tests);
  }

  private static DynamicNode tests(JsonNode expected) {
    Run run = Run.of(question(expected.get("question")));
    String asked = String.join(" ", asked(expected));
    if (run.out().isEmpty()) {
      return dynamicTest(asked, () -> assertEquals("", run.err()));
    }
    JsonNode answer = JSON.readTree(run.out());
    return dynamicContainer(
        asked,
        List.of(
            dynamicTest(
                "verdict and exit status",
                () ->
                    assertEquals(
                        text(expected, "verdict") + " " + text(expected, "exit"),
                        text(answer, "verdict") + " " + run.status())),
            dynamicTest("impacts", () -> none(impacts(expected, answer))),
            dynamicTest("unaffected components", () -> none(unaffected(expected, answer))),
            dynamicTest("references", () -> none(references(expected, answer))),
            dynamicTest("decoys", () -> none(decoys(expected, answer)))));
  }

  private static List<String> asked(JsonNode expected) {
    return words(expected.get("question"));
  }

  private static List<String> words(JsonNode question) {
    List<String> words = new ArrayList<>(List.of(text(question, "kind"), text(question, "from")));
    if (question.has("to")) {
      words.add(text(question, "to"));
    }
    if (question.has("keepAlias") && question.get("keepAlias").asBoolean()) {
      words.add("--keep-alias");
    }
    return words;
  }

  private static Object[] question(JsonNode question) {
    List<Object> words = new ArrayList<>(words(question));
    words.add(Run.startup());
    words.addAll(List.of("--format", "json"));
    return words.toArray();
  }

  private static void none(List<String> mismatches) {
    assertEquals("", String.join("\n", mismatches));
  }

  private static List<String> impacts(JsonNode expected, JsonNode answer) {
    List<String> mismatches = new ArrayList<>();
    if (!expected.has("impacts")) {
      return mismatches;
    }
    Map<String, JsonNode> found = new LinkedHashMap<>();
    answer
        .get("impacts")
        .forEach(i -> found.put(text(i.get("component"), "id") + " " + text(i, "effect"), i));
    for (JsonNode wanted : expected.get("impacts")) {
      String key = text(wanted, "component") + " " + text(wanted, "effect");
      JsonNode impact = found.remove(key);
      if (impact == null) {
        mismatches.add("missing: " + key + ": " + text(wanted, "why"));
      } else {
        differences(key, wanted, impact, mismatches);
      }
    }
    for (JsonNode allowed : array(expected, "allowedImpacts")) {
      found.remove(text(allowed, "component") + " " + text(allowed, "effect"));
    }
    found.forEach((key, impact) -> mismatches.add("not expected: " + key + ": " + reason(impact)));
    return mismatches;
  }

  private static String reason(JsonNode impact) {
    JsonNode why = impact.get("why").get(0);
    return text(why, "path") + ":" + text(why, "line") + " " + text(why, "message");
  }

  private static void differences(
      String key, JsonNode wanted, JsonNode impact, List<String> mismatches) {
    if (wanted.get("direct").asBoolean() != impact.get("direct").asBoolean()) {
      mismatches.add(key + " is direct: " + impact.get("direct"));
    }
    boolean arguable = wanted.has("certaintyArguable");
    if (!arguable && !text(wanted, "certainty").equals(text(impact, "certainty"))) {
      mismatches.add(key + " is " + text(impact, "certainty") + ": " + reason(impact));
    }
    List<String> chain = impact.get("chain").valueStream().map(JsonNode::asString).toList();
    int at = 0;
    for (JsonNode via : array(wanted, "via")) {
      int next = chain.subList(at, chain.size()).indexOf(via.asString());
      if (next < 0) {
        mismatches.add(key + " has the chain " + chain + ", without " + via.asString());
        break;
      }
      at += next + 1;
    }
  }

  private static List<String> unaffected(JsonNode expected, JsonNode answer) {
    TreeSet<String> spared = new TreeSet<>();
    array(expected, "unaffected").forEach(id -> spared.add(id.asString()));
    List<String> mismatches = new ArrayList<>();
    for (JsonNode impact : answer.get("impacts")) {
      String id = text(impact.get("component"), "id");
      if (spared.contains(id)) {
        mismatches.add(id + " " + text(impact, "effect") + ": " + reason(impact));
      }
    }
    return mismatches;
  }

  private static List<String> references(JsonNode expected, JsonNode answer) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    answer.get("references").forEach(reference -> found.put(place(reference), reference));
    List<String> mismatches = new ArrayList<>();
    for (JsonNode wanted : array(expected, "references")) {
      JsonNode reference = found.remove(place(wanted));
      if (reference == null) {
        mismatches.add("missing: " + place(wanted) + ": " + text(wanted, "why"));
        continue;
      }
      compare("role", wanted, reference, mismatches);
      if (!text(wanted, "role").equals("MENTIONS")) {
        compare("edit", wanted, reference, mismatches);
        if (!wanted.has("certaintyArguable")) {
          compare("certainty", wanted, reference, mismatches);
        }
      }
      if (wanted.has("component")) {
        compare("component", wanted, reference, mismatches);
      }
    }
    found.forEach(
        (place, reference) ->
            mismatches.add("not expected: " + place + " " + text(reference, "role")));
    return mismatches;
  }

  private static void compare(
      String member, JsonNode wanted, JsonNode found, List<String> mismatches) {
    if (!text(wanted, member).equals(text(found, member))) {
      mismatches.add(
          String.format(
              "%s: %s is '%s', not '%s'",
              place(wanted), member, text(found, member), text(wanted, member)));
    }
  }

  private static List<String> decoys(JsonNode expected, JsonNode answer) {
    List<String> mismatches = new ArrayList<>();
    for (JsonNode decoy : array(expected, "decoys")) {
      for (JsonNode reference : answer.get("references")) {
        if (overlap(decoy, reference)) {
          mismatches.add(
              place(decoy) + " is " + text(reference, "role") + ": " + text(decoy, "why"));
        }
      }
    }
    return mismatches;
  }

  private static boolean overlap(JsonNode a, JsonNode b) {
    return text(a, "path").equals(text(b, "path"))
        && text(a, "line").equals(text(b, "line"))
        && a.get("column").asInt() < b.get("endColumn").asInt()
        && b.get("column").asInt() < a.get("endColumn").asInt();
  }

  private static String place(JsonNode reference) {
    return text(reference, "path")
        + ":"
        + text(reference, "line")
        + ":"
        + text(reference, "column")
        + "-"
        + text(reference, "endColumn")
        + " "
        + text(reference, "text");
  }

  private static String text(JsonNode node, String member) {
    return node.has(member) ? node.get(member).asString() : "";
  }

  private static JsonNode array(JsonNode node, String member) {
    return node.has(member) ? node.get(member) : JSON.createArrayNode();
  }

  @Test
  void no_secret_is_in_any_answer(@TempDir Path scratch) throws IOException {
    Path snapshot = scratch.resolve("startup.json");
    Run scan = Run.of("scan", Run.startup(), "-o", snapshot);
    assertEquals(0, scan.status(), scan.err());

    List<Object[]> questions = new ArrayList<>();
    truth().get("cases").forEach(c -> questions.add(question(c.get("question"))));
    for (String format : List.of("text", "json")) {
      Path startup = Run.startup();
      for (Object[] words :
          List.of(
              new Object[] {"rename", "host:mq01", "rabbit01", "--all"},
              new Object[] {"rename", "host:cache01", "redis01", "--all"},
              new Object[] {"rename", "queue:order.created", "order.new", "--all"},
              new Object[] {"why", "app01/shop-front", "host:mq01"},
              new Object[] {"dependents", "host:mq01"},
              new Object[] {"dependencies", "app01/order-service"},
              new Object[] {"list", "--referenced"},
              new Object[] {"coverage"})) {
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(startup, "--format", format));
        questions.add(all.toArray());
      }
    }
    JsonNode truth = truth();
    List<String> secrets = new ArrayList<>(List.of(truth.get("secretMarker").asString()));
    truth.get("secrets").forEach(secret -> secrets.add(secret.asString()));
    StringBuilder said = new StringBuilder(Files.readString(snapshot));
    for (Object[] question : questions) {
      Run run = Run.of(question);
      said.append(run.out()).append(run.err());
    }
    for (String secret : secrets) {
      int at = said.indexOf(secret);
      assertEquals(
          -1, at, () -> said.substring(Math.max(0, at - 100), Math.min(said.length(), at + 100)));
    }
  }
}
