package io.whatbreaks.scanners.systemd;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Scalar;
import java.util.List;
import java.util.OptionalInt;

/**
 * A command that starts a virtual machine of Java: which security properties it reads, and whether
 * it has a security manager, with which it keeps addresses until it ends unless those say else.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/doc-files/net-properties.html">Networking
 *     Properties, Address Cache</a>
 */
final class JavaCommand {
  private static final String RULE = "service.java";
  private static final String PROGRAM = "/bin/java";
  private static final String PROPERTIES = "-Djava.security.properties=";
  private static final String MANAGER = "-Djava.security.manager";

  /** Where distributions keep the properties of the machine that {@code /usr/bin/java} is. */
  private static final List<String> USUAL =
      List.of(
          "etc/java*/security/java.security",
          "usr/lib/jvm/*/conf/security/java.security",
          "usr/lib/jvm/*/lib/security/java.security",
          "usr/lib/jvm/*/jre/lib/security/java.security");

  private final ScanOutput output;
  private final NodeId component;

  JavaCommand(ScanOutput output, NodeId component) {
    this.output = output;
    this.component = component;
  }

  /** States what the words of a command say, where it starts one. */
  void state(List<Scalar> words) {
    for (int i = 0; i < words.size(); i++) {
      Scalar word = words.get(i);
      if (word.value().endsWith(PROGRAM) && word.value().startsWith("/")) {
        program(word);
        options(words.subList(i + 1, words.size()));
        return;
      }
    }
  }

  private void program(Scalar word) {
    String path = word.value();
    if (path.equals("/usr/bin/java")) {
      USUAL.forEach(usual -> reads(word, usual));
      return;
    }
    String home = path.substring(1, path.length() - PROGRAM.length());
    reads(word, home + "/conf/security/java.security");
    reads(word, home + "/lib/security/java.security");
  }

  private void options(List<Scalar> words) {
    for (Scalar word : words) {
      String text = word.value();
      if (text.startsWith(PROPERTIES)) {
        String path = text.substring(PROPERTIES.length()).replaceFirst("^=?/?", "");
        reads(word, path);
      } else if (text.equals(MANAGER) || text.startsWith(MANAGER + "=")) {
        manager(word);
      }
    }
  }

  private void manager(Scalar word) {
    String value = word.value().substring(MANAGER.length());
    if (!value.equals("=allow") && !value.equals("=disallow")) {
      output.add(
          new Fact.Renewal(
              component,
              Fact.Renewed.ADDRESS,
              OptionalInt.empty(),
              output.evidence(
                  word.offset(0),
                  word.endOffset(word.value().length()),
                  "service.security-manager")));
    }
  }

  private void reads(Scalar word, String path) {
    output.add(
        new Fact.Reads(
            component,
            path,
            false,
            output.evidence(word.offset(0), word.endOffset(word.value().length()), RULE)));
  }
}
