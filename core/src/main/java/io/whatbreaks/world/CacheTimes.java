package io.whatbreaks.world;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * For how long caches go on with what DNS said of a name.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2308#section-5">RFC 2308, section 5</a>
 */
final class CacheTimes {
  /** The rule of a number that holds for included files as well. */
  private static final String DIRECTIVE = "zone/ttl-directive";

  private static final Comparator<CacheTime> LONGEST =
      Comparator.comparingInt(CacheTime::seconds)
          .thenComparing(time -> time.at().at(), Comparator.reverseOrder());

  private final FactIndex index;
  private final Map<String, TreeMap<Integer, Fact.TimeToLive>> byPath = new HashMap<>();
  private final Map<String, TreeMap<Integer, Fact.Denial>> denials = new HashMap<>();

  CacheTimes(FactIndex index) {
    this.index = index;
  }

  static boolean isOne(Fact fact) {
    return fact instanceof Fact.TimeToLive || fact instanceof Fact.Denial;
  }

  void add(Fact fact) {
    if (fact instanceof Fact.TimeToLive live) {
      byPath
          .computeIfAbsent(live.evidence().at().path(), absent -> new TreeMap<>())
          .put(live.line(), live);
    } else if (fact instanceof Fact.Denial denial) {
      SourceLocation at = denial.evidence().at();
      denials.computeIfAbsent(at.path(), absent -> new TreeMap<>()).put(at.line(), denial);
    } else {
      throw new AssertionError(fact);
    }
  }

  /** The longest of what the records of a name say; empty where no zone given tells. */
  Optional<CacheTime> ofRecords(NodeId name) {
    if (!name.scope().equals(Scope.DNS) || byPath.isEmpty()) {
      return Optional.empty();
    }
    return Stream.of(index.addresses.get(name), index.aliases.get(name))
        .flatMap(facts -> facts == null ? Stream.<Fact>empty() : facts.stream())
        .flatMap(record -> at(record.evidence().at()).stream())
        .max(LONGEST);
  }

  private Optional<CacheTime> at(SourceLocation record) {
    @Nullable TreeMap<Integer, Fact.TimeToLive> times = byPath.get(record.path());
    if (times != null) {
      Map.@Nullable Entry<Integer, Fact.TimeToLive> own = times.floorEntry(record.line());
      if (own != null) {
        return Optional.of(time(own.getValue()));
      }
    }
    return index.files.includedAt(record.path()).flatMap(this::directive);
  }

  /** What holds where a file is included holds at its beginning. */
  private Optional<CacheTime> directive(SourceLocation include) {
    return byPath
        .getOrDefault(include.path(), new TreeMap<>())
        .headMap(include.line(), true)
        .values()
        .stream()
        .filter(live -> live.evidence().rule().equals(DIRECTIVE))
        .reduce((earlier, later) -> later)
        .map(CacheTimes::time);
  }

  private static CacheTime time(Fact.TimeToLive live) {
    return new CacheTime(live.seconds(), live.evidence());
  }

  /** What the zone that a name lies in says; empty where it was not given. */
  Optional<CacheTime> ofDenial(String name) {
    for (String domain = name; !domain.isEmpty(); domain = HostName.parent(domain)) {
      List<Fact.Zone> zones = index.zones.getOrDefault(domain, List.of());
      if (!zones.isEmpty()) {
        return zones.stream().flatMap(zone -> ofZone(zone).stream()).max(LONGEST);
      }
    }
    return Optional.empty();
  }

  private Optional<CacheTime> ofZone(Fact.Zone zone) {
    SourceLocation at = zone.evidence().at();
    return Optional.ofNullable(
            denials.getOrDefault(at.path(), new TreeMap<>()).ceilingEntry(at.line()))
        .map(entry -> new CacheTime(entry.getValue().seconds(), entry.getValue().evidence()));
  }
}
