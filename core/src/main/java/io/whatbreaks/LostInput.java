package io.whatbreaks;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.scan.FileState;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Term;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Whether a file that was not read whole could matter to an answer: it holds a name of what
 * changes, names are resolved with its help, or it is an include or a source of properties of
 * somebody whom the change concerns.
 */
final class LostInput {
  private final World world;
  private final Set<String> documents = new HashSet<>();
  private final Map<String, Pattern> patterns = new HashMap<>();
  private final Set<Fact.Reads> reads = new HashSet<>();

  private LostInput(World world) {
    this.world = world;
  }

  static boolean mayMatter(World world, Impact impact, Set<Term> names, ScanResult result) {
    List<FileState> lost = result.files().stream().filter(FileState::isLost).toList();
    if (lost.isEmpty()) {
      return false;
    }
    if (lost.stream().anyMatch(file -> file.mayMatter(names))) {
      return true;
    }
    LostInput consulted = new LostInput(world);
    consulted.add(concerned(world, impact));
    return lost.stream().anyMatch(file -> consulted.holds(file.path()));
  }

  /** Whoever is affected, or names what changes. */
  private static Set<NodeId> concerned(World world, Impact impact) {
    Set<NodeId> all = new TreeSet<>();
    impact.breakages().forEach(breakage -> all.add(breakage.component()));
    impact.places().forEach(place -> place.component().ifPresent(all::add));
    Set<NodeId> changed = impact.changed();
    for (Need need : world.needs()) {
      if (need.resolution().steps().stream().anyMatch(step -> changed.contains(step.node()))) {
        all.add(need.component());
      }
    }
    return all;
  }

  private void add(Set<NodeId> components) {
    Set<NodeId> sources = new HashSet<>();
    for (NodeId component : components) {
      sources.addAll(world.sources(component));
      reads.addAll(world.reads(component));
    }
    for (Fact.Setting setting : world.settings()) {
      if (sources.contains(setting.component())) {
        document(setting.evidence().at().path());
      }
    }
    for (Need need : world.needs()) {
      if (components.contains(need.component())) {
        document(need.reference().evidence().at().path());
      }
    }
  }

  private void document(String path) {
    if (documents.add(path)) {
      world.interpolator(path).ifPresent(document -> reads.addAll(world.reads(document)));
    }
  }

  private boolean holds(String path) {
    return documents.contains(path) || reads.stream().anyMatch(read -> isRead(read, path));
  }

  /** A path stands for the file of that name of the machine or tree that the reader lies in. */
  private boolean isRead(Fact.Reads read, String path) {
    if (read.path().endsWith("/")) {
      return false; // What a folder holds speaks for itself.
    }
    if (read.path().indexOf('*') < 0) {
      return path.endsWith(read.path())
          && isBeside(read, path.substring(0, path.length() - read.path().length()));
    }
    var matcher = patterns.computeIfAbsent(read.path(), LostInput::pattern).matcher(path);
    return matcher.find() && isBeside(read, path.substring(0, matcher.start()));
  }

  private static boolean isBeside(Fact.Reads read, String root) {
    return (root.isEmpty() || root.endsWith("/")) && read.evidence().at().path().startsWith(root);
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder("(?<![^/])");
    String[] parts = glob.split("\\*", -1);
    for (int i = 0; i < parts.length; i++) {
      regex.append(i == 0 ? "" : "[^/]*").append(Pattern.quote(parts[i]));
    }
    return Pattern.compile(regex.append('$').toString());
  }
}
