package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What people decide by, on the command line. */
class DecisionTest {
  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Run rename(Object... more) {
    List<String> args = new ArrayList<>(List.of("rename", "mq01", "rabbit01"));
    args.add(Run.startup().toString());
    for (Object one : more) {
      args.add(one.toString());
    }
    return Run.of(args.toArray(String[]::new));
  }

  /** The example of docs/plan.md, block by block. */
  private static String example(String page, String begins) throws IOException {
    String text = Files.readString(Run.startup().resolve("../../docs").resolve(page));
    int start = text.indexOf("```yaml\n" + begins);
    assertTrue(start >= 0, () -> page + " has no example that begins with " + begins);
    int from = start + "```yaml\n".length();
    return text.substring(from, text.indexOf("```", from));
  }

  @Test
  void a_plan_says_when_it_may_be_carried_out() throws IOException {
    Path windows = file("windows.yaml", example("plan.md", "time-zone"));
    file("freezes.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n");
    Path plan = folder.resolve("plan.json");
    Run run =
        rename("--plan", plan, "--windows", windows, "--at", "2026-12-01T12:00+01:00");
    assertEquals("", run.err());
    JsonNode schedule = new ObjectMapper().readTree(Files.readString(plan)).get("schedule");
    assertEquals("2026-12-01T11:00:00Z", schedule.get("at").asString());
    assertFalse(schedule.get("mayChange").asBoolean());
    assertEquals("Europe/Berlin", schedule.get("timeZone").asString());
    assertEquals("2026-12-01T21:00:00Z", schedule.get("during").get(0).get("from").asString());
    assertEquals("2026-12-02T04:00:00Z", schedule.get("during").get(0).get("to").asString());

    Path text = folder.resolve("plan.md");
    rename("--plan", text, "--windows", windows, "--at", "2026-12-18T22:30+01:00");
    String words = Files.readString(text);
    assertTrue(words.contains("freeze \"year end\""), words);
    assertTrue(
        words.contains("The change itself may be made from Tue 2027-01-05 22:00 to Wed 2027-01-06"),
        words);
    assertTrue(words.contains("  - When: a change window, from Tue 2027-01-05 22:00"), words);
    assertTrue(words.contains("  - When: any time but a freeze, from Tue 2027-01-05 00:00"), words);
  }

  @Test
  void the_same_time_gives_the_same_bytes() throws IOException {
    Path windows = file("windows.yaml", example("plan.md", "time-zone"));
    file("freezes.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n");
    Path one = folder.resolve("one.md");
    Path two = folder.resolve("two.md");
    rename("--plan", one, "--windows", windows, "--at", "2026-12-01T12:00+01:00");
    rename("--plan", two, "--windows", windows, "--at", "2026-12-01T11:00Z");
    assertEquals(Files.readString(one), Files.readString(two));
  }

  @Test
  void what_cannot_be_is_refused_before_anything_is_read() throws IOException {
    Path windows = file("windows.yaml", "windows: []\n");
    assertRefused("--windows needs --plan FILE", rename("--windows", windows));
    assertRefused("--at needs --windows FILE", rename("--at", "2026-12-01T12:00+01:00"));
    Path plan = folder.resolve("plan.md");
    assertRefused(
        "--at is a time with its offset",
        rename("--plan", plan, "--windows", windows, "--at", "tomorrow"));
    Path bad = file("bad.yaml", "windows: [{kind: party}]\n");
    assertRefused(
        bad + ":1:18: no window is of the kind 'party'",
        rename("--plan", plan, "--windows", bad));
    assertFalse(Files.exists(plan));
  }

  private static void assertRefused(String why, Run run) {
    assertEquals(2, run.status());
    assertTrue(run.err().contains(why), run::err);
    assertEquals("", run.out());
  }
}
