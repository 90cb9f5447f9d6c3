package io.whatbreaks.scanners.compose;

import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A compose file as a member of the project that its folder is. */
record Project(Document document, ScanOutput output) {

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

  /** A service as a component. */
  NodeId component(String service) {
    String folder = document.folder();
    return NodeId.component(
        document.scope(), isOnHost() || folder.isEmpty() ? service : folder + "/" + service);
  }

  /** A service, or another name of it, as a host of the project. */
  NodeId host(String name) {
    return NodeId.host(scope(), name);
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
