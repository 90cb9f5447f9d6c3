package io.whatbreaks.scanners.spring;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.ApplicationKeys;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where files of properties lie and which of them wins: those of a profile over those of none,
 * those outside the packaged application over those inside, {@code config} over its parent, {@code
 * .properties} over YAML.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/features/external-config.html">
 *     Externalized Configuration</a>
 */
final class Location {
  private static final int BELOW_APPLICATION = 10;
  private static final int IN_CONFIG = 4;
  private static final int PROPERTIES = 2;
  private static final Pattern PACKAGED =
      Pattern.compile("(?:.*/)?(?:resources|classes|META-INF)(?:/.*)?");
  private static final Pattern CONFIG = Pattern.compile("(?:.*/)?config(?:/[^/]+)?");
  private static final Pattern IMPORT =
      Pattern.compile("(?:optional:)?(file:|classpath:|configtree:)?(/*)([^:,;\\[\\]]+)(?:\\[.*)?");

  private static final List<String> IMPORTS =
      List.of(
          "spring.config.import", "spring.config.location", "spring.config.additional-location");

  private Location() {}

  /**
   * The rank of the properties of a document, a profile's apart.
   *
   * @param name what its file name begins with
   */
  static int rank(Document document, String name) {
    int rank = PACKAGED.matcher(document.folder()).matches() ? Fact.Rank.PACKAGED : Fact.Rank.FILE;
    rank -= name.equals("application") ? 0 : BELOW_APPLICATION;
    rank += CONFIG.matcher(document.folder()).matches() ? IN_CONFIG : 0;
    return rank + (document.fileName().endsWith(".properties") ? PROPERTIES : 0);
  }

  /** Whether the value of a key is a list of further files or folders of properties. */
  static boolean isImport(String key) {
    String uniform = ApplicationKeys.uniform(key);
    return IMPORTS.stream().map(ApplicationKeys::uniform).anyMatch(uniform::equals);
  }

  /**
   * The file or folder that one import names, as a path within the machine or tree; a relative one
   * lies beside the file that imports it.
   */
  static Optional<String> imported(Document document, Scalar written) {
    Matcher matcher = IMPORT.matcher(written.value().strip());
    if (!matcher.matches() || written.value().indexOf('$') >= 0) {
      return Optional.empty();
    }
    boolean absolute = !matcher.group(2).isEmpty() && "file:".equals(matcher.group(1));
    absolute |= !matcher.group(2).isEmpty() && matcher.group(1) == null;
    String path = absolute ? matcher.group(3) : document.folder() + "/" + matcher.group(3);
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    String within = String.join("/", parts);
    return within.isEmpty()
        ? Optional.empty()
        : Optional.of(path.endsWith("/") ? within + "/*" : within);
  }
}
