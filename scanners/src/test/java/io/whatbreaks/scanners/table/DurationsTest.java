package io.whatbreaks.scanners.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  /**
   * HAProxy, "Time format"; nginx, "Configuration file measurement units"; Spring Boot, "Converting
   * durations"; HikariCP counts milliseconds.
   */
  @ParameterizedTest
  @CsvSource({
    "30, s, 30",
    "1800000, ms, 1800",
    "1, ms, 1",
    "10s, ms, 10",
    "500ms, s, 1",
    "2m, ms, 120",
    "1h30m, s, 5400",
    "30 minutes, s, 1800",
    "PT30M, ms, 1800",
    "PT1H30M, ms, 5400",
    "1d, s, 86400",
    "0, ms, 0",
    "-1, s, -1",
  })
  void a_time_is_told_in_seconds(String text, String unit, long seconds) {
    assertEquals(Optional.of(seconds), Durations.seconds(text, unit));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "soon", "10 parsecs", "${ttl}", "1h x", "10..5"})
  void what_is_no_time_is_none(String text) {
    assertEquals(Optional.empty(), Durations.seconds(text, "s"));
  }
}
