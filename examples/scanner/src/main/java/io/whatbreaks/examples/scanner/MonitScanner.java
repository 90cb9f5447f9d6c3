package io.whatbreaks.examples.scanner;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which machines Monit watches, and the mail server it sends its alerts through. */
public final class MonitScanner implements Scanner {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?<key>check\\s+host\\s+\\S+(?:\\s+with)?\\s+address|failed\\s+host|set\\s+mailserver)"
              + "\\s+\"?(?<name>[\\w.-]+)\"?(?:\\s+port\\s+(?<port>\\d{1,5}))?");
  private static final Pattern NO_ADDRESS =
      Pattern.compile("(?i)^\\s*check\\s+host\\b(?!.*\\baddress\\s+\\S)");

  /** Found by {@link java.util.ServiceLoader}. */
  public MonitScanner() {}

  @Override
  public String id() {
    return "monit";
  }

  @Override
  public boolean accepts(Document document) {
    return document.fileName().equals("monitrc") || document.localPath().startsWith("etc/monit");
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    output.understood();
    for (int line = 1; line <= document.lineCount(); line++) {
      String text = document.line(line).replaceFirst("#.*", "");
      int start = document.lineStart(line);
      Matcher names = NAME.matcher(text);
      while (names.find()) {
        reference(document, output, names, start);
      }
      if (NO_ADDRESS.matcher(text).find()) {
        output.lost("monit-address", start, "a host without an address", "add `address NAME`");
      }
    }
  }

  private static void reference(Document document, ScanOutput output, Matcher found, int start) {
    String port = found.group("port");
    NodeId monit = NodeId.component(document.scope(), "monit");
    output.add(
        new Fact.Reference(
            monit,
            new Fact.Target(
                document.scope(),
                found.group("name"),
                Set.of(NodeKind.HOST),
                port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port))),
            // Soft: Monit goes on without it, only this check is lost.
            new Fact.Use(Lookup.EACH_USE, Group.ALONE, false, Certainty.CERTAIN, ""),
            output.evidence(start + found.start("name"), start + found.end("name"), "monit/host")));
  }
}
