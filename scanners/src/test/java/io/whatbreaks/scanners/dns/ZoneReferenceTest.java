package io.whatbreaks.scanners.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

/** What dnsjava reads from a zone file, this reader reads too, record by record. */
class ZoneReferenceTest {

  private static List<String> byDnsjava(String text) throws IOException {
    List<String> records = new ArrayList<>();
    Name origin = Name.fromString("shop.test.");
    try (Master master =
        new Master(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), origin)) {
      for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
        RecordType type = RecordType.of(Type.string(record.getType())).orElseThrow();
        records.add(name(record.getName()) + " " + type + " " + target(record));
      }
    }
    return records;
  }

  private static String target(Record record) {
    if (record instanceof ARecord a) {
      return a.getAddress().getHostAddress();
    } else if (record instanceof AAAARecord aaaa) {
      return aaaa.getAddress().getHostAddress();
    } else if (record instanceof CNAMERecord cname) {
      return name(cname.getTarget());
    } else if (record instanceof DNAMERecord dname) {
      return name(dname.getTarget());
    } else if (record instanceof MXRecord mx) {
      return name(mx.getTarget());
    } else if (record instanceof NSRecord ns) {
      return name(ns.getTarget());
    } else if (record instanceof PTRRecord ptr) {
      return name(ptr.getTarget());
    } else if (record instanceof SRVRecord srv) {
      return name(srv.getTarget());
    } else if (record instanceof SOARecord soa) {
      return name(soa.getHost());
    }
    return "";
  }

  private static String name(Name name) {
    String text = name.toString(true).toLowerCase(Locale.ROOT);
    return text.equals(".") || text.equals("@") ? "" : text;
  }

  private static List<String> byReader(String text) {
    ZoneReader zone = ZoneReader.all(text);
    assertEquals(List.of(), zone.problems());
    List<String> records = new ArrayList<>();
    for (ZoneRecord record : zone.records()) {
      String owner = ZoneNames.resolve(record.owner().name(), "shop.test");
      records.add(owner + " " + record.type() + " " + target(record));
    }
    return records;
  }

  private static String target(ZoneRecord record) {
    return switch (record.type()) {
      case A, AAAA ->
          org.xbill.DNS.Address.toByteArray(record.target(), family(record)) == null
              ? "no address"
              : literal(record);
      case CNAME, DNAME, MX, NS, PTR, SRV, SOA ->
          ZoneNames.resolve(
              ZoneNames.absolute(record.target(), record.origin(), ZoneNames.UNKNOWN), "shop.test");
      default -> "";
    };
  }

  private static int family(ZoneRecord record) {
    return record.type() == RecordType.A ? org.xbill.DNS.Address.IPv4 : org.xbill.DNS.Address.IPv6;
  }

  private static String literal(ZoneRecord record) {
    return com.google.common.net.InetAddresses.forString(record.target()).getHostAddress();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop.test.zone", "signed.zone", "reverse.zone", "odd.zone"})
  void every_record_that_dnsjava_reads_is_found(String file) throws IOException {
    String text = resource(file);
    List<String> expected = byDnsjava(text);
    assertTrue(expected.size() > 10, file);
    assertEquals(String.join("\n", expected), String.join("\n", byReader(text)));
  }

  private static String resource(String file) throws IOException {
    try (var in = ZoneReferenceTest.class.getResourceAsStream("/zones/" + file)) {
      if (in == null) {
        throw new AssertionError(file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Property(tries = 300)
  void spacing_parentheses_and_comments_change_nothing(
      @ForAll("words") List<List<String>> records, @ForAll("gaps") List<String> gaps)
      throws IOException {
    StringBuilder plain = new StringBuilder("$TTL 60\n");
    StringBuilder spaced = new StringBuilder("$TTL 60\n");
    int next = 0;
    for (List<String> record : records) {
      plain.append(String.join(" ", record)).append('\n');
      int depth = 0;
      spaced.append(record.get(0));
      for (String word : record.subList(1, record.size())) {
        String gap = gaps.get(next++ % gaps.size());
        if (depth > 0 || !gap.contains("(")) {
          gap = gap.replace('(', ' ');
        }
        depth += gap.contains("(") ? 1 : 0;
        spaced.append(depth > 0 ? gap : gap.replaceAll(";[^\n]*\n|[\r\n]", " ")).append(word);
      }
      spaced.append(depth > 0 ? " )" : "").append(next % 3 == 0 ? " ; end\n" : "\n");
    }
    assertEquals(byReader(plain.toString()), byReader(spaced.toString()), spaced.toString());
    assertEquals(byDnsjava(spaced.toString()), byReader(spaced.toString()), spaced.toString());
  }

  @Provide
  Arbitrary<List<String>> gaps() {
    return Arbitraries.of(" ", "\t", "  \t ", " ( ", " (\n\t", "\n ", " ; note\n  ", " \r\n ")
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<List<String>>> words() {
    Arbitrary<String> owner =
        Arbitraries.of(
            "@", "mq01", "Web.Lab", "*.x", "a.other.test.", "_sip._tcp", "in", "a", "12");
    Arbitrary<List<String>> middle =
        Arbitraries.of(
            List.of("3600", "IN"),
            List.of("IN", "3600"),
            List.of("in"),
            List.of("1h30m"),
            List.of("0"));
    Arbitrary<List<String>> data =
        Arbitraries.of(
            List.of("A", "10.0.0.5"),
            List.of("aaaa", "fd00::5"),
            List.of("CNAME", "@"),
            List.of("MX", "10", "mail.shop.test."),
            List.of("SRV", "0", "5", "5672", "mq01"),
            List.of("TXT", "\"a ; (b\"", "c"),
            List.of("SOA", "ns", "host.master", "1", "2h", "3", "4w", "5"),
            List.of("NS", "ns1"),
            List.of("PTR", "x\\.y"));
    return Combinators.combine(owner, middle, data)
        .as(
            (o, m, d) -> {
              List<String> words = new ArrayList<>(List.of(o));
              words.addAll(m);
              words.addAll(d);
              return words;
            })
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }
}
