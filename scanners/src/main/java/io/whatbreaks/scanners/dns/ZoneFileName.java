package io.whatbreaks.scanners.dns;

import io.whatbreaks.model.HostName;
import io.whatbreaks.scan.Document;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the path of a file tells: whether it may be a zone file, and of which zone. */
final class ZoneFileName {
  private static final List<String> TEMPLATE_ENDS =
      List.of(".tmpl", ".template", ".tpl", ".j2", ".jinja", ".jinja2", ".erb", ".epp");
  private static final List<String> ENDS =
      List.of(".zonefile", ".zone", ".db", ".dns", ".hosts", ".signed", ".rev", ".fwd", ".txt");
  private static final List<String> VIEW_ENDS =
      List.of(".internal", ".external", ".private", ".public", ".int", ".ext");
  private static final List<String> STARTS =
      List.of(
          "db.",
          "named.",
          "zone.",
          "fwd.",
          "forward.",
          "rev.",
          "reverse.",
          "pri.",
          "master.",
          "primary.",
          "sec.",
          "slave.");
  private static final Set<String> GENERIC =
      Set.of(
          "zone",
          "zones",
          "db",
          "master",
          "primary",
          "hosts",
          "internal",
          "external",
          "forward",
          "reverse",
          "fwd",
          "rev",
          "named",
          "dns",
          "data",
          "records",
          "default",
          "main",
          "lan",
          "public",
          "private",
          "origin",
          "domain",
          "root",
          "empty");
  private static final Set<String> FOLDERS =
      Set.of("zones", "bind", "named", "dns", "zone", "pri", "master", "masters", "primary");

  /** Endings of files that are no zones, save those that are top-level domains too. */
  private static final Set<String> OTHER_FILES =
      Set.of(
          "yaml",
          "yml",
          "json",
          "json5",
          "jsonc",
          "xml",
          "html",
          "htm",
          "css",
          "scss",
          "js",
          "jsx",
          "ts",
          "tsx",
          "mjs",
          "java",
          "kt",
          "kts",
          "groovy",
          "scala",
          "go",
          "c",
          "h",
          "cc",
          "cpp",
          "hpp",
          "rb",
          "php",
          "lua",
          "bash",
          "zsh",
          "ps1",
          "bat",
          "cmd",
          "sql",
          "tf",
          "hcl",
          "tfvars",
          "toml",
          "ini",
          "cfg",
          "conf",
          "cnf",
          "config",
          "properties",
          "env",
          "tsv",
          "csv",
          "log",
          "lock",
          "rst",
          "adoc",
          "tex",
          "pem",
          "crt",
          "key",
          "csr",
          "gitignore",
          "dockerignore",
          "dockerfile",
          "gradle",
          "patch",
          "diff",
          "service",
          "timer",
          "socket",
          "cs",
          "swift",
          "nix",
          "jsonnet",
          "libsonnet",
          "proto",
          "svg",
          "mod",
          "sum",
          "vue",
          "awk",
          "sed",
          "pp",
          "bak~",
          "gz",
          "jnl",
          "bats",
          "md5",
          "sha256",
          "md",
          "py",
          "sh",
          "pl",
          "rs");

  /** How much a path says for a zone file. */
  enum Look {
    /** It is called or lies as zone files do. */
    STRONG,
    /** Nothing says that it is none. */
    WEAK,
    /** It is another sort of file. */
    NONE
  }

  private ZoneFileName() {}

  /** How much the path says for a zone file. */
  static Look look(Document document) {
    String name = withoutEnd(document.fileName().toLowerCase(Locale.ROOT), TEMPLATE_ENDS);
    String last = name.substring(name.lastIndexOf('.') + 1);
    boolean called =
        name.startsWith("db.")
            || name.endsWith(".arpa")
            || name.endsWith(".zone")
            || name.endsWith(".zonefile");
    if (called) {
      return last.equals("tsv") || last.equals("json") ? Look.NONE : Look.STRONG;
    }
    if (name.isEmpty() || name.startsWith(".") || OTHER_FILES.contains(last)) {
      return Look.NONE;
    }
    String folder = document.folder();
    String within = folder.substring(folder.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (FOLDERS.contains(within)) {
      return Look.STRONG;
    }
    boolean open = !name.contains(".") || HostName.isHostName(name);
    return open ? Look.WEAK : Look.NONE;
  }

  /**
   * The zone a full name tells: {@code db.shop.test}, {@code 10.in-addr.arpa}, {@code db.10.20}; of
   * a file called only "zone" or the like, the folder's name.
   */
  static Optional<String> zone(Document document) {
    String stem = stem(document);
    if (isGeneric(stem)) {
      String folder = document.folder();
      stem = folder.substring(folder.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
    Optional<String> reverse = ReverseName.zone(stem);
    return reverse.isPresent() ? reverse : Optional.of(stem).filter(ZoneFileName::isDomain);
  }

  private static boolean isDomain(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return name.contains(".")
        && HostName.isHostName(name)
        && last.length() > 1
        && Character.isLetter(last.charAt(0));
  }

  /** Whether such a name is given to zones of any domain. */
  static boolean isGeneric(String stem) {
    return GENERIC.contains(stem);
  }

  /** The file's name without what says only that it is a zone file, or of which view. */
  static String stem(Document document) {
    String name = withoutEnd(document.fileName().toLowerCase(Locale.ROOT), TEMPLATE_ENDS);
    for (String before = ""; !before.equals(name); ) {
      before = name;
      name = withoutEnd(name, ENDS);
    }
    name = withoutStart(name);
    // Of "corp.internal" the end may be a part of the domain; of "shop.test.internal" it is the
    // view.
    String domain = withoutEnd(name, VIEW_ENDS);
    return domain.contains(".") ? domain : name;
  }

  private static String withoutStart(String name) {
    for (String start : STARTS) {
      if (name.startsWith(start) && name.length() > start.length()) {
        return name.substring(start.length());
      }
    }
    return name;
  }

  private static String withoutEnd(String name, List<String> ends) {
    for (String end : ends) {
      if (name.length() > end.length() && name.endsWith(end)) {
        return name.substring(0, name.length() - end.length());
      }
    }
    return name;
  }
}
