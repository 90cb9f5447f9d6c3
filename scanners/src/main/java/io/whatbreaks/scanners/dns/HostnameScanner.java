package io.whatbreaks.scanners.dns;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Scalar;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code etc/hostname}: the machine's own name.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/hostname.5.html">hostname(5)</a>
 */
public final class HostnameScanner implements Scanner {

  /** For ServiceLoader. */
  public HostnameScanner() {}

  @Override
  public String id() {
    return "hostname";
  }

  @Override
  public boolean accepts(Document document) {
    return document.scope().kind() == Scope.Kind.HOST
        && (document.localPath().equals("etc/hostname")
            || document.localPath().equals("etc/HOSTNAME"));
  }

  @Override
  public boolean isFoundation() {
    return true;
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    output.understood();
    TextLines lines = new TextLines(document.text());
    while (lines.more()) {
      List<Scalar> words = lines.words();
      if (!words.isEmpty()) {
        name(document, output, words.get(0));
        return;
      }
    }
  }

  private static void name(Document document, ScanOutput output, Scalar word) {
    if (!HostName.isHostName(word.value())) {
      output.lost(
          "hostname-syntax",
          word.start(),
          "not a host name: " + word.value(),
          "put the machine's name on the first line");
      return;
    }
    output.add(
        new Fact.Declaration(
            NodeId.host(document.scope(), word.value()),
            Optional.empty(),
            output.evidence(word.start(), Written.end(word), "hostname")));
  }
}
