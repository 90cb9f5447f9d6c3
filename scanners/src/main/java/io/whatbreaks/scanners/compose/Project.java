package io.whatbreaks.scanners.compose;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.LocatedTree;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.table.KnownSoftware;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A compose file as a member of the project that its folder is. */
record Project(Document document, ScanOutput output, @Nullable KnownSoftware own) {

  /** The software that upgrades are about. */
  KnownSoftware known() {
    return KnownSoftware.orBundled(own);
  }

  /** Where its services look names up from. */
  Scope scope() {
    return scopeOf(document.folder());
  }

  /** The scope of the project in a folder of the same machine or tree. */
  Scope scopeOf(String folder) {
    String name = folder.isEmpty() ? "." : folder;
    return Scope.within(
        document.scope(),
        Scope.Kind.COMPOSE,
        isOnHost() ? document.scope().name() + "/" + folder : name);
  }

  private boolean isOnHost() {
    return document.scope().kind() == Scope.Kind.HOST;
  }

  /**
   * The name that the environment gives the project: the machine calls its default network by it.
   *
   * @see <a href="https://docs.docker.com/compose/how-tos/project-name/">Project name</a>
   */
  void named(LocatedTree environment, String key) {
    for (Node root : environment.roots()) {
      Nodes.text(root, key)
          .filter(name -> name.value().indexOf('$') < 0)
          .ifPresent(
              name ->
                  output.add(
                      new Fact.Attachment(
                          host(""),
                          "default",
                          name.value() + "_default",
                          output.evidence(name.start(), name.end(), "compose/project-name"))));
    }
  }

  /** A service as a component. */
  NodeId component(String service) {
    return component(document.folder(), service);
  }

  /** A service of the project in a folder of the same machine or tree. */
  NodeId component(String folder, String service) {
    return NodeId.component(
        document.scope(), isOnHost() || folder.isEmpty() ? service : folder + "/" + service);
  }

  /** A service, or another name of it, as a host of the project. */
  NodeId host(String name) {
    return NodeId.host(scope(), name);
  }

  /** The folder of a path. */
  static String folder(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /**
   * A path as written in the file, within the machine's root or the tree; empty where it leads
   * outside, or where only a variable tells.
   */
  Optional<String> path(String written) {
    if (written.isBlank() || written.indexOf('$') >= 0 || written.startsWith("~")) {
      return Optional.empty();
    }
    boolean absolute = written.startsWith("/");
    if (absolute && !isOnHost()) {
      return Optional.empty();
    }
    Deque<String> parts = new ArrayDeque<>();
    String whole = absolute ? written : document.folder() + "/" + written;
    for (String part : whole.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("/", parts));
  }
}
