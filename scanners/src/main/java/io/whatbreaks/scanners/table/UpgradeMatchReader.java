package io.whatbreaks.scanners.table;

import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one match of an upgrade rule. */
final class UpgradeMatchReader {
  private static final Set<String> KEYS =
      Set.of(
          "files",
          "mentions",
          "format",
          "comment",
          "keys",
          "value",
          "repeated",
          "with",
          "lines",
          "unless",
          "unless-lines",
          "rename");

  /** Where properties of Spring Boot are given. */
  private static final List<String> SPRING_FILES =
      List.of(
          "application*.properties",
          "application*.yml",
          "application*.yaml",
          "bootstrap*.properties",
          "bootstrap*.yml",
          "bootstrap*.yaml",
          "*.env",
          ".env*",
          "*compose*.yml",
          "*compose*.yaml",
          "*.yml",
          "*.yaml",
          "*.service",
          "*.service.d/*.conf",
          "Dockerfile*",
          "*.sh",
          "*.conf",
          "etc/default/*",
          "etc/sysconfig/*");

  private static final List<String> MANIFEST_FILES =
      List.of("*.yaml", "*.yml", "*.json", "templates/**", "crds/**");

  private final TableProblems problems;

  UpgradeMatchReader(TableProblems problems) {
    this.problems = problems;
  }

  UpgradeMatch read(Node.Mapping mapping) {
    Fields fields = new Fields(mapping, "match", KEYS, problems);
    String word = fields.required("format");
    UpgradeMatch.Form form = form(word);
    Optional<Format> format =
        form == UpgradeMatch.Form.TREE
            ? Optional.of(
                fields.word("format", Format.class, Format.WORDS, "spring", "manifest", "lines"))
            : Optional.empty();
    Map<String, String> rename = rename(mapping);
    List<KeyPath> keys = fields.parsed("keys", KeyPath::of);
    UpgradeMatch.What what =
        new UpgradeMatch.What(
            keys.isEmpty() && form != UpgradeMatch.Form.LINES ? renamed(mapping, rename) : keys,
            fields.parsed("value", Pattern::compile).stream().findFirst(),
            fields.has("repeated") && fields.either("repeated", "true", "false"),
            with(mapping),
            fields.parsed("lines", Pattern::compile),
            fields.parsed("unless", KeyPath::of),
            fields.parsed("unless-lines", Pattern::compile));
    check(fields, form, what);
    return new UpgradeMatch(
        files(fields, form),
        fields.texts("mentions"),
        form,
        format,
        fields.text("comment").orElse("#"),
        what,
        rename);
  }

  private static UpgradeMatch.Form form(String word) {
    return switch (word) {
      case "spring" -> UpgradeMatch.Form.SPRING;
      case "manifest" -> UpgradeMatch.Form.MANIFEST;
      case "lines" -> UpgradeMatch.Form.LINES;
      default -> UpgradeMatch.Form.TREE;
    };
  }

  private List<Glob> files(Fields fields, UpgradeMatch.Form form) {
    List<Glob> globs = fields.parsed("files", Glob::of);
    if (!globs.isEmpty() || fields.has("files")) {
      return globs;
    }
    return switch (form) {
      case SPRING -> SPRING_FILES.stream().map(Glob::of).toList();
      case MANIFEST -> MANIFEST_FILES.stream().map(Glob::of).toList();
      case LINES, TREE -> {
        problems.add("missing-key", fields.start(), "this match has no 'files'", "add them");
        yield List.of();
      }
    };
  }

  private void check(Fields fields, UpgradeMatch.Form form, UpgradeMatch.What what) {
    boolean lines = form == UpgradeMatch.Form.LINES;
    if (lines && !what.keys().isEmpty()) {
      problems.add(
          "bad-value", fields.start("keys"), "lines have no keys", "write 'lines: [PATTERN]'");
    }
    if (!lines && !what.lines().isEmpty()) {
      problems.add(
          "bad-value", fields.start("lines"), "patterns of lines want 'format: lines'", "");
    }
    if (lines && !fields.has("mentions")) {
      problems.add(
          "missing-key",
          fields.start(),
          "lines want 'mentions', so that only files that hold one of those words are read",
          "write 'mentions: [MaxPermSize]'");
    }
    if (what.value().isPresent() && what.keys().isEmpty()) {
      problems.add("bad-value", fields.start("value"), "a value of which key?", "add 'keys'");
    }
    if (form == UpgradeMatch.Form.MANIFEST && what.with().isEmpty()) {
      problems.add(
          "missing-key",
          fields.start(),
          "a manifest is known by its apiVersion",
          "write 'with: {apiVersion: [extensions/v1beta1], kind: [Ingress]}'");
    }
  }

  private Map<String, List<String>> with(Node.Mapping mapping) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (Node.Entry entry : entries(mapping, "with")) {
      String key = entry.key().value();
      Fields fields =
          new Fields(
              new Node.Mapping(List.of(entry), mapping.start(), mapping.end()),
              "condition",
              Set.of(key),
              problems);
      all.put(key.toLowerCase(Locale.ROOT), fields.texts(key));
    }
    return all;
  }

  private Map<String, String> rename(Node.Mapping mapping) {
    Map<String, String> all = new LinkedHashMap<>();
    for (Node.Entry entry : entries(mapping, "rename")) {
      String key = entry.key().value();
      Fields fields =
          new Fields(
              new Node.Mapping(List.of(entry), mapping.start(), mapping.end()),
              "rename",
              Set.of(key),
              problems);
      fields.text(key).ifPresent(to -> all.put(key, to));
    }
    return all;
  }

  /** Where no keys are told, those that have new names are meant. */
  private List<KeyPath> renamed(Node.Mapping mapping, Map<String, String> rename) {
    List<KeyPath> keys = new ArrayList<>();
    for (String key : rename.keySet()) {
      try {
        keys.add(KeyPath.of(key));
      } catch (IllegalArgumentException refused) {
        problems.add("bad-value", mapping.start(), "not a key path: '" + key + "'", "");
      }
    }
    return keys;
  }

  private List<Node.Entry> entries(Node.Mapping mapping, String key) {
    Optional<Node> node = mapping.get(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (node.get() instanceof Node.Mapping inner) {
      return new ArrayList<>(inner.entries());
    }
    problems.add("bad-value", node.get().start(), "'" + key + "' wants keys and values", "");
    return List.of();
  }
}
