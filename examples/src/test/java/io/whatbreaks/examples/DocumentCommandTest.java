package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentCommandTest {
  @TempDir private Path folder;

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Map<String, String> read(Path pages) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(pages)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(pages.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    return all;
  }

  private Path company() throws IOException {
    write("co/till3/etc/hostname", "till3\n");
    write("co/till3/srv/cart/application.properties", "spring.rabbitmq.host=mq01.shop.test\n");
    write(
        "co/till3/srv/mail/application.properties",
        "spring.rabbitmq.host=mq01.shop.test\nspring.rabbitmq.password=geheim77\n"
            + "spring.datasource.url=jdbc:postgresql://app:geheim77@db01.shop.test/shop\n");
    return folder.resolve("co");
  }

  @Test
  void the_sample_company_is_documented_the_same_twice() throws IOException {
    Path pages = folder.resolve("pages");
    assertEquals(0, Run.of("document", Run.startup(), "-o", pages).status());
    Map<String, String> first = read(pages);
    assertTrue(first.containsKey("index.md"), first::toString);
    assertTrue(first.getOrDefault("components/app02/stock-service.md", "").contains("bus.shop"));
    assertFalse(first.toString().contains(folder.toString()), "a path of this machine");
    Path snapshot = folder.resolve("s.json");
    assertEquals(0, Run.of("scan", Run.startup(), "-o", snapshot).status());
    assertEquals(0, Run.of("document", snapshot, "-o", pages).status());
    assertEquals(first, read(pages));
  }

  @Test
  void pages_of_what_is_gone_are_removed_and_nothing_else_is() throws IOException {
    Path company = company();
    Path pages = folder.resolve("pages");
    assertEquals(0, Run.of("document", company, "-o", pages).status());
    assertTrue(Files.exists(pages.resolve("components/till3/mail.md")));
    Path own = write("pages/components/till3/notes.md", "by hand\n");
    Path other = write("pages/readme.md", "by hand\n");
    Files.delete(company.resolve("till3/srv/mail/application.properties"));

    assertEquals(0, Run.of("document", company, "-o", pages).status());
    assertFalse(Files.exists(pages.resolve("components/till3/mail.md")));
    assertTrue(Files.exists(pages.resolve("components/till3/cart.md")));
    assertEquals("by hand\n", Files.readString(own));
    assertEquals("by hand\n", Files.readString(other));
    assertFalse(Files.exists(pages.resolve("hosts/db01.shop.test.md")));
  }

  @Test
  void what_this_command_did_not_write_is_never_replaced() throws IOException {
    Path company = company();
    Path own = write("pages/components/till3/mail.md", "by hand\n");
    Run run = Run.of("document", company, "-o", folder.resolve("pages"));
    assertEquals(2, run.status());
    assertTrue(run.err().contains("mail.md stands where a page is to be written"), run.err());
    assertEquals(Map.of("components/till3/mail.md", "by hand\n"), read(folder.resolve("pages")));
    assertEquals("by hand\n", Files.readString(own));

    assertEquals(2, Run.of("document", company, "-o", own).status());
  }

  @Test
  void links_are_not_followed() throws IOException {
    Path company = company();
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Path pages = Files.createDirectories(folder.resolve("pages"));
    Files.createSymbolicLink(pages.resolve("components"), elsewhere);
    Run run = Run.of("document", company, "-o", pages);
    assertEquals(2, run.status(), run.err());
    assertEquals(Map.of(), read(elsewhere));
  }

  @Test
  void no_page_holds_a_password() throws IOException {
    Path pages = folder.resolve("pages");
    assertEquals(0, Run.of("document", company(), "-o", pages).status());
    String all = read(pages).toString();
    assertTrue(all.contains("db01.shop.test"), all);
    assertFalse(all.contains("geheim77"), all);
  }
}
