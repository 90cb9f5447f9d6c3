package io.whatbreaks.scanners.dns;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.scan.ScanOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For how long the records of a zone file live in caches. A record without a time has that of
 * {@code $TTL}; where there is none, the last one stated; where there is none either, the last
 * number of the SOA record.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2308#section-4">RFC 2308, section 4</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1035#section-5.1">RFC 1035, section 5.1</a>
 */
final class ZoneTimes {
  /** The word of a SOA record's data that caches of denials go by. */
  private static final int MINIMUM = 6;

  private final ZoneLexer lexer;
  private final List<Run> runs = new ArrayList<>();
  private final List<Time> denials = new ArrayList<>();
  private @Nullable Time directive;
  private @Nullable Time stated;
  private @Nullable Time minimum;
  private @Nullable Time current;

  /** A number of seconds and where it stands. */
  private record Time(int seconds, int start, int end, String rule) {}

  /** The time that holds from a record on. */
  private record Run(int from, Time time) {}

  ZoneTimes(ZoneLexer lexer) {
    this.lexer = lexer;
  }

  /** The entry is {@code $TTL}. */
  void directive() {
    number(1, "zone/ttl-directive")
        .ifPresent(
            time -> {
              directive = time;
              from(time);
            });
  }

  /**
   * The entry is a record.
   *
   * @param time the word that is its time, 0 if none is
   * @param authority the first word of the data of a SOA record, 0 if it is another
   */
  void record(int time, int authority) {
    Optional<Time> own = time > 0 ? number(time, "zone/ttl") : Optional.empty();
    own.ifPresent(number -> stated = number);
    if (authority > 0) {
      number(authority + MINIMUM, "zone/soa.minimum").ifPresent(number -> minimum = number);
    }
    Time holds = own.orElseGet(this::usual);
    if (holds != null) {
      from(holds);
      if (authority > 0 && minimum != null) {
        denials.add(holds.seconds() < minimum.seconds() ? holds : minimum);
      }
    }
  }

  private @Nullable Time usual() {
    return directive != null ? directive : stated != null ? stated : minimum;
  }

  private void from(Time time) {
    if (current == null || time.start() != current.start()) {
      runs.add(new Run(lexer.start(0), time));
      current = time;
    }
  }

  private Optional<Time> number(int word, String rule) {
    if (word >= lexer.count() || lexer.isQuoted(word) || !lexer.isTtl(word)) {
      return Optional.empty();
    }
    return Seconds.ofZone(lexer.word(word))
        .map(seconds -> new Time(seconds, lexer.start(word), lexer.end(word), rule));
  }

  void state(ScanOutput output) {
    for (Run run : runs) {
      Time time = run.time();
      int line = output.evidence(run.from(), run.from(), time.rule()).at().line();
      output.add(
          new Fact.TimeToLive(
              line, time.seconds(), output.evidence(time.start(), time.end(), time.rule())));
    }
    for (Time time : denials) {
      output.add(
          new Fact.Denial(time.seconds(), output.evidence(time.start(), time.end(), time.rule())));
    }
  }
}
