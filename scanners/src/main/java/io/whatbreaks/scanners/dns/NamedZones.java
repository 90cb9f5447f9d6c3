package io.whatbreaks.scanners.dns;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * States which file holds which zone, in which view, by one configuration of BIND.
 *
 * @see <a href="https://bind9.readthedocs.io/en/stable/reference.html#view-block-grammar">views</a>
 */
final class NamedZones {
  private static final int MOST_CLIENTS = 1_000;

  private final NodeId component;
  private final UnaryOperator<String> path;
  private final ScanOutput output;
  private final Map<String, List<String>> lists = new HashMap<>();

  /** The file of each zone of each view, which {@code in-view} of another view may mean. */
  private final Map<List<String>, String> files = new HashMap<>();

  private record View(String name, List<String> clients) {
    static final View NONE = new View("", List.of());
  }

  /**
   * Of one configuration.
   *
   * @param path from a file as written to its path within the machine or tree
   */
  NamedZones(NodeId component, UnaryOperator<String> path, ScanOutput output) {
    this.component = component;
    this.path = path;
    this.output = output;
  }

  void state(Node.Mapping root) {
    for (Node.Entry entry : root.entries()) {
      List<Scalar> words = NamedConf.words(entry.value());
      if (NamedConf.word(entry).equals("acl") && !words.isEmpty()) {
        lists.put(words.get(0).value(), clients(entry));
      }
    }
    zones(root.entries(), View.NONE);
    for (Node.Entry entry : root.entries()) {
      List<Scalar> words = NamedConf.words(entry.value());
      if (NamedConf.word(entry).equals("view") && !words.isEmpty()) {
        List<Node.Entry> block = NamedConf.block(entry.value());
        View view = new View(words.get(0).value(), seenBy(block));
        zones(block, view);
        block.stream()
            .filter(inner -> NamedConf.word(inner).equals("include"))
            .forEach(inner -> included(inner, view));
      }
    }
  }

  /** Who sees a view: everybody where nothing is said. */
  private List<String> seenBy(List<Node.Entry> block) {
    List<String> clients = new ArrayList<>();
    for (Node.Entry entry : block) {
      switch (NamedConf.word(entry)) {
        case "match-clients" -> clients.addAll(clients(entry));
        // These hang on what is asked, not on who asks.
        case "match-destinations", "match-recursive-only" -> clients.add(0, entry.key().value());
        default -> {}
      }
    }
    return clients.isEmpty() ? List.of("any") : clients;
  }

  private List<String> clients(Node.Entry list) {
    List<String> clients = new ArrayList<>();
    for (Node.Entry item : NamedConf.block(list.value())) {
      String word = item.key().value();
      List<String> named = lists.getOrDefault(word, List.of(word));
      clients.addAll(named.subList(0, Math.min(named.size(), MOST_CLIENTS - clients.size())));
    }
    return clients;
  }

  private void zones(List<Node.Entry> block, View view) {
    for (Node.Entry entry : block) {
      List<Scalar> words = NamedConf.words(entry.value());
      if (NamedConf.word(entry).equals("zone") && !words.isEmpty()) {
        zone(HostName.normalise(words.get(0).value()), entry, view);
      }
    }
  }

  /** The zones of a file that a view includes are seen in that view. */
  private void included(Node.Entry include, View view) {
    List<Scalar> words = NamedConf.words(include.value());
    if (!words.isEmpty() && !words.get(0).value().isEmpty()) {
      Scalar word = words.get(0);
      output.add(
          new Fact.ZoneFile(
              component,
              path.apply(word.value()),
              Optional.empty(),
              Certainty.CERTAIN,
              view.name(),
              view.clients(),
              output.evidence(
                  word.offset(0), word.endOffset(word.value().length()), "named/view-include")));
    }
  }

  private void zone(String name, Node.Entry zone, View view) {
    String origin = name.equals(".") ? "" : name;
    boolean hint = false;
    for (Node.Entry entry : NamedConf.block(zone.value())) {
      List<Scalar> words = NamedConf.words(entry.value());
      String word = words.isEmpty() ? "" : words.get(0).value();
      // Where the root servers are, not the zone itself.
      hint |= NamedConf.word(entry).equals("type") && word.equals("hint");
    }
    for (Node.Entry entry : NamedConf.block(zone.value())) {
      List<Scalar> words = NamedConf.words(entry.value());
      if (hint || words.isEmpty() || words.get(0).value().isEmpty()) {
        continue;
      }
      Scalar word = words.get(0);
      Evidence evidence =
          output.evidence(
              word.offset(0),
              word.endOffset(word.value().length()),
              "named/" + entry.key().value());
      switch (NamedConf.word(entry)) {
        case "file" -> {
          String file = path.apply(word.value());
          files.put(List.of(view.name(), origin), file);
          file(file, origin, view, evidence);
        }
        case "in-view" -> {
          String file = files.get(List.of(word.value(), origin));
          if (file != null) {
            file(file, origin, view, evidence);
          }
        }
        default -> {}
      }
    }
  }

  private void file(String file, String origin, View view, Evidence evidence) {
    output.add(
        new Fact.ZoneFile(
            component,
            file,
            Optional.of(origin),
            Certainty.CERTAIN,
            view.name(),
            view.clients(),
            evidence));
  }
}
