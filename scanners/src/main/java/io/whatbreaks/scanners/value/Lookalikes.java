package io.whatbreaks.scanners.value;

import io.whatbreaks.model.HostName;
import java.util.Locale;
import java.util.Set;

/** Words made of the characters of names that are none: files and versions. */
final class Lookalikes {
  private static final Set<String> ENDINGS =
      Set.of(
          "sh",
          "bash",
          "bat",
          "ps1",
          "py",
          "rb",
          "pl",
          "js",
          "ts",
          "java",
          "jar",
          "war",
          "class",
          "log",
          "yml",
          "yaml",
          "json",
          "xml",
          "conf",
          "cfg",
          "cnf",
          "ini",
          "properties",
          "toml",
          "txt",
          "md",
          "csv",
          "sql",
          "pem",
          "crt",
          "cer",
          "key",
          "p12",
          "jks",
          "pid",
          "sock",
          "gz",
          "tgz",
          "tar",
          "zip",
          "bz2",
          "xz",
          "deb",
          "rpm",
          "exe",
          "dll",
          "so",
          "html",
          "htm",
          "css",
          "php",
          "jsp",
          "png",
          "jpg",
          "gif",
          "svg",
          "ico",
          "env",
          "lock",
          "tmp",
          "bak",
          "service",
          "socket",
          "timer",
          "target",
          "mount",
          "j2",
          "tpl",
          "tmpl",
          "erb",
          "go",
          "c",
          "h",
          "vcl",
          "lua",
          "groovy",
          "gradle",
          "kts",
          "tf",
          "tfvars",
          "hcl",
          "db",
          "sqlite",
          "rules");

  private static final Set<String> VERSIONS =
      Set.of("latest", "stable", "alpine", "edge", "slim", "lts", "nightly", "mainline");

  private Lookalikes() {}

  /** Whether a span is what stands behind the colon of an image. */
  static boolean isVersion(String value, int from, int to) {
    if (from >= to) {
      return false;
    }
    int first = value.charAt(from) == 'v' ? from + 1 : from;
    if (first < to && Character.isDigit(value.charAt(first))) {
      return HostName.address(value.substring(from, to)).isEmpty();
    }
    String word = value.substring(from, to).toLowerCase(Locale.ROOT);
    int dash = word.indexOf('-');
    return VERSIONS.contains(dash > 0 ? word.substring(0, dash) : word);
  }

  /** Whether a span ends as a file does. */
  static boolean isFile(String value, int start, int stop) {
    int dot = value.lastIndexOf('.', stop - 1);
    return dot > start && ENDINGS.contains(value.substring(dot + 1, stop).toLowerCase(Locale.ROOT));
  }
}
