package io.whatbreaks.scanners.compose;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the description of a service stands to other documents: those that describe it too, the
 * service it extends, and the files that are given to its container.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/merge/">Merge</a>
 * @see <a href="https://docs.docker.com/reference/compose-file/services/#extends">extends</a>
 */
final class Description {
  private static final Pattern MAIN = Pattern.compile("(?:docker-)?compose\\.ya?ml");
  private static final Pattern OVERRIDE = Pattern.compile("(?:docker-)?compose\\.override\\.ya?ml");

  /** A later file has the say on these as a whole. */
  private static final List<String> WHOLE =
      List.of("command", "entrypoint", "image", "network_mode", "pid", "ipc", "container_name");

  /** Of these a later file has the say on each key. */
  private static final List<List<String>> BY_KEY =
      List.of(
          List.of("environment"),
          List.of("labels"),
          List.of("build", "args"),
          List.of("deploy", "labels"),
          List.of("logging", "options"));

  /** What lies there is no service's own. */
  private static final Pattern SHARED =
      Pattern.compile("[^/]*|var/(?:run|lib|log|tmp|cache)|(?:etc|usr|lib)/(?:ssl|pki|share|lib)");

  private final Networks networks;
  private final Project project;
  private final NodeId component;
  private final Node body;
  private final Evidence evidence;
  private final List<Fact.Passage> parts = new ArrayList<>();

  Description(Networks networks, NodeId component, Node body, Evidence evidence) {
    this.networks = networks;
    this.project = networks.project();
    this.component = component;
    this.body = body;
    this.evidence = evidence;
  }

  void state(Scope from) {
    project.output().add(new Fact.Viewpoint(component, from, evidence));
    layer();
    extended();
    for (Node volume : Nodes.items(body, "volumes")) {
      Nodes.scalar(volume).ifPresent(this::mounted);
      if (Nodes.text(volume, "type").filter(type -> type.value().equals("bind")).isPresent()) {
        Nodes.text(volume, "source").ifPresent(this::given);
      }
    }
    for (Node config : Nodes.items(body, "configs")) {
      Nodes.scalar(config)
          .or(() -> Nodes.text(config, "source"))
          .flatMap(name -> Nodes.text(networks.top(), "configs", name.value(), "file"))
          .ifPresent(this::given);
    }
  }

  private void layer() {
    for (String key : WHOLE) {
      Nodes.at(body, key).ifPresent(value -> part(key, value));
    }
    Nodes.at(body, "healthcheck", "test").ifPresent(test -> part("healthcheck", test));
    for (List<String> path : BY_KEY) {
      String key = String.join(".", path);
      Nodes.at(body, path.toArray(String[]::new)).ifPresent(node -> pairs(key, node));
    }
    List<String> keys = parts.stream().map(Fact.Passage::key).distinct().toList();
    project.output().add(new Fact.Layer(component, slot(), 0, parts, keys, evidence));
  }

  /** Compose takes the override after the file it overrides; others only where it is told to. */
  private String slot() {
    String name = project.document().fileName().toLowerCase(Locale.ROOT);
    return MAIN.matcher(name).matches() ? "0" : OVERRIDE.matcher(name).matches() ? "1" : "";
  }

  private void pairs(String key, Node pairs) {
    for (Node.Entry entry : Nodes.entries(pairs)) {
      part(key + " " + entry.key().value(), entry.value());
    }
    for (Node item : Nodes.items(pairs)) {
      Nodes.scalar(item)
          .ifPresent(line -> part(key + " " + line.value().replaceFirst("=.*", ""), line));
    }
  }

  private void part(String key, Node value) {
    int end = Math.max(value.start(), value.end() - 1);
    parts.add(new Fact.Passage(key, place(value.start()), place(end)));
  }

  private SourceLocation place(int offset) {
    return project.output().evidence(offset, offset + 1, "compose/part").at();
  }

  private void extended() {
    Optional<Scalar> file = Nodes.text(body, "extends", "file");
    Optional<Scalar> name =
        Nodes.text(body, "extends", "service").or(() -> Nodes.text(body, "extends"));
    Optional<String> folder =
        file.isEmpty()
            ? Optional.of(project.document().folder())
            : project.path(file.get().value()).map(Project::folder);
    if (name.isPresent() && folder.isPresent()) {
      NodeId parent = project.component(folder.get(), name.get().value());
      if (!parent.equals(component)) {
        project.output().add(new Fact.Inherits(component, parent, evidence));
      }
    }
  }

  /** {@code ./here:/there:ro}; what does not begin like a path is a volume. */
  private void mounted(Scalar volume) {
    String text = volume.value();
    int colon = text.indexOf(':');
    if (colon > 0 && (text.startsWith(".") || text.startsWith("/"))) {
      given(volume.part(0, colon));
    }
  }

  /** Whether it is a file or a folder only the machine knows. */
  private void given(Scalar source) {
    Optional<String> path = project.path(source.value()).filter(this::isOwn);
    if (path.isPresent()) {
      Evidence place =
          project
              .output()
              .evidence(
                  source.offset(0), source.endOffset(source.value().length()), "compose/volumes");
      project.output().add(new Fact.Reads(component, path.get(), place));
      project.output().add(new Fact.Reads(component, path.get() + "/", place));
    }
  }

  /** A folder of the whole project, or of the system, is no service's own. */
  private boolean isOwn(String path) {
    String folder = project.document().folder() + "/";
    boolean absolute = !path.startsWith(folder);
    return !folder.startsWith(path + "/") && !(absolute && SHARED.matcher(path).matches());
  }
}
