package io.whatbreaks.scanners.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneTimesTest {
  private static List<String> times(String text) {
    ScanResult result =
        Facts.scan(
            new ZoneScanner(),
            Document.of("zones/db.shop.test", Scope.tree(""), "zones/db.shop.test", text));
    return result.facts().stream().flatMap(fact -> line(fact).stream()).toList();
  }

  private static Optional<String> line(Fact fact) {
    String at = fact.evidence().at() + " " + fact.evidence().rule();
    if (fact instanceof Fact.TimeToLive live) {
      return Optional.of("from " + live.line() + ": " + live.seconds() + " s, " + at);
    }
    return fact instanceof Fact.Denial denial
        ? Optional.of("denied " + denial.seconds() + " s, " + at)
        : Optional.empty();
  }

  /** RFC 2308, section 4: {@code $TTL} holds for the records behind it that state none. */
  @Test
  void a_record_has_its_own_time_or_that_of_the_directive() {
    assertEquals(
        List.of(
            "from 1: 3600 s, zones/db.shop.test:1:6 zone/ttl-directive",
            "from 7: 300 s, zones/db.shop.test:7:6 zone/ttl",
            "from 8: 3600 s, zones/db.shop.test:1:6 zone/ttl-directive",
            "from 9: 60 s, zones/db.shop.test:9:6 zone/ttl-directive",
            "denied 300 s, zones/db.shop.test:5:5 zone/soa.minimum"),
        times(
            """
            $TTL 1h
            $ORIGIN shop.test.
            @ IN SOA ns1 root (
                1 2h 15m 2w
                5m )
            @    IN NS ns1
            ns1  300 IN A 10.0.0.2
            mq01 IN A 10.0.0.5
            $TTL 60
            mq02 IN A 10.0.0.6
            """));
  }

  /** RFC 1035, section 5.1: an omitted time is the last one stated. */
  @Test
  void without_a_directive_the_last_time_stated_holds() {
    assertEquals(
        List.of(
            "from 2: 7200 s, zones/db.shop.test:2:3 zone/ttl",
            "from 4: 60 s, zones/db.shop.test:4:9 zone/ttl",
            "denied 7200 s, zones/db.shop.test:2:3 zone/ttl"),
        times(
            """
            $ORIGIN shop.test.
            @ 7200 SOA ns1 root 1 2 3 4 86400
            @ NS ns1
            ns1 IN  60 A 10.0.0.2
            mq01 A 10.0.0.5
            """));
  }

  /** BIND 9 goes on with the last number of the SOA record, as RFC 1035 meant it. */
  @Test
  void without_any_time_the_last_number_of_the_authority_holds() {
    assertEquals(
        List.of(
            "from 2: 900 s, zones/db.shop.test:2:24 zone/soa.minimum",
            "denied 900 s, zones/db.shop.test:2:24 zone/soa.minimum"),
        times(
            """
            $ORIGIN shop.test.
            @ SOA ns1 root 1 2 3 4 900
            """));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "3600, 3600",
    "1h30m, 5400",
    "1W2D, 777600",
    "90s, 90",
    "300/10, 300",
    "2147483647, 2147483647",
  })
  void times_are_numbers_or_numbers_with_units(String written, int seconds) {
    assertEquals(Optional.of(seconds), Seconds.ofZone(written));
  }

  /** RFC 2181, section 8. */
  @ParameterizedTest
  @CsvSource({"2147483648", "99999999999999999999", "h", "4w4294967295d"})
  void what_is_longer_than_any_time_is_none(String written) {
    assertEquals(Optional.empty(), Seconds.ofZone(written));
  }
}
