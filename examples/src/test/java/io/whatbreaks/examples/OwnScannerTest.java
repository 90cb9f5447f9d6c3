package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program uses the scanner of {@code examples/scanner}, which it never names. */
class OwnScannerTest {

  @Test
  void a_scanner_on_the_class_path_takes_part(@TempDir Path fleet) throws IOException {
    Path etc = Files.createDirectories(fleet.resolve("till3/etc/monit")).getParent();
    Files.writeString(etc.resolve("hostname"), "till3\n");
    Files.writeString(
        etc.resolve("monit/monitrc"),
        "check host bus with address mq01.shop.test\n  if failed port 5672 then alert\n");
    Run run = Run.of("rename", "mq01.shop.test", "rabbit01", fleet);
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("DEGRADES"), run.out());
    assertTrue(run.out().contains("  component:till3/monit\n"), run.out());
    assertTrue(run.out().contains("till3/etc/monit/monitrc:1:29"), run.out());
  }
}
