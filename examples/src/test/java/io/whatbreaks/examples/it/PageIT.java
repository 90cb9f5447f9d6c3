package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.report.HtmlReport;
import io.whatbreaks.report.Picture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: what a person does with it, and that nothing leaves it. */
class PageIT {
  private static final String SHOWN = "Number(document.getElementById('picture').dataset.shown)";

  /** How long something takes until the browser has painted what came of it, in milliseconds. */
  private static final String TIMED =
      "(async () => { const t = performance.now(); %s;"
          + " await new Promise(r => requestAnimationFrame(() => setTimeout(r)));"
          + " return performance.now() - t; })()";

  @TempDir private static Path folder;
  private static Chromium chromium;

  @BeforeAll
  static void a_browser() throws IOException {
    chromium = Chromium.start(folder);
  }

  @AfterAll
  static void no_browser() {
    chromium.close();
  }

  private static Path page(String name, String html) throws IOException {
    return Files.writeString(folder.resolve(name), html);
  }

  private static Path impact(String name, Path tree) throws IOException {
    Snapshot snapshot = WhatBreaks.scan(tree);
    Impact impact = snapshot.impactOf(Change.renameHost("mq01", "rabbit01"));
    return page(name, HtmlReport.of(impact, Optional.of(snapshot.plan(impact))));
  }

  /** How much of what is drawn has a colour, in points of the screen. */
  private static int points(String colour) {
    return chromium
        .value(
            ("(() => { let n = 0; const want = [%s]; for (const c of"
                    + " document.querySelectorAll('#picture canvas')) { const own ="
                    + " document.createElement('canvas'); own.width = c.width; own.height ="
                    + " c.height; const g = own.getContext('2d', {willReadFrequently: true});"
                    + " g.drawImage(c, 0, 0); const d = g.getImageData(0, 0, c.width,"
                    + " c.height).data; for (let i = 0; i < d.length; i += 4) if (d[i + 3] === 255"
                    + " && want.every((w, k) => d[i + k] === w)) n++; } return n; })()")
                .formatted(colour))
        .asInt();
  }

  private static Path startup() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(here.resolve("examples/whatbreaks"))) {
      here = here.getParent();
    }
    return here.resolve("examples/startup");
  }

  private static void nothing_left_the_page(Path page) {
    assertEquals(List.of(), chromium.complaints());
    assertEquals(
        List.of(page.toUri().toString()),
        chromium.requests().stream().filter(to -> !to.startsWith("data:")).toList());
  }

  @Test
  void the_answer_is_seen_filtered_searched_and_followed() throws IOException {
    Path page = impact("impact.html", startup());
    chromium.open(page);

    assertTrue(chromium.text("h1").matches("(?s)BREAKS\\s+if mq01 is renamed to rabbit01"));
    int all = chromium.value(SHOWN).asInt();
    assertTrue(all > 20, () -> "" + all);

    chromium.click("input.filter[value=BREAKS_ON_RESTART]");
    assertTrue(chromium.value(SHOWN).asInt() < all);
    assertTrue(
        chromium
            .value("document.querySelector('details[data-filter=BREAKS_ON_RESTART]').hidden")
            .asBoolean());
    chromium.click("input.filter[value=BREAKS_ON_RESTART]");
    assertEquals(all, chromium.value(SHOWN).asInt());

    chromium.click("#search");
    chromium.type("stock-service");
    assertEquals("1 found", chromium.text("#hits"));
    chromium.key("Enter");
    assertEquals("stock-service", chromium.text("#panel h3"));
    chromium.click("#panel ul button");
    assertEquals("bus.shop.test", chromium.text("#panel h3"));

    chromium.value("document.getElementById('picture').focus()");
    chromium.key("ArrowRight");
    assertEquals("mq01.shop.test", chromium.text("#panel h3"));
    assertTrue(chromium.text("#panel").contains("becomes rabbit01.shop.test"));
    chromium.key("ArrowLeft");
    assertFalse(chromium.text("#panel h3").equals("mq01.shop.test"));
    chromium.key("Escape");
    assertEquals("Found: 1", chromium.text("#panel h3"));

    chromium.click("#fold");
    assertTrue(chromium.value(SHOWN).asInt() < all);
    chromium.click("#fold");
    assertEquals(all, chromium.value(SHOWN).asInt());
    chromium.click("#today");
    assertEquals("true", chromium.value("document.getElementById('today').ariaPressed").asString());
    nothing_left_the_page(page);
  }

  @Test
  void a_box_is_chosen_by_the_mouse_and_its_evidence_read() throws IOException {
    Path page = impact("mouse.html", startup());
    chromium.open(page);
    chromium.click("#search");
    chromium.type("mq01/rabbitmq");
    chromium.key("Enter");
    chromium.click("#panel > button");

    assertTrue(
        chromium
            .value("document.activeElement.closest('li').innerText.includes('rabbitmq-node-name')")
            .asBoolean());
    chromium.click("li[data-node] details[open] .show");
    assertEquals("rabbitmq", chromium.text("#panel h3"));
    nothing_left_the_page(page);
  }

  @Test
  void today_has_no_colours_of_effects_and_the_time_after_has() throws IOException {
    String breaks = "255, 215, 213";
    Path page = impact("colours.html", startup());
    chromium.open(page);
    assertTrue(points(breaks) > 500, () -> "" + points(breaks));
    chromium.click("#today");
    chromium.until("document.getElementById('today').ariaPressed === 'true'");
    chromium.frame();
    assertEquals(0, points(breaks));
    chromium.click("#after");
    chromium.frame();
    assertTrue(points(breaks) > 500, () -> "" + points(breaks));
    nothing_left_the_page(page);
  }

  @Test
  void steps_of_the_plan_are_ticked_off_and_stay_so_when_the_page_is_opened_again()
      throws IOException {
    Path page = impact("plan.html", startup());
    chromium.open(page);
    int steps =
        chromium
            .value(
                "document.querySelector('.done').closest('details').querySelectorAll('.step').length")
            .asInt();
    assertTrue(steps > 3, () -> "" + steps);
    assertEquals("0 of " + steps + " done", chromium.text(".done"));

    chromium.click(".step input");
    chromium.click("details:has(.done) li:nth-child(2) .step input");
    assertEquals("2 of " + steps + " done", chromium.text(".done"));

    chromium.open(page);
    assertEquals("2 of " + steps + " done", chromium.text(".done"));
    assertTrue(chromium.value("document.querySelector('.step input').checked").asBoolean());
    chromium.click(".step input");
    assertEquals("1 of " + steps + " done", chromium.text(".done"));
    nothing_left_the_page(page);

    Path other = impact("other-plan.html", startup());
    chromium.open(other);
    assertEquals("0 of " + steps + " done", chromium.text(".done"));
  }

  @Test
  void who_must_be_asked_leads_to_the_evidence_and_is_found() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("owned"));
    Files.createDirectories(tree.resolve("till3/etc"));
    Files.writeString(tree.resolve("till3/etc/hostname"), "till3\n");
    for (String service : List.of("cart", "mail")) {
      Files.writeString(
          Files.createDirectories(tree.resolve("till3/srv/" + service))
              .resolve("application.properties"),
          "spring.rabbitmq.host=mq01.shop.test\n");
    }
    Files.writeString(
        tree.resolve("db.shop.test"),
        "$ORIGIN shop.test.\n@ IN SOA ns a 1 1 1 1 1\nmq01 IN A 10.0.0.5\n");
    Files.writeString(
        tree.resolve("owners.yaml"),
        "owners:\n  - components: [cart]\n    owners: ['@shop/web']\n");
    Path page = impact("owned.html", tree);
    chromium.open(page);

    assertEquals(
        "To be asked: @shop/web; nobody is known to own 1 of them.",
        chromium.text("header p:has(a[href='#owners'])"));
    chromium.click("header a[href='#owners']");
    assertEquals(
        "@shop/web 1 BREAKS_ON_RESTART", chromium.text("section[aria-labelledby=owners] summary"));
    chromium.click("section[aria-labelledby=owners] li a");
    chromium.until("!!document.activeElement.closest('li[id] details[open]')");
    assertTrue(chromium.text("li[id] details[open]").contains("till3/srv/cart/application"));

    chromium.click("#search");
    chromium.type("@shop/web");
    assertEquals("1 found", chromium.text("#hits"));
    chromium.key("Enter");
    assertTrue(chromium.text("#panel").contains("To be asked: @shop/web"));
    nothing_left_the_page(page);
  }

  @Test
  void it_is_printed_whole_in_light_and_dark() throws IOException {
    Path page = impact("print.html", startup());
    for (String scheme : List.of("light", "dark")) {
      chromium.media(scheme);
      chromium.open(page);
      String pdf = new String(chromium.pdf(), StandardCharsets.ISO_8859_1);
      assertTrue(pdf.startsWith("%PDF"));
      // The whole picture is printed, as wide as it is and not as the window is.
      assertTrue(chromium.value("document.getElementById('printed').naturalWidth").asInt() > 500);
      nothing_left_the_page(page);
    }
    chromium.media("light");
  }

  @Test
  void names_of_hostile_files_stay_names() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("hostile"));
    String name = "x\"'></script><script>window.broken=1</script><img src=x onerror=alert(1)>";
    Files.createDirectories(tree.resolve("till3/etc"));
    Files.writeString(tree.resolve("till3/etc/hostname"), "till3\n");
    Path service = Files.createDirectories(tree.resolve("till3/srv/" + name.replace('/', '∕')));
    Files.writeString(
        service.resolve("application.properties"),
        "# </script><script>window.broken=1</script>\nspring.rabbitmq.host=mq01.shop.test\n# \u2028 <b>\n");
    Files.writeString(
        tree.resolve("db.shop.test"),
        "$ORIGIN shop.test.\n@ IN SOA ns a 1 1 1 1 1\nmq01 IN A 10.0.0.5 ; <script>window.broken=1</script>\n");
    Files.writeString(
        tree.resolve("owners.yaml"),
        "owners:\n  - hosts: ['*']\n    owners: ['</script><img src=x onerror=window.broken=1>']\n");
    Path page = impact("hostile.html", tree);
    chromium.open(page);

    assertAll(
        () -> assertEquals("undefined", chromium.value("typeof window.broken").asString()),
        () -> assertEquals(1, chromium.value("document.images.length").asInt()),
        () -> assertEquals("", chromium.value("document.images[0].src").asString()),
        () -> assertTrue(chromium.text("section[aria-labelledby=owners]").contains("<img src=x")),
        () -> assertEquals(3, chromium.value("document.scripts.length").asInt()),
        () -> nothing_left_the_page(page));
    Snapshot snapshot = WhatBreaks.scan(tree);
    Path whole =
        page(
            "hostile-graph.html",
            HtmlReport.of(
                Picture.of(snapshot.world(), snapshot.graph()),
                name,
                snapshot.coverage(),
                snapshot.diagnostics()));
    chromium.open(whole);
    assertEquals("undefined", chromium.value("typeof window.broken").asString());
    assertEquals(name, chromium.text("h1"));
    nothing_left_the_page(whole);
  }

  @Test
  void five_thousand_nodes_stay_fluid() throws IOException {
    Path page = impact("large.html", large(500, 10));
    long start = System.nanoTime();
    chromium.open(page);
    long drawn = (System.nanoTime() - start) / 1_000_000;

    double painted =
        chromium
            .value("performance.getEntriesByName('first-contentful-paint')[0].startTime")
            .asDouble();
    double slowest = 0;
    for (int i = 0; i < 4; i++) {
      slowest =
          Math.max(
              slowest,
              chromium
                  .value(TIMED.formatted("document.querySelector('.filter').click()"))
                  .asDouble());
    }
    double search =
        chromium
            .value(
                TIMED.formatted(
                    "const s = document.getElementById('search'); s.value = 'h77.shop.test/app3';"
                        + " s.dispatchEvent(new Event('input'))"))
            .asDouble();
    System.out.printf(
        "5,000 nodes: first paint %.0f ms, drawn %d ms, filter %.0f ms, search %.0f ms%n",
        painted, drawn, slowest, search);

    assertEquals("1 found", chromium.text("#hits"));
    assertTrue(painted < 2_000, "first paint " + painted);
    assertTrue(slowest < 200, "filter " + slowest);
    nothing_left_the_page(page);
  }

  /** Machines with components that need each other in a tree whose root needs the broker. */
  private static Path large(int machines, int each) throws IOException {
    Path tree = Files.createDirectories(folder.resolve("large"));
    StringBuilder zone =
        new StringBuilder("$ORIGIN shop.test.\n@ IN SOA ns a 1 1 1 1 1\nmq01 IN A 10.0.0.5\n");
    for (int h = 0; h < machines; h++) {
      zone.append("h%d IN A 10.1.%d.%d%n".formatted(h, h / 250, h % 250 + 1));
      Path host = Files.createDirectories(tree.resolve("h" + h + "/etc"));
      Files.writeString(host.resolve("hostname"), "h" + h + ".shop.test\n");
      for (int c = 0; c < each; c++) {
        Path service = Files.createDirectories(tree.resolve("h" + h + "/srv/app" + c));
        String need =
            h == 0 || c < 2
                ? "spring.rabbitmq.host=mq01.shop.test\n"
                : "peer.url=http://h%d.shop.test:8000/%n".formatted(h / 2);
        Files.writeString(
            service.resolve("application.properties"),
            "spring.application.name=app%d%nserver.port=%d%n".formatted(c, 8000 + c) + need);
      }
    }
    Files.writeString(tree.resolve("db.shop.test"), zone);
    return tree;
  }
}
