package io.whatbreaks.scanners.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

class TinydnsScannerTest {

  private static Document data(String path, String text) {
    return Document.of(path, Scope.tree(""), path, text);
  }

  @Test
  void each_line_is_a_record() {
    String text =
        """
        # our names
        .shop.test:10.0.0.2:a:3600
        &lab.shop.test::ns.lab.shop.test
        @shop.test::mail.shop.test:10
        @shop.test:10.0.0.9:b:20
        +mq01.shop.test:10.0.0.5:600
        =Web.shop.test.:10.0.0.6
        3mq01.shop.test:fd000000000000000000000000000005
        Cbus.shop.test:mq01.shop.test.
        ^5.0.0.10.in-addr.arpa:mq01.shop.test
        Zother.test:ns.shop.test:admin.shop.test
        'shop.test:v=spf1 a\\072mq01.shop.test -all
        -gone.shop.test:10.0.0.7
        :x.shop.test:16:\\003abc
        %in:10
        """;
    assertEquals(
        """
        2:2-11 zone shop.test CERTAIN without [lab.shop.test] others [shop.test, x.shop.test]
        2:12-20 host:a.ns.shop.test has 10.0.0.2
        2:21-22 tinydns/ns a.ns.shop.test. ANY of tinydns/ns:shop.test
        2:21-22 declares host:a.ns.shop.test
        3:17-33 tinydns/ns ns.lab.shop.test. ANY of tinydns/ns:lab.shop.test
        4:13-27 tinydns/mx mail.shop.test. ORDERED of tinydns/mx:shop.test
        5:12-20 host:b.mx.shop.test has 10.0.0.9
        5:21-22 tinydns/mx b.mx.shop.test. ORDERED of tinydns/mx:shop.test
        5:21-22 declares host:b.mx.shop.test
        6:2-16 declares host:mq01.shop.test
        6:17-25 host:mq01.shop.test has 10.0.0.5
        7:2-15 declares host:web.shop.test
        7:17-25 host:web.shop.test has 10.0.0.6
        8:2-16 declares host:mq01.shop.test
        8:17-49 host:mq01.shop.test has fd00::5
        9:2-15 declares host:bus.shop.test
        9:16-30 host:bus.shop.test is mq01.shop.test by tinydns/cname
        10:24-38 tinydns/ptr mq01.shop.test.
        11:2-12 zone other.test CERTAIN without []
        11:13-25 tinydns/soa ns.shop.test. soft
        12:24-38 tinydns/spf mq01.shop.test.
        """,
        Facts.of(new TinydnsScanner(), data("root/data", text)));
  }

  @Test
  void a_broken_line_costs_only_itself() {
    assertEquals(
        """
        4:2-6 declares host:mq01
        4:7-15 host:mq01 has 10.0.0.5
        1 ERROR tinydns-syntax
        2 ERROR tinydns-syntax
        3 ERROR tinydns-syntax
        """,
        Facts.of(new Reading(), data("data", "+a:10.0.0.999\n+b\r\n?c:d\n+mq01:10.0.0.5 \n")));
  }

  /** The same without a look at the whole file first. */
  private static final class Reading implements io.whatbreaks.scan.Scanner {
    @Override
    public String id() {
      return "tinydns";
    }

    @Override
    public boolean accepts(Document document) {
      return true;
    }

    @Override
    public void scan(Document document, io.whatbreaks.scan.ScanOutput output) {
      new TinydnsScanner().scan(document, output);
    }
  }

  @Test
  void data_files_are_told_from_others() {
    TinydnsScanner scanner = new TinydnsScanner();
    assertTrue(scanner.accepts(data("etc/tinydns/root/data", "+a.test:10.0.0.1\n")));
    assertTrue(scanner.accepts(data("dns/src/shop.test", "# x\n\n:a.test:16:x\n+b:10.0.0.1\n")));
    for (String other :
        List.of(
            "", "a: b\nc: d\n", "key:value\n", "+++ a/b:1\n--- c\n", "def f(x):\n", "#only\n")) {
      assertFalse(scanner.accepts(data("data", other)), other);
    }
    assertFalse(scanner.accepts(data("data/names.yml", "+a:10.0.0.1\n")));
    assertFalse(scanner.accepts(data("elsewhere/names", "+a:10.0.0.1\n")));
  }
}
