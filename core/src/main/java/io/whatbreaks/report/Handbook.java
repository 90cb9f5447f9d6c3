package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.graph.DependencyGraph;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Documentation of what was read: a page of Markdown for each component and each host, and an
 * index. The same input gives the same bytes; no time, version or path of this machine is in them.
 */
public final class Handbook {
  /** The first line of every page: whoever writes pages anew may replace what begins so. */
  public static final String MARK =
      "<!-- Written by whatbreaks document: what is changed here is lost the next time. -->";

  /** The page that leads to all others. */
  public static final String INDEX = "index.md";

  private final World world;
  private final DependencyGraph graph;
  private final Set<NodeId> nodes = new TreeSet<>();
  private final Map<NodeId, List<Fact.Installation>> installed = new HashMap<>();
  private final Map<NodeId, Set<NodeId>> on = new HashMap<>();

  private Handbook(World world, DependencyGraph graph) {
    this.world = world;
    this.graph = graph;
    nodes.addAll(graph.nodes());
    nodes.addAll(world.declared());
    nodes.addAll(world.components());
    nodes.removeIf(node -> node.kind() != NodeKind.COMPONENT && node.kind() != NodeKind.HOST);
    for (String software : world.software()) {
      world
          .instances(software)
          .forEach(
              (component, facts) ->
                  installed.computeIfAbsent(component, absent -> new ArrayList<>()).addAll(facts));
    }
    for (NodeId node : nodes) {
      if (node.kind() == NodeKind.COMPONENT) {
        world
            .hostsOf(node)
            .forEach(host -> on.computeIfAbsent(host, absent -> new TreeSet<>()).add(node));
      }
    }
  }

  /**
   * All pages.
   *
   * @param graph of that world
   * @param diagnostics what went wrong while reading
   * @return the text of each by its path, with {@code /}, relative to the folder that they go to
   */
  public static SortedMap<String, String> of(
      World world, DependencyGraph graph, List<Diagnostic> diagnostics) {
    Handbook book = new Handbook(requireNonNull(world, "world"), requireNonNull(graph, "graph"));
    SortedMap<String, String> pages = new TreeMap<>();
    for (NodeId node : book.nodes) {
      pages.put(PageNames.of(node), new HandbookPage(book, node).text());
    }
    pages.put(INDEX, book.index(diagnostics));
    return Collections.unmodifiableSortedMap(pages);
  }

  World world() {
    return world;
  }

  DependencyGraph graph() {
    return graph;
  }

  List<Fact.Installation> installed(NodeId component) {
    return installed.getOrDefault(component, List.of());
  }

  /** The components whose host it is. */
  Set<NodeId> on(NodeId host) {
    return on.getOrDefault(host, Set.of());
  }

  /** A name with a link to its page, where it has one. */
  String link(String from, NodeId node) {
    String name = Comment.code(node.toString());
    return nodes.contains(node)
        ? "[" + name + "](" + PageNames.link(from, PageNames.of(node)) + ")"
        : name;
  }

  private String index(List<Diagnostic> diagnostics) {
    Comment page = new Comment();
    page.line(MARK);
    page.line("# What there is, and who needs what");
    List<String> lost =
        diagnostics.stream()
            .filter(notice -> notice.severity() == Severity.ERROR)
            .map(notice -> "- " + Comment.plain(notice.toString()))
            .toList();
    if (!lost.isEmpty()) {
      page.line("");
      page.line("## Know this first: not everything could be read");
      page.line("");
      lost.forEach(page::line);
    }
    list(page, "Hosts", NodeKind.HOST);
    list(page, "Components", NodeKind.COMPONENT);
    return page.toString();
  }

  private void list(Comment page, String title, NodeKind kind) {
    List<NodeId> all = nodes.stream().filter(node -> node.kind() == kind).toList();
    if (all.isEmpty()) {
      return;
    }
    page.line("");
    page.line("## " + title);
    page.line("");
    page.line("| name | needs | known to need it | to be asked |");
    page.line("|---|---|---|---|");
    for (NodeId node : all) {
      page.line(
          "| "
              + link("", node)
              + " | "
              + graph.from(node).stream().map(d -> d.target()).distinct().count()
              + " | "
              + graph.into(node).stream().map(d -> d.origin()).distinct().count()
              + " | "
              + String.join(", ", HandbookPage.names(owners(node)))
              + " |");
    }
  }

  List<Fact.Ownership> owners(NodeId node) {
    String path =
        world
            .evidence(node)
            .or(() -> graph.from(node).stream().flatMap(d -> d.evidence().stream()).findFirst())
            .map(evidence -> evidence.at().path())
            .orElse("");
    return node.kind() == NodeKind.HOST
        ? world.ownershipOfHost(node, path)
        : world.ownership(node, path);
  }
}
