package io.whatbreaks.examples.scanner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOutput;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitScannerTest {

  private static ScanResult scan(String text) {
    SourceOutput source = new SourceOutput();
    source.document(
        Document.of("till3/etc/monit/monitrc", Scope.host("till3"), "etc/monit/monitrc", text));
    return Scanners.of(List.of(new MonitScanner())).scan(source);
  }

  private static String line(Fact fact) {
    if (fact instanceof Fact.Reference reference) {
      Fact.Target target = reference.target();
      String port = target.port().isPresent() ? ":" + target.port().getAsInt() : "";
      return reference.evidence().at()
          + " "
          + reference.component()
          + " needs "
          + target.name()
          + port;
    }
    throw new AssertionError(fact);
  }

  @Test
  void names_of_watched_machines_and_of_the_mail_server_are_references() {
    ScanResult result =
        scan(
            """
            set mailserver mail.shop.test port 25   # not mail2
            check host bus with address mq01.shop.test
              if failed port 5672 protocol default then alert
            check process nginx with pidfile /run/nginx.pid
              if failed host "web01" port 80 protocol http then restart
            """);
    assertEquals(
        """
        till3/etc/monit/monitrc:1:16 component:till3/monit needs mail.shop.test:25
        till3/etc/monit/monitrc:2:29 component:till3/monit needs mq01.shop.test
        till3/etc/monit/monitrc:5:19 component:till3/monit needs web01:80""",
        String.join("\n", result.facts().stream().map(MonitScannerTest::line).toList()));
    assertEquals(List.of(), result.diagnostics());
    assertEquals(1, result.coverage().understood());
  }

  @Test
  void a_host_without_an_address_is_a_loss_of_its_line_only() {
    ScanResult result = scan("check host bus\ncheck host db address db01\n");
    assertEquals(1, result.facts().size());
    assertEquals(
        List.of(
            "till3/etc/monit/monitrc:1: ERROR monit-address: a host without an address"
                + " (add `address NAME`)"),
        result.diagnostics().stream().map(Diagnostic::toString).toList());
    assertEquals(1, result.coverage().partly());
  }
}
