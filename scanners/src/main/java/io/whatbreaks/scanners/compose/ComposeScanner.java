package io.whatbreaks.scanners.compose;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.LocatedTree;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads compose files: those of a usual name, and other YAML of that form.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/">Compose file reference</a>
 */
public final class ComposeScanner implements Scanner {
  private static final Pattern NAME =
      Pattern.compile("(?:.*compose.*|docker-stack.*|dockercloud|docker-cloud)\\.ya?ml");

  private static final String ENVIRONMENT = ".env";
  private static final String PROJECT_NAME = "COMPOSE_PROJECT_NAME";
  private static final List<String> MARKS =
      List.of("environment:", "env_file:", "command:", "depends_on:", "extends:", "networks:");

  /** What makes a mapping a service of a file that has no {@code services:}. */
  private static final Set<String> STRONG = Set.of("image", "build");

  /** Keys of pipeline jobs, which have images too. */
  private static final Set<String> OF_OTHERS =
      Set.of("script", "steps", "stage", "tasks", "commands");

  private static final Set<String> TOP_LEVEL =
      Set.of("version", "services", "networks", "volumes", "include", "secrets", "configs");

  /** For {@link java.util.ServiceLoader}. */
  public ComposeScanner() {}

  @Override
  public String id() {
    return "compose";
  }

  @Override
  public boolean accepts(Document document) {
    String name = document.fileName().toLowerCase(Locale.ROOT);
    if (name.equals(ENVIRONMENT)) {
      return document.mentions(PROJECT_NAME);
    }
    if (!name.endsWith(".yml") && !name.endsWith(".yaml")) {
      return false;
    }
    return hasUsualName(name) || (holdsServices(document) && !document.mentions("apiVersion:"));
  }

  /** Files that only change services of others have no image. */
  private static boolean holdsServices(Document document) {
    return document.mentions("image:")
        || document.mentions("build:")
        || (document.mentions("services:") && MARKS.stream().anyMatch(document::mentions));
  }

  private static boolean hasUsualName(String name) {
    return NAME.matcher(name).matches();
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    if (document.fileName().equals(ENVIRONMENT)) {
      new Project(document, output).named(Format.ENV.read(document), PROJECT_NAME);
      return;
    }
    boolean named = hasUsualName(document.fileName().toLowerCase(Locale.ROOT));
    LocatedTree tree = Format.YAML.read(document);
    List<Node.Mapping> projects = new ArrayList<>();
    for (Node root : tree.roots()) {
      Nodes.mapping(root).filter(top -> isCompose(top, named)).ifPresent(projects::add);
    }
    if (projects.isEmpty() && !(named && tree.roots().isEmpty())) {
      return;
    }
    output.understood();
    for (LocatedTree.Problem problem : tree.problems()) {
      output.lost(problem.code(), problem.offset(), problem.message(), problem.hint());
    }
    Project project = new Project(document, output);
    projects.forEach(top -> read(project, top));
    if (!projects.isEmpty()) {
      variables(project);
    }
  }

  /**
   * Placeholders stand for what the shell and {@code .env} say, not for what containers are given.
   *
   * @see <a href="https://docs.docker.com/reference/compose-file/interpolation/">Interpolation</a>
   */
  private static void variables(Project project) {
    project
        .path(ENVIRONMENT)
        .ifPresent(
            path ->
                project
                    .output()
                    .add(
                        new Fact.Reads(
                            project.document().component(),
                            path,
                            false,
                            project.output().evidence(0, 0, "compose/interpolation"))));
  }

  private static void read(Project project, Node.Mapping top) {
    Optional<Node.Mapping> services = top.get("services").flatMap(Nodes::mapping);
    Node holder = services.isPresent() || hasTopLevel(top) ? services.orElse(null) : top;
    Networks networks = new Networks(project, top);
    networks.read();
    if (holder != null) {
      for (Node.Entry entry : Nodes.entries(holder)) {
        if (!entry.key().value().startsWith("x-")) {
          new Service(networks, entry.key(), entry.value()).read();
        }
      }
    }
    if (holder != top) {
      Storage.read(project, top);
    }
  }

  private static boolean isCompose(Node.Mapping top, boolean named) {
    Optional<Node> services = top.get("services");
    if (services.isPresent()) {
      return allServices(services.get())
          && (named || anyStrong(services.get()) || ServiceKeys.areAll(services.get()));
    }
    if (named && hasTopLevel(top)) {
      return true;
    }
    return allServices(top) && (named ? anyStrong(top) : allStrong(top));
  }

  private static boolean hasTopLevel(Node.Mapping top) {
    return Nodes.entries(top).stream()
        .anyMatch(
            entry ->
                TOP_LEVEL.contains(entry.key().value())
                    && Nodes.entries(entry.value()).stream().noneMatch(ComposeScanner::isStrong));
  }

  private static boolean allServices(Node services) {
    if (!(services instanceof Node.Mapping mapping)) {
      return false;
    }
    return Nodes.entries(mapping).stream()
        .allMatch(
            entry ->
                entry.key().value().startsWith("x-")
                    || entry.value() instanceof Node.Mapping
                    || Nodes.items(entry.value()).isEmpty());
  }

  private static boolean anyStrong(Node services) {
    return Nodes.entries(services).stream().anyMatch(entry -> isStrong(entry.value()));
  }

  private static boolean allStrong(Node services) {
    return !Nodes.entries(services).isEmpty()
        && Nodes.entries(services).stream().allMatch(entry -> isStrong(entry.value()));
  }

  private static boolean isStrong(Node service) {
    List<Node.Entry> entries = Nodes.entries(service);
    return entries.stream().anyMatch(ComposeScanner::isStrong)
        && entries.stream().noneMatch(entry -> OF_OTHERS.contains(entry.key().value()));
  }

  /** An image is one name here; values of a Helm chart have its parts below that key. */
  private static boolean isStrong(Node.Entry entry) {
    String key = entry.key().value();
    return STRONG.contains(key) && (!key.equals("image") || entry.value() instanceof Scalar);
  }
}
