package io.whatbreaks.scanners.systemd;

import java.util.Optional;
import java.util.Set;

/** Which file or folder of a machine a path of a unit stands for. */
final class UnitPaths {
  /** Folders of many programs: what lies there is no unit's own. */
  private static final Set<String> SHARED =
      Set.of(
          "usr/bin",
          "usr/sbin",
          "usr/lib",
          "usr/lib64",
          "usr/libexec",
          "usr/share",
          "usr/local",
          "usr/local/bin",
          "usr/local/sbin",
          "usr/local/lib",
          "usr/local/share",
          "usr/lib/systemd",
          "usr/lib/jvm",
          "var/lib",
          "var/log",
          "var/run",
          "var/cache",
          "var/tmp",
          "etc/init.d",
          "etc/default",
          "etc/sysconfig",
          "etc/systemd");

  private UnitPaths() {}

  /**
   * The path within the host root of an absolute path without variables, specifiers as {@code *}.
   */
  static Optional<String> within(String written, String unit) {
    String known = written.replace("${" + UnitName.INSTANCE + "}", "*");
    if (!known.startsWith("/") || known.indexOf('$') >= 0 || known.contains("{{")) {
      return Optional.empty();
    }
    String path = known.replaceFirst("^/+", "").replace("%N", unit).replace("%p", unit);
    return Optional.of(path.replaceAll("%.", "*"));
  }

  /**
   * What a unit that runs the program at {@code path} reads: the folder of its application, the
   * very file where the folder is shared, nothing for programs of the system.
   */
  static Optional<String> ofProgram(String path) {
    if (isOfSystem(path)) {
      return Optional.empty();
    }
    int slash = path.lastIndexOf('/');
    Optional<String> folder = slash < 0 ? Optional.empty() : ofFolder(path.substring(0, slash));
    return folder.isPresent() ? folder : Optional.of(path);
  }

  private static boolean isOfSystem(String path) {
    return path.startsWith("usr/bin/")
        || path.startsWith("usr/sbin/")
        || path.startsWith("bin/")
        || path.startsWith("sbin/")
        || path.startsWith("usr/lib/")
        || path.startsWith("usr/libexec/")
        || path.startsWith("lib/");
  }

  /**
   * A folder that is one application's own, {@code bin} and its like removed, with a final slash.
   */
  static Optional<String> ofFolder(String folder) {
    String own = folder.replaceFirst("/+$", "");
    while (own.matches(".+/(?:s?bin|lib|libexec|target|current|scripts)")
        && !SHARED.contains(own)) {
      own = own.substring(0, own.lastIndexOf('/'));
    }
    boolean specific =
        own.indexOf('/') > 0 && !SHARED.contains(own) && !own.startsWith("usr/lib/jvm");
    return specific ? Optional.of(own + "/") : Optional.empty();
  }
}
