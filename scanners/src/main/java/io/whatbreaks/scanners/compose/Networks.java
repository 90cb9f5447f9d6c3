package io.whatbreaks.scanners.compose;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import java.util.Locale;
import java.util.Optional;

/**
 * The networks of a compose file, and what the machine calls them: other projects join them by that
 * name.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/networks/">Networks</a>
 */
record Networks(Project project, Node.Mapping top) {
  private static final String DEFAULT = "default";

  /** States what holds for all services that name no network. */
  void read() {
    Optional<Scalar> name = Nodes.text(top, "name");
    Nodes.at(top, "networks", DEFAULT)
        .flatMap(network -> Nodes.text(network, "name").or(() -> name))
        .or(() -> name)
        .ifPresent(written -> attach(project.host(""), DEFAULT, known(DEFAULT), written));
    for (Node included : Nodes.items(top, "include")) {
      Nodes.scalar(included).ifPresent(this::include);
      for (Scalar path : Service.texts(included, "path")) {
        include(path);
      }
    }
  }

  /** The services of an included file run on the networks of the including one. */
  private void include(Scalar written) {
    Optional<String> path = project.path(written.value());
    String folder = path.map(Project::folder).orElse(project.document().folder());
    if (!folder.equals(project.document().folder())) {
      attach(NodeId.host(project.scopeOf(folder), ""), DEFAULT, known(DEFAULT), written);
    }
  }

  /** Where a service looks names up from: mostly itself. */
  Scope from(Scalar service, Node body) {
    Optional<Scalar> mode = mode(body);
    String value = mode.map(Scalar::value).orElse("");
    if (value.equals("host")) {
      return project.document().scope();
    }
    int colon = value.indexOf(':');
    boolean shared = value.startsWith("service:") || value.startsWith("container:");
    return project.scope().member(shared ? value.substring(colon + 1) : service.value());
  }

  private static Optional<Scalar> mode(Node body) {
    return Nodes.text(body, "network_mode").or(() -> Nodes.text(body, "net"));
  }

  /** States on which networks a service, or another name of its container, answers. */
  void attach(NodeId host, Node body) {
    Optional<Scalar> mode = mode(body);
    if (mode.isPresent()) {
      attach(host, "", "", mode.get());
      return;
    }
    for (Node.Entry network : Nodes.entries(body, "networks")) {
      attach(host, network.key());
    }
    for (Scalar network : Service.texts(body, "networks")) {
      attach(host, network);
    }
  }

  /** States that a name answers on one network. */
  void attach(NodeId host, Scalar network) {
    attach(host, network.value(), known(network.value()), network);
  }

  private void attach(NodeId host, String network, String known, Scalar at) {
    Evidence evidence =
        project
            .output()
            .evidence(at.offset(0), at.endOffset(at.value().length()), "compose/network");
    project.output().add(new Fact.Attachment(host, network, known, evidence));
  }

  /** What the machine calls a network; empty where the project has no name. */
  private String known(String network) {
    Optional<Node> stated = Nodes.at(top, "networks", network);
    Optional<String> name =
        stated
            .flatMap(
                body -> Nodes.text(body, "name").or(() -> Nodes.text(body, "external", "name")))
            .map(Scalar::value);
    boolean external =
        stated
            .flatMap(body -> Nodes.at(body, "external"))
            .filter(value -> Nodes.scalar(value).map(s -> s.value().equals("true")).orElse(true))
            .isPresent();
    if (name.isPresent() || external) {
      return name.orElse(network);
    }
    String project = projectName();
    return project.isEmpty() ? "" : project + "_" + network;
  }

  private String projectName() {
    String folder = project.document().folder();
    return Nodes.text(top, "name")
        .map(Scalar::value)
        .orElseGet(
            () ->
                folder
                    .substring(folder.lastIndexOf('/') + 1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9_-]", ""));
  }
}
