package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the BOM says is what is built. */
class PublishedTest {
  private static String pom(String path) throws IOException {
    return Files.readString(Run.checkout().resolve(path));
  }

  private static String first(String pom, String element) {
    return Pattern.compile("<" + element + ">([^<]+)</" + element + ">")
        .matcher(pom)
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_bom_has_the_version_of_the_modules_and_brings_nothing_else() throws IOException {
    String bom = pom("core/bom/pom.xml");
    assertEquals(first(pom("pom.xml"), "version"), first(bom, "version"));
    assertFalse(bom.contains("<parent>"), "what a parent manages would come along");
    Set<String> managed = new TreeSet<>();
    Pattern.compile("<artifactId>([^<]+)</artifactId>")
        .matcher(
            bom.substring(
                bom.indexOf("<dependencyManagement>"), bom.indexOf("</dependencyManagement>")))
        .results()
        .forEach(found -> managed.add(found.group(1)));
    assertEquals(Set.of("whatbreaks-core", "whatbreaks-scanners"), managed);
  }

  @Test
  void modules_that_are_no_library_say_that_they_are_not_published() throws IOException {
    for (String module : List.of("examples", "examples/scanner", "examples/bench")) {
      assertEquals("true", first(pom(module + "/pom.xml"), "whatbreaks.unpublished"), module);
    }
  }
}
