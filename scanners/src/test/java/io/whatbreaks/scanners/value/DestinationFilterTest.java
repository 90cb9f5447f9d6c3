package io.whatbreaks.scanners.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples of the pages that the filters cite, and what follows from them. */
class DestinationFilterTest {
  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource({
    // MQTT 5.0, 4.7.1.2 and 4.7.1.3
    "MQTT, sport/tennis/player1/#, sport/tennis/player1, true",
    "MQTT, sport/tennis/player1/#, sport/tennis/player1/ranking, true",
    "MQTT, sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, true",
    "MQTT, sport/tennis/player1/#, sport/tennis/player10, false",
    "MQTT, sport/#, sport, true",
    "MQTT, '#', a/b/c, true",
    "MQTT, '#', $SYS/monitor/Clients, false",
    "MQTT, +/monitor/Clients, $SYS/monitor/Clients, false",
    "MQTT, $SYS/#, $SYS/monitor, true",
    "MQTT, sport/tennis/+, sport/tennis/player1, true",
    "MQTT, sport/tennis/+, sport/tennis/player1/ranking, false",
    "MQTT, sport/+, sport, false",
    "MQTT, sport/+, sport/, true",
    "MQTT, +/+, /finance, true",
    "MQTT, /+, /finance, true",
    "MQTT, +, /finance, false",
    "MQTT, a.b/+, axb/c, false",
    // NATS: Wildcards
    "NATS, time.*.east, time.us.east, true",
    "NATS, time.*.east, time.eu.east, true",
    "NATS, time.*.east, time.us.east.atlanta, false",
    "NATS, time.us.>, time.us.east, true",
    "NATS, time.us.>, time.us.east.atlanta, true",
    "NATS, time.us.>, time.us, false",
    // ActiveMQ Classic: Wildcards
    "ACTIVEMQ, PRICE.>, PRICE.STOCK.NASDAQ.IBM, true",
    "ACTIVEMQ, PRICE.STOCK.>, PRICE.STOCK.NYSE.SUNW, true",
    "ACTIVEMQ, PRICE.STOCK.NASDAQ.*, PRICE.STOCK.NASDAQ.MSFT, true",
    "ACTIVEMQ, PRICE.*.*.IBM, PRICE.STOCK.NASDAQ.IBM, true",
    "ACTIVEMQ, PRICE.*, PRICE.STOCK.NASDAQ, false",
    // Artemis: Wildcard Syntax
    "ARTEMIS, news.europe.#, news.europe, true",
    "ARTEMIS, news.europe.#, news.europe.sport, true",
    "ARTEMIS, news.europe.#, news.europe.politics.regional, true",
    "ARTEMIS, news.europe.#, news.usa, false",
    "ARTEMIS, news.europe.#, entertainment, false",
    "ARTEMIS, news.*, news.europe, true",
    "ARTEMIS, news.*, news.europe.sport, false",
    "ARTEMIS, news.*.sport, news.europe.sport, true",
    "ARTEMIS, news.*.sport, news.europe.politics, false",
    "ARTEMIS, '#', news.europe, true",
  })
  void a_filter_stands_for_the_names_that_fit(
      DestinationFilter filter, String written, String name, boolean fits) {
    String expression = filter.expression(written).orElseThrow();
    assertEquals(fits, name.matches(expression), expression);
  }

  @ParameterizedTest
  @CsvSource({"MQTT, sport/tennis", "NATS, time.us", "ARTEMIS, a+b", "MQTT, a*/b"})
  void a_name_without_wildcards_is_no_filter(DestinationFilter filter, String written) {
    assertEquals(Optional.empty(), filter.expression(written));
  }
}
