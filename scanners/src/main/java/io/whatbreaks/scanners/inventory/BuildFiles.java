package io.whatbreaks.scanners.inventory;

import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Maven and Gradle build an application of.
 *
 * @see <a href="https://maven.apache.org/pom.html">POM Reference</a>
 */
final class BuildFiles {
  private static final String BOOT = "org.springframework.boot";
  private static final Set<String> BOOT_ARTIFACTS =
      Set.of("spring-boot-starter-parent", "spring-boot-dependencies", "spring-boot-maven-plugin");
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
  private static final Pattern JAVA =
      Pattern.compile("(?:java\\.version|maven\\.compiler\\.(?:release|source|target))");
  private static final int DEEPEST = 5;

  private static final Pattern PLUGIN =
      Pattern.compile(
          "id\\s*(?:=\\s*)?\\(?\\s*['\"]org\\.springframework\\.boot['\"]\\s*\\)?[\\s,]*version\\s*(?:=\\s*)?['\"]([^'\"]+)['\"]");
  private static final Pattern DEPENDENCY =
      Pattern.compile("['\"]([A-Za-z0-9_.-]+):([A-Za-z0-9_.-]+):(\\d[^'\"@:]*)['\"]");
  private static final Pattern COMPATIBILITY =
      Pattern.compile(
          "(?:sourceCompatibility|targetCompatibility)\\s*=?\\s*(?:JavaVersion\\.VERSION_)?['\"]?([0-9][0-9._]*)"
              + "|JavaLanguageVersion\\.of\\((\\d+)\\)");

  private final Installed installed;

  BuildFiles(Installed installed) {
    this.installed = installed;
  }

  void maven() {
    for (Node root : Format.XML.read(installed.document().text()).roots()) {
      Nodes.at(root, "project").ifPresent(this::project);
    }
  }

  private void project(Node project) {
    Nodes.at(project, "parent").ifPresent(parent -> artifact(project, parent));
    artifacts(project, project, 0);
    for (Node.Entry property : Nodes.entries(project, "properties")) {
      Optional<Scalar> value = Nodes.scalar(property.value());
      if (value.isPresent() && JAVA.matcher(property.key().value()).matches()) {
        java(resolved(project, value.get().value()), value.get());
      }
    }
  }

  /** Dependencies and plugins, at whatever depth: of profiles and of what is only managed too. */
  private void artifacts(Node project, Node node, int depth) {
    if (depth > DEEPEST * 2 || !(node instanceof Node.Mapping mapping)) {
      if (node instanceof Node.Sequence sequence) {
        sequence.items().forEach(item -> artifacts(project, item, depth + 1));
      }
      return;
    }
    for (Node.Entry entry : mapping.entries()) {
      String key = entry.key().value();
      if (key.equals("dependency") || key.equals("plugin")) {
        items(entry.value()).forEach(one -> artifact(project, one));
      }
      artifacts(project, entry.value(), depth + 1);
    }
  }

  private static List<Node> items(Node node) {
    return node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
  }

  private void artifact(Node project, Node one) {
    String group = Nodes.text(one, "groupId").map(Scalar::value).orElse("");
    String name = Nodes.text(one, "artifactId").map(Scalar::value).orElse("");
    Optional<Scalar> version = Nodes.text(one, "version");
    if (version.isEmpty() || name.isEmpty()) {
      return;
    }
    String told = resolved(project, version.get().value());
    int start = version.get().offset(0);
    int end = version.get().endOffset(version.get().value().length());
    String coordinate = "maven:" + group + ":" + name;
    if (group.equals(BOOT) && BOOT_ARTIFACTS.contains(name)) {
      coordinate = "maven:" + BOOT + ":spring-boot";
    }
    installed.artifact(installed.application(), coordinate, told, start, end);
  }

  private static String resolved(Node project, String value) {
    String resolved = value;
    for (int i = 0; i < DEEPEST; i++) {
      Matcher matcher = PROPERTY.matcher(resolved);
      if (!matcher.find()) {
        return resolved;
      }
      String key = matcher.group(1);
      Optional<String> found =
          Nodes.entries(project, "properties").stream()
              .filter(entry -> entry.key().value().equals(key))
              .flatMap(entry -> Nodes.scalar(entry.value()).stream())
              .map(Scalar::value)
              .findFirst();
      if (found.isEmpty()) {
        return "";
      }
      resolved =
          resolved.substring(0, matcher.start()) + found.get() + resolved.substring(matcher.end());
    }
    return "";
  }

  private void java(String version, Scalar at) {
    installed.one(
        installed.application(),
        "java",
        version,
        at.offset(0),
        at.endOffset(at.value().length()),
        "java-version");
  }

  void gradle() {
    String text = installed.document().text();
    Matcher plugin = PLUGIN.matcher(text);
    while (plugin.find()) {
      installed.artifact(
          installed.application(),
          "maven:" + BOOT + ":spring-boot",
          plugin.group(1),
          plugin.start(1),
          plugin.end(1));
    }
    Matcher dependency = DEPENDENCY.matcher(text);
    while (dependency.find()) {
      String name = dependency.group(2);
      boolean isBoot = dependency.group(1).equals(BOOT) && name.startsWith("spring-boot-");
      installed.artifact(
          installed.application(),
          "maven:" + dependency.group(1) + ":" + (isBoot ? "spring-boot" : name),
          dependency.group(3),
          dependency.start(3),
          dependency.end(3));
    }
    Matcher java = COMPATIBILITY.matcher(text);
    while (java.find()) {
      int group = java.group(1) == null ? 2 : 1;
      installed.one(
          installed.application(),
          "java",
          java.group(group).replace('_', '.'),
          java.start(group),
          java.end(group),
          "java-version");
    }
  }
}
