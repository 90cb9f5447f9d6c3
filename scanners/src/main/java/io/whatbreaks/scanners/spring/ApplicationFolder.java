package io.whatbreaks.scanners.spring;

import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import java.util.Set;

/**
 * The application a document belongs to: its folder, without what such folders are divided into.
 *
 * <p>On a host it is named by the folder's last element, in a tree by the whole path; {@code .} at
 * the top.
 */
final class ApplicationFolder {
  private static final Set<String> PARTS =
      Set.of(
          "config",
          "conf",
          "cfg",
          "resources",
          "classes",
          "META-INF",
          "BOOT-INF",
          "WEB-INF",
          "target",
          "properties",
          "settings");

  private ApplicationFolder() {}

  static NodeId component(Document document) {
    String folder = strip(document.folder());
    String name =
        document.scope().kind() == Scope.Kind.HOST
            ? folder.substring(folder.lastIndexOf('/') + 1)
            : folder;
    return NodeId.component(document.scope(), name.isEmpty() ? "." : name);
  }

  private static String strip(String folder) {
    String left = folder;
    while (!left.isEmpty()) {
      int slash = left.lastIndexOf('/');
      String last = left.substring(slash + 1);
      if (left.equals("src/main") || left.endsWith("/src/main")) {
        left = left.substring(0, Math.max(0, left.length() - "/src/main".length()));
      } else if (PARTS.contains(last) || last.equals("src")) {
        left = left.substring(0, Math.max(0, slash));
      } else {
        break;
      }
    }
    return left;
  }
}
