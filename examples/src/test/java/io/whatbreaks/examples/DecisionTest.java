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
    List<Object> args = new ArrayList<>(List.of("rename", "mq01", "rabbit01"));
    args.add(Run.startup());
    args.addAll(List.of(more));
    return Run.of(args.toArray());
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
    Run run = rename("--plan", plan, "--windows", windows, "--at", "2026-12-01T12:00+01:00");
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
    assertRefused("--windows needs --plan FILE or --policy FILE", rename("--windows", windows));
    assertRefused("--at needs --windows FILE", rename("--at", "2026-12-01T12:00+01:00"));
    Path plan = folder.resolve("plan.md");
    assertRefused(
        "--at is a time with its offset",
        rename("--plan", plan, "--windows", windows, "--at", "tomorrow"));
    Path bad = file("bad.yaml", "windows: [{kind: party}]\n");
    assertRefused(
        bad + ":1:18: no window is of the kind 'party'", rename("--plan", plan, "--windows", bad));
    assertFalse(Files.exists(plan));
  }

  /** A company of one machine that is renamed and two that use it. */
  private Path company() throws IOException {
    write("mq01/etc/hostname", "mq01\n");
    write("mq01/etc/hosts", "127.0.0.1 localhost\n10.1.0.5 mq01.shop.test mq01\n");
    write(
        "ns01/etc/bind/shop.test.zone",
        "$ORIGIN shop.test.\n$TTL 300\n@ SOA ns01 hostmaster 1 2 3 4 5\n@ NS ns01\n"
            + "ns01 A 10.1.0.2\nmq01 A 10.1.0.5\napp01 A 10.1.0.6\n");
    write("app01/etc/hostname", "app01\n");
    write("app01/etc/resolv.conf", "search shop.test\nnameserver 10.1.0.2\n");
    write("app01/srv/order-service/application.properties", "spring.rabbitmq.host=mq01\n");
    write("app01/srv/billing/application.properties", "spring.rabbitmq.host=mq01\n");
    write(
        "owners.yaml",
        "owners:\n"
            + "  - {paths: [\"app01/srv/order-service/**\"], owners: [\"@shop/orders\"],"
            + " criticality: critical}\n"
            + "  - {paths: [\"app01/srv/billing/**\"], owners: [\"@shop/billing\"]}\n");
    return folder.resolve("company");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve("company").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<String> violations(Run run) {
    return run.err().lines().map(line -> line.replace("whatbreaks: policy: ", "")).toList();
  }

  /** The example of docs/policy.md. */
  @Test
  void a_policy_is_a_gate() throws IOException {
    Path company = company();
    Path policy = file("policy.yaml", example("policy.md", "rules"));
    Path windows =
        file(
            "windows.yaml",
            "time-zone: UTC\nwindows: [{kind: freeze, name: year end, from: 2026-12-18, to: 2027-01-04}]\n");
    List<Object> args = List.of("rename", "mq01", "rabbit01", company, "--policy", policy);

    List<Object> without = new ArrayList<>(args);
    without.addAll(List.of("--windows", windows, "--at", "2026-12-20T12:00Z", "--format", "json"));
    Run run = Run.of(without.toArray());
    assertEquals(1, run.status());
    assertEquals(
        List.of(
            "rule 'no outage in a freeze': component:app01/order-service BREAKS_ON_RESTART, of critical"
                + " criticality, in freeze \"year end\"",
            "rule 'owners agree': component:app01/billing BREAKS_ON_RESTART: @shop/billing has not signed"
                + " 'rename mq01 rabbit01'",
            "rule 'owners agree': component:app01/order-service BREAKS_ON_RESTART, of critical criticality:"
                + " @shop/orders has not signed 'rename mq01 rabbit01'",
            "rule 'the board agrees': component:app01/order-service BREAKS_ON_RESTART, of critical"
                + " criticality: @shop/board has not signed 'rename mq01 rabbit01'"),
        violations(run));
    JsonNode told = new ObjectMapper().readTree(run.out()).get("policy");
    assertFalse(told.get("holds").asBoolean());
    assertEquals(4, told.get("violations").size());
    assertEquals("[\"@shop/billing\"]", told.get("violations").get(1).get("unsigned").toString());

    Path signed =
        file(
            "signed.yaml",
            "signed:\n- {by: '@Shop/orders', change: rename host:mq01 rabbit01}\n"
                + "- {by: '@shop/board', change: 'rename mq01 rabbit01', on: ['app01/*']}\n"
                + "- {by: '@shop/billing', change: rename mq01 rabbit02}\n"
                + "- {by: '@shop/billing', change: rename mq01 rabbit01, until: 2027-01-09}\n");
    List<Object> with = new ArrayList<>(args);
    with.addAll(List.of("--windows", windows, "--signed", signed, "--at"));
    with.add("2027-01-09T12:00Z");
    Run agreed = Run.of(with.toArray());
    assertEquals("", agreed.err());
    assertEquals(0, agreed.status());
    with.set(with.size() - 1, "2027-01-10T12:00Z");
    assertEquals(
        List.of(
            "rule 'owners agree': component:app01/billing BREAKS_ON_RESTART: @shop/billing has not signed"
                + " 'rename mq01 rabbit01'"),
        violations(Run.of(with.toArray())));
    with.addAll(List.of("--fail-on", "breaks"));
    with.set(with.indexOf("2027-01-10T12:00Z"), "2027-01-09T12:00Z");
    assertEquals(1, Run.of(with.toArray()).status());
  }

  @Test
  void what_nobody_owns_cannot_be_signed() throws IOException {
    Path company = company();
    Files.delete(company.resolve("owners.yaml"));
    Path policy =
        file(
            "policy.yaml",
            "rules:\n- {name: owned, signed-by: owners, on: [billing]}\n"
                + "- {name: slow, forbid: DEGRADES}\n");
    Run run = Run.of("rename", "mq01", "rabbit01", company, "--policy", policy);
    assertEquals(
        List.of(
            "rule 'owned': component:app01/billing BREAKS_ON_RESTART: nobody is known to own it"),
        violations(run));
    assertEquals(1, run.status());
  }

  @Test
  void a_policy_that_is_none_is_refused_with_its_place() throws IOException {
    Path windows = file("windows.yaml", "windows: []\n");
    assertRefused("--signed needs --policy FILE", rename("--signed", windows));
    List<String> cases =
        List.of(
            "rules: [{name: a, forbid: BRAKES}]|1:27: there is no effect 'BRAKES'",
            "rules: [{name: a}]|1:9: a rule says either what it forbids or who signs",
            "rules: [{name: a, forbid: any, signed-by: owners}]|1:9: a rule says either",
            "rules: [{name: a, forbid: any, during: night}]|1:40: there is no time 'night'",
            "rules: [{name: a, forbid: any, criticality: huge}]|1:45: 'huge' is no criticality",
            "rules: [{name: a, forbid: any, certainty: sure}]|1:43: there is no certainty 'sure'",
            "rules: [{name: a, forbid: unread, on: [x]}]|1:27: what was not read",
            "rules: [{name: a, forbid: any, effects: any}]|1:27: what is forbidden",
            "rules: [{forbid: any}]|1:9: this rule has no 'name'",
            "rules: [{name: a, forbid: any}, {name: a, forbid: any}]|1:33: two rules",
            "rules: []|there is no list of rules",
            "rules: [{name: a, when: b}]|1:19: a rule has no 'when'",
            "rules: [{name: a, forbid: any, during: freeze}]|asks for times: give --windows FILE");
    for (String one : cases) {
      Path policy = file("policy.yaml", one.substring(0, one.indexOf('|')) + "\n");
      assertRefused(one.substring(one.indexOf('|') + 1), rename("--policy", policy));
    }
    Path policy = file("policy.yaml", "rules: [{name: a, forbid: any}]\n");
    for (String one :
        List.of(
            "signed: [{by: a}]|1:10: this agreement has no 'change'",
            "signed: [{change: a}]|1:10: this agreement has no 'by'",
            "signed: [{by: a, change: b, until: soon}]|1:36: 'until' is a day",
            "signed: [a]|1:10: this wants a mapping",
            "sign: []|1:1: the file has no 'sign'")) {
      Path signed = file("signed.yaml", one.substring(0, one.indexOf('|')) + "\n");
      assertRefused(
          one.substring(one.indexOf('|') + 1), rename("--policy", policy, "--signed", signed));
    }
  }

  private static void assertRefused(String why, Run run) {
    assertEquals(2, run.status());
    assertTrue(run.err().contains(why), run::err);
    assertEquals("", run.out());
  }
}
