package io.whatbreaks.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Fact.Ownership.By;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a component, where several statements fit. */
class AttributionsTest {
  private static final NodeId BASKET = NodeId.component(Scope.host("till3"), "shop/basket");
  private static final NodeId TILL3 = NodeId.host(Scope.DNS, "till3.shop.test");
  private static final String PATH = "till3/srv/basket/basket.properties";

  private final List<Fact.Ownership> facts = new ArrayList<>();

  private void say(By by, String subject, String at, String section, String... owners) {
    String path = at.substring(0, at.indexOf(':'));
    int line = Integer.parseInt(at.substring(at.indexOf(':') + 1));
    SourceLocation place = new SourceLocation(path, line, 1, 2);
    facts.add(
        new Fact.Ownership(
            by, subject, section, List.of(owners), new Evidence(place, "x", "x", "test", "test")));
  }

  private List<String> owners() {
    return new Attributions<>(facts)
        .of(BASKET, List.of(TILL3), PATH).stream().flatMap(f -> f.owners().stream()).toList();
  }

  @Test
  void what_is_said_by_name_counts_before_the_file_before_the_folder_before_the_machine() {
    assertEquals(List.of(), owners());
    say(By.HOST, "till*", "owners.yaml:1", "", "host");
    assertEquals(List.of("host"), owners());
    say(By.DOCUMENT, "", PATH + ":1", "", "document");
    assertEquals(List.of("document"), owners());
    say(By.FOLDER, "", "till3/catalog-info.yaml:1", "", "far");
    say(By.FOLDER, "", "till3/srv/basket/catalog-info.yaml:1", "", "near");
    assertEquals(List.of("near"), owners());
    say(By.PATH, "*.properties", "CODEOWNERS:1", "", "path");
    assertEquals(List.of("path"), owners());
    say(By.COMPONENT, "bask*", "owners.yaml:2", "", "name");
    assertEquals(List.of("name"), owners());
    say(By.COMPONENT, BASKET.toString(), "compose.yaml:1", "", "label");
    assertEquals(List.of("label"), owners());
  }

  @Test
  void the_last_pattern_of_each_section_holds_even_if_it_names_nobody() {
    say(By.PATH, "*", "till3/.github/CODEOWNERS:1", "", "all");
    say(By.PATH, "/srv/", "till3/.github/CODEOWNERS:2", "", "srv");
    say(By.PATH, "*", "till3/.github/CODEOWNERS:3", "security", "security");
    say(By.PATH, "/other/", "till3/.github/CODEOWNERS:4", "", "other");
    assertEquals(List.of("srv", "security"), owners());
    say(By.PATH, "/srv/basket/", "till3/.github/CODEOWNERS:5", "");
    assertEquals(List.of("security"), owners());
  }

  @Test
  void the_nearest_file_holds() {
    say(By.PATH, "*", "CODEOWNERS:1", "", "top");
    say(By.PATH, "basket/", "till3/srv/CODEOWNERS:1", "", "near");
    assertEquals(List.of("near"), owners());
  }
}
