package io.whatbreaks.scanners.table;

import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The application a document belongs to: its folder, without what such folders are divided into. A
 * jar belongs to the application in whose folder it lies; a war is one of its own.
 *
 * <p>On a host it is named by the folder's last element, in a tree by the whole path; {@code .} at
 * the top.
 */
public final class ApplicationFolder {
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

  private static final List<String> WHOLE_PARTS =
      List.of(
          "src/main",
          "build/classes/java/main",
          "build/classes/kotlin/main",
          "build/classes/groovy/main",
          "build/classes/scala/main",
          "build/resources/main",
          "build/libs",
          "BOOT-INF/lib",
          "WEB-INF/lib",
          "APP-INF/lib");

  private static final Pattern LIBRARIES = Pattern.compile("(?:.*/)?libs?");

  private ApplicationFolder() {}

  /** That of a document. */
  public static NodeId component(Document document) {
    return component(document, document.folder());
  }

  /**
   * That of a compiled class.
   *
   * @param name the class as class files write it, {@code com/acme/Orders}
   */
  public static NodeId ofClass(Document document, String name) {
    String folder = document.folder();
    String within = name.substring(0, Math.max(0, name.lastIndexOf('/')));
    boolean fits = !within.isEmpty() && ("/" + folder).endsWith("/" + within);
    return component(document, fits ? cut(folder, within.length()) : folder);
  }

  private static NodeId component(Document document, String folder) {
    String left = strip(folder);
    String name =
        document.scope().kind() == Scope.Kind.HOST
            ? left.substring(left.lastIndexOf('/') + 1)
            : left;
    return NodeId.component(document.scope(), name.isEmpty() ? "." : name);
  }

  private static String strip(String folder) {
    String left = folder;
    while (!left.isEmpty()) {
      String whole = wholePart(left);
      String last = left.substring(left.lastIndexOf('/') + 1);
      if (!whole.isEmpty()) {
        left = cut(left, whole.length());
      } else if (last.endsWith(".jar!")) {
        left = cut(left, last.length());
        left =
            LIBRARIES.matcher(left).matches()
                ? cut(left, left.length() - left.lastIndexOf('/') - 1)
                : left;
      } else if (last.endsWith(".war!") || last.endsWith(".ear!")) {
        return left.substring(0, left.length() - ".war!".length());
      } else if (PARTS.contains(last) || last.equals("src")) {
        left = cut(left, last.length());
      } else {
        break;
      }
    }
    return left;
  }

  private static String wholePart(String folder) {
    for (String part : WHOLE_PARTS) {
      if (folder.equals(part) || folder.endsWith("/" + part)) {
        return part;
      }
    }
    return "";
  }

  /** A folder without an end of that length, and the slash before it. */
  private static String cut(String folder, int length) {
    return folder.substring(0, Math.max(0, folder.length() - length - 1));
  }
}
