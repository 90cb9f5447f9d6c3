package io.whatbreaks.scanners.systemd;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.systemd.UnitFile.Assignment;
import io.whatbreaks.scanners.value.CommandLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The place of a file among those that describe one unit: drop-ins come behind the unit, in the
 * order of their names whatever folder they lie in; of files of one name that of {@code /etc}
 * counts, then that of {@code /run}.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html">
 *     systemd.unit(5), "drop-in"</a>
 */
final class UnitLayer {
  private static final Set<String> SINGLE = Set.of("WorkingDirectory", "What", "Where");

  private final ScanOutput output;
  private final List<Fact.Passage> parts = new ArrayList<>();
  private final List<String> takesBack = new ArrayList<>();

  private UnitLayer(ScanOutput output) {
    this.output = output;
  }

  /** States the layer. */
  static void state(
      Document document, ScanOutput output, NodeId component, UnitFile file, boolean dropIn) {
    UnitLayer layer = new UnitLayer(output);
    layer.takesBack.addAll(file.reset());
    file.assignments().forEach(layer::assignment);
    output.add(
        new Fact.Layer(
            component,
            dropIn ? "1 " + document.fileName() : "0",
            precedence(document.localPath()),
            layer.parts,
            layer.takesBack,
            output.evidence(0, 0, "unit.layer")));
  }

  private static int precedence(String path) {
    return path.startsWith("etc/")
        ? 3
        : path.startsWith("run/") ? 2 : path.contains("local/") ? 1 : 0;
  }

  private void assignment(Assignment assignment) {
    String key = assignment.key();
    Scalar value = assignment.value();
    if (key.equals("Environment")) {
      for (Scalar word : CommandLine.words(value)) {
        String variable = key + " " + word.value().replaceFirst("(?s)=.*", "");
        part(variable, word);
        takesBack.add(variable);
      }
      return;
    }
    part(key, value);
    if (SINGLE.contains(key)) {
      takesBack.add(key);
    }
  }

  private void part(String key, Scalar value) {
    if (!value.value().isEmpty()) {
      int last = Math.max(0, value.value().length() - 1);
      parts.add(new Fact.Passage(key, place(value.offset(0)), place(value.offset(last))));
    }
  }

  private SourceLocation place(int offset) {
    return output.evidence(offset, offset + 1, "unit.part").at();
  }
}
