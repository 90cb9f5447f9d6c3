package io.whatbreaks.scanners.inventory;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.table.KnownSoftware;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** States what a document says is installed. */
record Installed(Document document, ScanOutput output, KnownSoftware known) {
  private static final String RULE = "inventory/";
  private static final Pattern NUMBERS =
      Pattern.compile("[\\^~>=<v\\s\"']*(\\d+(?:\\.\\d+)*(?:[-.+_]?[0-9A-Za-z]+)*).*");

  /** The application whose folder a build file lies in, as its property files have it. */
  NodeId application() {
    String folder = document.folder();
    String name =
        document.scope().kind() == Scope.Kind.HOST
            ? folder.substring(folder.lastIndexOf('/') + 1)
            : folder;
    return NodeId.component(document.scope(), name.isEmpty() ? "." : name);
  }

  /** The software itself, as its own files have it. */
  NodeId itself(String software) {
    return NodeId.component(document.scope(), software);
  }

  /** A package of a language that an application uses. */
  void artifact(NodeId user, String coordinate, String version, int start, int end) {
    all(user, known.ofArtifact(coordinate), version, start, end, "artifact");
  }

  void all(
      NodeId component,
      Collection<String> software,
      String version,
      int start,
      int end,
      String rule) {
    for (String one : software) {
      one(component, one, version, start, end, rule);
    }
  }

  void one(NodeId component, String software, String version, int start, int end, String rule) {
    if (output.wantsUpgrade(software)) {
      Matcher numbers = NUMBERS.matcher(version.strip());
      output.add(
          new Fact.Installation(
              component,
              software,
              numbers.matches() ? numbers.group(1) : "",
              output.evidence(start, end, RULE + rule)));
    }
  }
}
