package io.whatbreaks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.graph.DependencyGraph;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.World;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HandbookTest {
  private static final String COMPANY =
      """
      [ns01/db.shop.test] host:ns01
      zone shop.test
      a mq01.shop.test 10.0.0.5
      a mq02.shop.test 10.0.0.6
      cname bus.shop.test mq01.shop.test
      [till3/app] host:till3
      search shop.test
      needs basket bus:5672
      needs mail mq01:5672 any=bus
      needs mail mq02:5672 any=bus
      installed mail spring-boot 3.2.1
      """;

  private static Map<String, String> pages(String facts) {
    World world = StatedFacts.world(facts);
    return Handbook.of(world, DependencyGraph.of(world), List.of());
  }

  @Test
  void a_component_has_a_page_that_says_what_it_needs_and_what_can_stand_in() {
    assertEquals(
        """
        <!-- Written by whatbreaks document: what is changed here is lost the next time. -->
        # <code>component:till3/mail</code>

        [All](../../index.md)

        ## What it is

        - A component
        - On [<code>host:till3</code>](../../hosts/till3.md)
        - <code>spring-boot</code> version <code>3.2.1</code>, <code>till3/app:5:16</code>

        ## Who answers for it

        - Nobody is known to own it

        ## What it needs

        | needs | by the name | how | place |
        |---|---|---|---|
        | [<code>host:mq01.shop.test</code>](../../hosts/mq01.shop.test.md) |  | one of several | <code>till3/app:3:12</code> |
        | [<code>host:mq02.shop.test</code>](../../hosts/mq02.shop.test.md) |  | one of several | <code>till3/app:4:12</code> |

        ## Redundancy

        - One of these 2 suffices: [<code>host:mq01.shop.test</code>](../../hosts/mq01.shop.test.md), [<code>host:mq02.shop.test</code>](../../hosts/mq02.shop.test.md)

        ## Who needs it

        Nobody who is known.
        """,
        pages(COMPANY).get("components/till3/mail.md"));
  }

  @Test
  void a_host_has_a_page_that_says_who_needs_it_and_by_which_names() {
    String page = pages(COMPANY).getOrDefault("hosts/mq01.shop.test.md", "");
    assertTrue(
        page.contains(
            """
            - A host, declared at <code>ns01/db.shop.test:2:3</code>
            - Address <code>10.0.0.5</code>
            """),
        page);
    assertTrue(
        page.contains(
            "- [<code>host:bus.shop.test</code>](../hosts/bus.shop.test.md), an alias,"
                + " <code>ns01/db.shop.test:4:"),
        page);
    assertTrue(
        page.contains(
            "| [<code>component:till3/mail</code>](../components/till3/mail.md) |  | one of"
                + " several | <code>till3/app:3:12</code> |"),
        page);
    assertTrue(page.contains("## What it needs\n\nNothing that is known.\n"), page);
  }

  @Test
  void the_order_of_the_facts_makes_no_difference() {
    List<Fact> facts = new ArrayList<>(StatedFacts.of(COMPANY));
    Map<String, String> first = pages(COMPANY);
    Collections.shuffle(facts, new Random(7));
    World world = World.of(facts);
    assertEquals(first, Handbook.of(world, DependencyGraph.of(world), List.of()));
  }

  @Test
  void every_link_leads_to_a_page() {
    Map<String, String> pages = pages(COMPANY + "needs A|b[x](y) mq01\nneeds ../../etc/x bus\n");
    Pattern link = Pattern.compile("\\]\\(([^)]+)\\)");
    int links = 0;
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Matcher found = link.matcher(page.getValue());
      while (found.find()) {
        String to = URI.create("/" + page.getKey()).resolve(found.group(1)).getPath();
        assertTrue(pages.containsKey(to.substring(1)), page.getKey() + " to " + to);
        links++;
      }
    }
    assertTrue(links > 20, "" + links);
  }

  @Test
  void what_was_not_read_stands_in_the_index_before_the_rest() {
    World world = StatedFacts.world(COMPANY);
    Diagnostic lost = new Diagnostic(Severity.ERROR, "unreadable", "a|b.yml", 3, "<b>broken", "");
    String index =
        Handbook.of(world, DependencyGraph.of(world), List.of(lost))
            .getOrDefault(Handbook.INDEX, "");
    int told = index.indexOf("- a&#124;b.yml:3: ERROR unreadable: &#60;b&#62;broken");
    assertTrue(0 < told && told < index.indexOf("## Hosts"), index);
  }

  @Test
  void no_two_names_share_a_file_and_no_file_leads_out() {
    List<String> names =
        List.of(
            "app",
            "App",
            "APP",
            "a/b",
            "a-b",
            "a b",
            "a.md",
            "a.md/b",
            "..",
            ".",
            "",
            "../x",
            "con",
            "Con.txt",
            "lpt1",
            "x.",
            "x",
            "-",
            "ä",
            "a\u0000b",
            "a\\b",
            "c:d",
            "~",
            "x-a-b",
            "a".repeat(300),
            "a".repeat(301),
            "\u202e",
            "<script>",
            "$(rm)",
            "`x`");
    Set<String> files = new HashSet<>();
    List<Scope> scopes = List.of(Scope.host("h"), Scope.host("H"), Scope.tree("h"), Scope.tree(""));
    for (Scope scope : scopes) {
      for (String name : names) {
        String file = PageNames.of(NodeId.component(scope, name));
        assertTrue(files.add(file.toLowerCase(Locale.ROOT)), file);
        assertTrue(file.matches("components(/[a-z0-9_][a-z0-9._~-]{0,82})+\\.md"), file);
        assertFalse(file.contains(".."), file);
      }
    }
  }

  @Test
  void names_are_no_markup() {
    String name = "x](y)<script>|`*";
    String all = String.join("\n", pages("[t/a] host:t\nneeds " + name + " mq01\n").values());
    assertFalse(all.contains("<script>"), all);
    assertTrue(all.contains("x&#93;(y)&#60;script&#62;&#124;&#96;&#42;"), all);
  }
}
