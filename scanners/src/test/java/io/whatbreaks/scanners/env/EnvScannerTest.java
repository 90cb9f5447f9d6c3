package io.whatbreaks.scanners.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scanners.table.Scanned;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvScannerTest {
  private final EnvScanner scanner = new EnvScanner();

  @Test
  void values_are_possible_references_or_candidates_of_the_document() {
    Scanned scanned =
        Scanned.onHost(
            scanner,
            "etc/default/basket",
            "# MQ=mq09:5672",
            "OPTS=-Xmx512m",
            "PEER=\"cache01:7800\"",
            "export DB_HOST=db01",
            "SPRING_DATASOURCE_URL=jdbc:postgresql://db01:5432/x",
            "DB_USER=mq01",
            "DB_PASSWORD=s3cret",
            "JAVA_OPTS=\"-Dspring.rabbitmq.host=mq01 -Dpeer=mq02:1\"",
            "AMQP=amqp://u:s3cret@mq01/x",
            "SPRING_RABBITMQ_ADDRESSES_0=mq01",
            "SPRING_RABBITMQ_ADDRESSES_1=mq02");
    String by = " by etc/default/basket ";
    assertEquals(
        List.of(
            "3:7-14 reference cache01:7800" + by + "EACH_USE POSSIBLE",
            "4:16-20 token db01 VALUE by etc/default/basket",
            "5:41-45 reference db01:5432" + by + "EACH_USE POSSIBLE",
            "8:47-51 reference mq02:1" + by + "EACH_USE POSSIBLE",
            "8:35-39 reference mq01:5672" + by + "CONNECTION POSSIBLE",
            "9:22-26 reference mq01:5672" + by + "EACH_USE POSSIBLE",
            "10:29-33 reference mq01:5672" + by + "CONNECTION ORDERED POSSIBLE",
            "11:29-33 reference mq02:5672" + by + "CONNECTION ORDERED POSSIBLE"),
        scanned.facts());
    assertEquals(List.of(), scanned.diagnostics());
    assertFalse(scanned.result().toString().contains("s3cret"));
  }

  @Test
  void each_line_is_a_setting_of_the_document() {
    Scanned scanned = Scanned.inTree(scanner, "shop/.env", "MQ_HOST='mq01'", "EMPTY=", "no line");
    assertEquals(
        List.of("1:10-14 MQ_HOST=mq01 of shop/.env rank 400", "2:7-7 EMPTY= of shop/.env rank 400"),
        scanned.settings());
  }

  @Test
  void environment_files_are_accepted_and_programs_are_not() {
    assertEquals(
        List.of(
            "shop/.env", "shop/.env.override", "a/prod.env", "etc/default/x", "etc/environment"),
        List.of(
                "shop/.env",
                "shop/.env.override",
                "shop/.env.js",
                "a/prod.env",
                "etc/default/x",
                "etc/default/x/y",
                "etc/environment",
                "etc/profile.d/x.sh",
                "environment")
            .stream()
            .filter(path -> scanner.accepts(Document.of(path, Scope.tree(""), path, "")))
            .toList());
  }
}
