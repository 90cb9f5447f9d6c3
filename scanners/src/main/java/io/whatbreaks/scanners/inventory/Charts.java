package io.whatbreaks.scanners.inventory;

import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.KnownSoftware;
import java.util.Optional;

/**
 * What a chart of Helm installs.
 *
 * @see <a href="https://helm.sh/docs/topics/charts/#the-chartyaml-file">The Chart.yaml File</a>
 */
final class Charts {
  private static final int DEEPEST = 12;

  private final Installed installed;

  Charts(Installed installed) {
    this.installed = installed;
  }

  /** {@code Chart.yaml}, or {@code requirements.yaml} of Helm 2. */
  void chart() {
    for (Node root : Format.YAML.read(installed.document().text()).roots()) {
      Optional<Scalar> name = Nodes.text(root, "name");
      Optional<Scalar> version = Nodes.text(root, "appVersion");
      if (name.isPresent() && version.isPresent()) {
        found(name.get().value(), version.get(), version.get().value());
      }
      for (Node dependency : Nodes.items(root, "dependencies")) {
        // The version of a chart is not that of what it installs.
        Nodes.text(dependency, "name").ifPresent(other -> found(other.value(), other, ""));
      }
    }
  }

  private void found(String chart, Scalar at, String version) {
    for (String software : installed.known().ofChart(chart)) {
      installed.one(
          installed.application(),
          software,
          version,
          at.offset(0),
          at.endOffset(at.value().length()),
          "chart");
    }
  }

  /** {@code repository} beside {@code tag} in the values of a chart. */
  void values() {
    for (Node root : Format.YAML.read(installed.document().text()).roots()) {
      image(root, 0);
    }
  }

  private void image(Node node, int depth) {
    if (depth > DEEPEST || !(node instanceof Node.Mapping mapping)) {
      return;
    }
    Optional<Scalar> repository = Nodes.text(node, "repository");
    Optional<Scalar> tag = Nodes.text(node, "tag");
    if (repository.isPresent() && tag.isPresent()) {
      for (KnownSoftware.Release release :
          installed.known().ofImage(repository.get().value() + ":" + tag.get().value())) {
        installed.one(
            installed.application(),
            release.software(),
            release.version(),
            tag.get().offset(0),
            tag.get().endOffset(tag.get().value().length()),
            "image");
      }
    }
    mapping.entries().forEach(entry -> image(entry.value(), depth + 1));
  }
}
