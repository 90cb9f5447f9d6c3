package io.whatbreaks.scanners.inventory;

import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packages of languages that an application is made of: lock files and lists of requirements.
 */
final class LockFiles {
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "(?m)^\\s*([A-Za-z0-9][A-Za-z0-9._-]*)(?:\\[[^]]*])?\\s*(?:==|~=|>=|<=)\\s*(\\d[^\\s;,#\\\\]*)");
  private static final Pattern GO =
      Pattern.compile("(?m)^\\s*(?:require\\s+)?([a-z0-9.-]+\\.[a-z]+/\\S+)\\s+(v\\d\\S*)");
  private static final Pattern GEM = Pattern.compile("(?m)^    ([A-Za-z0-9._-]+) \\((\\d[^)]*)\\)");
  private static final Pattern POETRY =
      Pattern.compile("(?m)^name = \"([^\"]+)\"\\s*\\nversion = \"([^\"]+)\"");
  private static final Pattern YARN =
      Pattern.compile(
          "(?m)^\"?((?:@[^@\\s]+/)?[^@\\s\"]+)@[^\\n]*:\\n  version:? \"?([^\"\\s]+)\"?");
  private static final Pattern TITLE =
      Pattern.compile("(?m)^(groupId|artifactId|version)=(\\S+)\\s*$");
  private static final Pattern BOOT = Pattern.compile("(?m)^Spring-Boot-Version: (\\S+)\\s*$");

  private final Installed installed;

  LockFiles(Installed installed) {
    this.installed = installed;
  }

  /** Reads the document by its file name; says whether it is one of these. */
  boolean read() {
    String name = installed.document().fileName();
    switch (name) {
      case "package-lock.json", "npm-shrinkwrap.json" -> npm();
      case "package.json" -> packages();
      case "composer.lock" -> composer();
      case "Pipfile.lock" -> pipfile();
      case "yarn.lock" -> each(YARN, "npm:");
      case "poetry.lock", "uv.lock" -> each(POETRY, "pypi:");
      case "go.mod" -> each(GO, "go:");
      case "Gemfile.lock" -> each(GEM, "gem:");
      case "pom.properties" -> pomProperties();
      case "MANIFEST.MF" -> manifest();
      default -> {
        if (!name.startsWith("requirements") || !name.endsWith(".txt")) {
          return false;
        }
        each(REQUIREMENT, "pypi:");
      }
    }
    return true;
  }

  private void each(Pattern pattern, String language) {
    Matcher matcher = pattern.matcher(installed.document().text());
    while (matcher.find()) {
      String name = matcher.group(1);
      found(
          language + (language.equals("pypi:") ? name.toLowerCase(Locale.ROOT) : name),
          matcher.group(2),
          matcher.start(2),
          matcher.end(2));
    }
  }

  private void found(String coordinate, String version, int start, int end) {
    installed.artifact(installed.application(), coordinate, version, start, end);
  }

  private void found(String coordinate, Optional<Scalar> version) {
    version.ifPresent(
        told ->
            found(coordinate, told.value(), told.offset(0), told.endOffset(told.value().length())));
  }

  private List<Node> roots() {
    return Format.JSON.read(installed.document().text()).roots();
  }

  private void npm() {
    String folder = "node_modules/";
    for (Node root : roots()) {
      for (Node.Entry entry : Nodes.entries(root, "packages")) {
        String path = entry.key().value();
        int last = path.lastIndexOf(folder);
        if (last >= 0) {
          found(
              "npm:" + path.substring(last + folder.length()),
              Nodes.text(entry.value(), "version"));
        }
      }
      if (Nodes.at(root, "packages").isEmpty()) {
        for (Node.Entry entry : Nodes.entries(root, "dependencies")) {
          found("npm:" + entry.key().value(), Nodes.text(entry.value(), "version"));
        }
      }
    }
  }

  /** The lowest version that is asked for. */
  private void packages() {
    for (Node root : roots()) {
      for (Node.Entry entry : Nodes.entries(root, "dependencies")) {
        found("npm:" + entry.key().value(), Nodes.scalar(entry.value()));
      }
    }
  }

  private void composer() {
    for (Node root : roots()) {
      for (Node one : Nodes.items(root, "packages")) {
        Nodes.text(one, "name")
            .ifPresent(name -> found("composer:" + name.value(), Nodes.text(one, "version")));
      }
    }
  }

  private void pipfile() {
    for (Node root : roots()) {
      for (Node.Entry entry : Nodes.entries(root, "default")) {
        found("pypi:" + entry.key().value(), Nodes.text(entry.value(), "version"));
      }
    }
  }

  private void pomProperties() {
    String group = "";
    String name = "";
    Optional<Matcher> version = Optional.empty();
    Matcher matcher = TITLE.matcher(installed.document().text());
    while (matcher.find()) {
      switch (matcher.group(1)) {
        case "groupId" -> group = matcher.group(2);
        case "artifactId" -> name = matcher.group(2);
        default -> {
          Matcher found = TITLE.matcher(installed.document().text());
          version = found.find(matcher.start()) ? Optional.of(found) : version;
        }
      }
    }
    if (version.isPresent()) {
      found(
          "maven:" + group + ":" + name,
          version.get().group(2),
          version.get().start(2),
          version.get().end(2));
    }
  }

  private void manifest() {
    Matcher boot = BOOT.matcher(installed.document().text());
    if (boot.find()) {
      found(
          "maven:org.springframework.boot:spring-boot", boot.group(1), boot.start(1), boot.end(1));
    }
  }
}
