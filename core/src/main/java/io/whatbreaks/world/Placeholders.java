package io.whatbreaks.world;

import static io.whatbreaks.world.Placeholder.Rest.DEFAULT_FOR_EMPTY;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in the place of placeholders, through an application's property sources in their
 * order, down to the places where the letters really stand.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/features/external-config.html">Spring
 *     Boot's order</a>
 */
final class Placeholders {
  private static final int DEEPEST = 8;
  private static final int LONGEST = 4096;

  private final Components components;
  private final Map<Scope, Map<String, List<Fact.Setting>>> byKey = new HashMap<>();
  private final Map<Scope, Map<String, List<Fact.Setting>>> byKeyUsed = new HashMap<>();
  private final Map<NodeId, Profiles> profiles = new ConcurrentHashMap<>();

  /**
   * An expanded value.
   *
   * @param pieces in order
   * @param keys every key that was looked up, found or not
   * @param via the settings gone through, outermost first
   * @param missing keys of placeholders that have no value
   * @param shape the text with a star for each of those
   */
  record Expanded(
      List<Need.Part> pieces,
      List<String> keys,
      List<Fact.Setting> via,
      List<String> missing,
      String shape,
      Certainty certainty) {

    boolean complete() {
      return missing.isEmpty();
    }

    String text() {
      StringBuilder text = new StringBuilder();
      pieces.forEach(piece -> text.append(piece.text()));
      return text.toString();
    }
  }

  Placeholders(FactIndex index, Components components) {
    this.components = components;
    index.settings.values().stream()
        .flatMap(List::stream)
        .forEach(
            setting -> {
              put(byKey, setting.key(), setting);
              String holder = setting.holder();
              for (String key : keysIn(setting.value())) {
                put(byKeyUsed, key, setting);
                if (!holder.isEmpty()) {
                  put(byKeyUsed, Fact.Setting.localKey(holder, key), setting);
                }
              }
            });
  }

  private static void put(
      Map<Scope, Map<String, List<Fact.Setting>>> map, String key, Fact.Setting setting) {
    map.computeIfAbsent(setting.component().scope(), absent -> new HashMap<>())
        .computeIfAbsent(canonical(key), absent -> new ArrayList<>(1))
        .add(setting);
  }

  private static Set<String> keysIn(String value) {
    if (!isIn(value)) {
      return Set.of();
    }
    Set<String> keys = new HashSet<>();
    // A default may hold placeholders of its own, so the search goes on within each one.
    for (Placeholder at = Placeholder.find(value, 0);
        at != null && keys.size() < DEEPEST * DEEPEST;
        at = Placeholder.find(value, at.start() + 2)) {
      keys.add(at.key());
    }
    return keys;
  }

  /** The settings of a scope whose value holds a placeholder for the key of a setting. */
  List<Fact.Setting> through(Fact.Setting setting) {
    return byKeyUsed
        .getOrDefault(setting.component().scope(), Map.of())
        .getOrDefault(canonical(setting.key()), List.of());
  }

  /** The one spelling of a key for relaxed binding: letters and digits alone. */
  static String canonical(String key) {
    StringBuilder canonical = new StringBuilder(key.length());
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        canonical.append(c);
      }
    }
    return canonical.toString().toLowerCase(Locale.ROOT);
  }

  static boolean isIn(String text) {
    return text.indexOf('$') >= 0 || text.contains("{{") || text.contains("%(");
  }

  Expanded expand(NodeId component, String text, Evidence at) {
    Expansion expansion = new Expansion(component);
    expansion.add(text, at, 0, component);
    return new Expanded(
        List.copyOf(expansion.pieces),
        List.copyOf(expansion.keys),
        List.copyOf(expansion.via),
        List.copyOf(expansion.missing),
        expansion.shape.toString(),
        expansion.certainty);
  }

  /** The settings of a key that a component sees, the winner first. */
  List<Fact.Setting> settings(NodeId component, String key) {
    List<Fact.Setting> all =
        byKey.getOrDefault(component.scope(), Map.of()).getOrDefault(canonical(key), List.of());
    if (all.isEmpty()) {
      return all;
    }
    List<NodeId> sources = List.copyOf(components.propertySources(component));
    Set<NodeId> known = new HashSet<>(sources);
    List<Fact.Setting> seen = new ArrayList<>();
    for (Fact.Setting setting : all) {
      if (known.contains(setting.component())) {
        seen.add(setting);
      }
    }
    if (seen.size() > 1) {
      Profiles active = profiles(component);
      // Of several files read one after the other, the last one wins; then the later place.
      seen.sort(
          Comparator.<Fact.Setting>comparingInt(setting -> -rank(setting, active))
              .thenComparingInt(setting -> -active.order(setting.condition()))
              .thenComparingInt(setting -> -sources.indexOf(setting.component()))
              .thenComparing(setting -> setting.evidence().at(), Comparator.reverseOrder()));
    }
    return seen;
  }

  /** A setting whose profile is not active stands behind all others. */
  private static int rank(Fact.Setting setting, Profiles active) {
    return active.apply(setting.condition()) ? setting.rank() : -1;
  }

  /** Whether a setting cannot act because another one of the same key wins. */
  boolean isShadowed(NodeId component, String key, Evidence at) {
    List<Fact.Setting> settings = settings(component, key);
    if (settings.size() < 2) {
      return !settings.isEmpty() && isInactive(component, settings.get(0));
    }
    Fact.Setting winner = settings.get(0);
    boolean exact =
        settings.stream().anyMatch(setting -> setting.evidence().at().overlaps(at.at()));
    if (exact) {
      return !winner.evidence().at().overlaps(at.at());
    }
    boolean own = settings.stream().anyMatch(setting -> covers(setting.evidence().at(), at.at()));
    return own && !covers(winner.evidence().at(), at.at());
  }

  private boolean isInactive(NodeId component, Fact.Setting setting) {
    Profiles active = profiles(component);
    return !active.areUnknown() && !active.apply(setting.condition());
  }

  /** Whether a setting at a place acts only with a profile of which nobody says if it is active. */
  boolean isUndecided(NodeId component, String key, Evidence at) {
    Profiles active = profiles(component);
    return active.areUnknown()
        && settings(component, key).stream()
            .filter(setting -> covers(setting.evidence().at(), at.at()))
            .anyMatch(setting -> !active.apply(setting.condition()));
  }

  private static boolean covers(SourceLocation outer, SourceLocation inner) {
    return outer.overlaps(inner)
        || (outer.path().equals(inner.path()) && outer.line() == inner.line());
  }

  private Profiles profiles(NodeId component) {
    return profiles.computeIfAbsent(component, this::findProfiles);
  }

  private Profiles findProfiles(NodeId component) {
    Set<NodeId> sources = new HashSet<>(components.propertySources(component));
    List<String> listed = new ArrayList<>();
    for (String key : List.of("springprofilesinclude", "springprofilesactive", "quarkusprofile")) {
      listed.addAll(listed(component, sources, key));
    }
    return Profiles.of(
        listed,
        profile ->
            listed(component, sources, canonical("spring.profiles.group") + canonical(profile)));
  }

  /** The words of the highest value of a list's key, whether written in one or by index. */
  private List<String> listed(NodeId component, Set<NodeId> sources, String key) {
    Map<String, List<Fact.Setting>> all = byKey.getOrDefault(component.scope(), Map.of());
    List<String> words = new ArrayList<>();
    highest(all.get(key), sources)
        .ifPresent(setting -> words.addAll(List.of(setting.value().strip().split("[,\\s]+", -1))));
    for (int i = 0; words.size() == i; i++) {
      highest(all.get(key + i), sources).ifPresent(setting -> words.add(setting.value().strip()));
    }
    return words;
  }

  private static Optional<Fact.Setting> highest(
      @Nullable List<Fact.Setting> settings, Set<NodeId> sources) {
    return settings == null
        ? Optional.empty()
        : settings.stream()
            .filter(setting -> sources.contains(setting.component()))
            .filter(setting -> setting.condition().isEmpty())
            .max(Comparator.comparingInt(Fact.Setting::rank));
  }

  /** A part of an evidence, where the text stands there letter for letter. */
  static Evidence narrow(Evidence at, int from, int to, String whole) {
    SourceLocation place = at.at();
    if (place.endColumn() - place.column() != whole.length()) {
      return at;
    }
    SourceLocation part =
        new SourceLocation(place.path(), place.line(), place.column() + from, place.column() + to);
    return new Evidence(part, whole.substring(from, to), at.excerpt(), at.scanner(), at.rule());
  }

  /** One expansion under way. */
  private final class Expansion {
    private final NodeId component;
    private final List<Need.Part> pieces = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<Fact.Setting> via = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final StringBuilder shape = new StringBuilder();
    private Certainty certainty = Certainty.CERTAIN;
    private int length;

    Expansion(NodeId component) {
      this.component = component;
    }

    void add(String text, Evidence at, int depth, NodeId asked) {
      NodeId viewer = components.interpolator(at.at().path()).orElse(asked);
      int from = 0;
      Placeholder next = Placeholder.find(text, 0);
      while (next != null) {
        boolean escaped = next.start() > from && text.charAt(next.start() - 1) == '$';
        literal(text, from, escaped ? next.start() - 1 : next.start(), at);
        // $$ leaves the variable to the process itself.
        replace(text, next, at, depth, escaped ? component : viewer);
        from = next.end();
        next = Placeholder.find(text, from);
      }
      literal(text, from, text.length(), at);
    }

    private void literal(String text, int from, int to, Evidence at) {
      if (from < to && length < LONGEST) {
        length += to - from;
        shape.append(text, from, to);
        pieces.add(new Need.Part(text.substring(from, to), narrow(at, from, to, text)));
      }
    }

    private void replace(
        String text, Placeholder placeholder, Evidence at, int depth, NodeId viewer) {
      keys.add(placeholder.key());
      Placeholder.Rest rest = placeholder.rest();
      boolean hasDefault = rest == Placeholder.Rest.DEFAULT || rest == DEFAULT_FOR_EMPTY;
      Optional<Fact.Setting> setting =
          depth < DEEPEST
              ? lookUp(placeholder.key(), rest != Placeholder.Rest.NONE, at.at().path(), viewer)
              : Optional.empty();
      boolean set =
          setting.isPresent()
              && !via.contains(setting.get())
              && !(rest == DEFAULT_FOR_EMPTY && setting.get().value().isEmpty());
      if (rest == Placeholder.Rest.ALTERNATIVE) {
        // Whether the key is set elsewhere cannot be told.
        certainty = set ? certainty : Certainty.POSSIBLE;
        addRest(text, placeholder, at, depth, viewer);
      } else if (set) {
        via.add(setting.get());
        add(setting.get().value(), setting.get().evidence(), depth + 1, viewer);
      } else if (hasDefault) {
        addRest(text, placeholder, at, depth, viewer);
      } else {
        missing.add(placeholder.key());
        shape.append('*');
      }
    }

    private void addRest(
        String text, Placeholder placeholder, Evidence at, int depth, NodeId viewer) {
      if (depth < DEEPEST) {
        add(
            text.substring(placeholder.restStart(), placeholder.restEnd()),
            narrow(at, placeholder.restStart(), placeholder.restEnd(), text),
            depth + 1,
            viewer);
      }
    }

    private Optional<Fact.Setting> lookUp(
        String key, boolean hasDefault, String path, NodeId viewer) {
      String folder = path.substring(0, path.lastIndexOf('/') + 1);
      for (String holder : List.of(path, folder)) {
        Optional<Fact.Setting> local = agreed(Fact.Setting.localKey(holder, key));
        if (local.isPresent()) {
          return local;
        }
      }
      List<Fact.Setting> seen = settings(viewer, key);
      if (!seen.isEmpty()) {
        return Optional.of(seen.get(0));
      }
      if (hasDefault) {
        return Optional.empty();
      }
      Optional<Fact.Setting> near = agreed(key);
      if (near.isPresent()) {
        certainty = Certainty.POSSIBLE;
      }
      return near;
    }

    /** The first of the settings of a key in the same machine or tree, where all say the same. */
    private Optional<Fact.Setting> agreed(String key) {
      List<Fact.Setting> near =
          byKey.getOrDefault(component.scope(), Map.of()).getOrDefault(canonical(key), List.of());
      boolean agreed = near.stream().map(Fact.Setting::value).distinct().count() == 1;
      return agreed ? Optional.of(near.get(0)) : Optional.empty();
    }
  }
}
