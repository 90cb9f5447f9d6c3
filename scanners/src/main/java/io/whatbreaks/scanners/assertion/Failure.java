package io.whatbreaks.scanners.assertion;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.lint.CodePlace;
import io.whatbreaks.lint.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a failed assertion about literals says. */
record Failure(
    HardCodedHosts.Found found, String place, List<String> allowed, Optional<Path> strictStore) {
  private static final int MOST = 100;

  String text() {
    List<Finding> findings = found.lint().findings();
    StringBuilder text = new StringBuilder();
    text.append(findings.size())
        .append(findings.size() == 1 ? " hard-coded host in " : " hard-coded hosts in ")
        .append(place)
        .append(" (")
        .append(found.coverage().files())
        .append(found.coverage().files() == 1 ? " file" : " files")
        .append(" looked at)\n");
    for (Finding finding : findings.subList(0, Math.min(MOST, findings.size()))) {
      text.append("\n  ").append(kind(finding)).append(": ").append(finding.message());
      text.append("\n      at ").append(at(finding)).append('\n');
    }
    if (findings.size() > MOST) {
      text.append("\n  and ").append(findings.size() - MOST).append(" more\n");
    }
    for (Diagnostic unread : found.diagnostics()) {
      text.append("\n  not looked at: ").append(unread).append('\n');
    }
    found.lint().notices().forEach(notice -> text.append("\n  ").append(notice).append('\n'));
    if (!allowed.isEmpty()) {
      text.append("\nallowed: ").append(String.join("; ", allowed)).append('\n');
    }
    if (strictStore.filter(file -> !Files.exists(file)).isPresent()) {
      text.append("\nno finding is accepted, for there is no file ")
          .append(strictStore.get())
          .append(
              ", and none is made where CI is set: run the test without it, and check the file in\n");
    }
    return text.toString();
  }

  private static String kind(Finding finding) {
    return finding.program().map(CodePlace::kind).orElse("host");
  }

  /** As stack traces write places, which development environments turn into links. */
  static String at(Finding finding) {
    Optional<CodePlace> place =
        finding.program().filter(program -> program.className().isPresent());
    if (place.isEmpty()) {
      return finding.evidence().at().toString();
    }
    String className = place.get().className().orElse("");
    String member = place.get().method().orElse("<class>");
    int parenthesis = member.indexOf('(');
    String method = parenthesis < 0 ? member : member.substring(0, parenthesis);
    String simple = className.substring(className.lastIndexOf('.') + 1);
    int nested = simple.indexOf('$', 1);
    String file =
        place
            .get()
            .sourceFile()
            .orElse((nested < 0 ? simple : simple.substring(0, nested)) + ".java");
    return className + "." + method + "(" + file + ":" + finding.evidence().at().line() + ")";
  }
}
