package io.whatbreaks.scanners.assertion;

import io.whatbreaks.diagnostic.Coverage.Reading;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.lint.CodePlace;
import io.whatbreaks.lint.Finding;
import io.whatbreaks.lint.Lint;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.bytecode.ClassConstant;
import io.whatbreaks.scanners.bytecode.ClassConstants;
import io.whatbreaks.scanners.bytecode.ClassFiles;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.value.HardCoded;
import io.whatbreaks.scanners.value.LiteralJudge;
import io.whatbreaks.scanners.value.LiteralUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges the literals of classes, programs and resources, and keeps what was looked at. */
final class Literals implements ClassFiles.Sink {
  private static final String SCANNER = "hardcoded";
  private static final Scope NOWHERE = Scope.tree("");

  private final LiteralJudge judge;
  private final Allowed allowed;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<Reading> readings = new ArrayList<>();
  private final Batches<Judged> classFiles = new Batches<>(this::keep);
  private int classes;

  Literals(LiteralJudge judge, Allowed allowed) {
    this.judge = judge;
    this.allowed = allowed;
  }

  @Override
  public void take(String path, byte[] bytes) {
    classFiles.add(() -> judged(path, bytes), bytes.length);
  }

  /** What became of one class file. */
  private record Judged(String path, List<Finding> findings, String reason) {}

  private Judged judged(String path, byte[] bytes) {
    List<ClassConstant> constants;
    try {
      constants = ClassConstants.of(bytes);
    } catch (IllegalArgumentException e) {
      return new Judged(path, List.of(), "no class file that is understood: " + e.getMessage());
    }
    List<Finding> all = new ArrayList<>();
    for (ClassConstant constant : constants) {
      for (HardCoded found : judge.judge(constant.text(), constant.use())) {
        if (!allowed.allows(found.name())) {
          all.add(finding(path, constant, found));
        }
      }
    }
    return new Judged(path, all, "");
  }

  private void keep(Judged judged) {
    if (judged.reason().isEmpty()) {
      classes++;
      readings.add(Reading.UNDERSTOOD);
      findings.addAll(judged.findings());
    } else {
      failed(judged.path(), judged.reason());
    }
  }

  /** Waits for the classes that are still looked at; nothing is asked before. */
  void finish() {
    classFiles.finish();
  }

  @Override
  public void failed(String path, String reason) {
    readings.add(Reading.FAILED);
    diagnostics.add(
        new Diagnostic(
            Severity.ERROR, "unreadable", path, 0, reason, "what it holds was not looked at"));
  }

  /** A program's or a resource's text. */
  void text(Document document, Iterable<Literal> literals) {
    readings.add(Reading.UNDERSTOOD);
    for (Literal literal : literals) {
      for (HardCoded found : judge.judge(literal.text().value(), literal.use())) {
        if (!allowed.allows(found.name())) {
          Evidence evidence =
              evidence(
                  document,
                  literal.text().offset(found.start()),
                  literal.text().endOffset(found.end()),
                  rule(found));
          findings.add(
              finding(
                  found,
                  literal.text().value(),
                  evidence,
                  new CodePlace(
                      Optional.empty(), Optional.empty(), Optional.empty(), found.kind().word())));
        }
      }
    }
  }

  /** A literal in a text. */
  record Literal(Scalar text, LiteralUse use) {}

  int classes() {
    return classes;
  }

  int files() {
    return readings.size();
  }

  List<Finding> findings() {
    return findings;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  List<Reading> readings() {
    return readings;
  }

  private static Finding finding(String path, ClassConstant constant, HardCoded found) {
    String text = constant.text().replace(LiteralJudge.HOLE, '…');
    Evidence shown = excerpt(path, text, found.start(), found.end(), rule(found));
    SourceLocation at = new SourceLocation(path, Math.max(1, constant.line()), 1, 1);
    CodePlace place =
        new CodePlace(
            Optional.of(constant.className()),
            Optional.of(constant.member()).filter(member -> !member.isEmpty()),
            Optional.of(constant.sourceFile()).filter(source -> !source.isEmpty()),
            found.kind().word());
    return finding(
        found, text, new Evidence(at, shown.text(), shown.excerpt(), SCANNER, shown.rule()), place);
  }

  private static Evidence excerpt(String path, String text, int start, int end, String rule) {
    return evidence(Document.of(path, NOWHERE, path, text), start, end, rule);
  }

  private static Evidence evidence(Document document, int start, int end, String rule) {
    Evidence shown = new ScanOutput(document).evidence(start, end, rule);
    return new Evidence(shown.at(), shown.text(), shown.excerpt(), SCANNER, rule);
  }

  private static String rule(HardCoded found) {
    return SCANNER + "/" + found.kind().word();
  }

  private static Finding finding(
      HardCoded found, String literal, Evidence evidence, CodePlace place) {
    String shown = excerpt("", literal, found.start(), found.end(), "").excerpt();
    String cut = shown.length() > 160 ? shown.substring(0, 160) + "…" : shown;
    String message =
        "\""
            + cut
            + "\" names the "
            + thing(found)
            + " "
            + evidence.text()
            + (found.known() ? ", which is one of ours" : "")
            + "; "
            + mend(found);
    return new Finding(
        Lint.HARD_CODED_HOST,
        message,
        Severity.WARNING,
        found.known() ? Certainty.CERTAIN : Certainty.POSSIBLE,
        found.name(),
        Optional.empty(),
        evidence,
        Optional.of(place));
  }

  private static String thing(HardCoded found) {
    return switch (found.kind()) {
      case ADDRESS -> "address";
      case HOST, HOST_AND_PORT, URL, JDBC -> "host";
      case QUEUE -> "queue";
    };
  }

  /** How to mend it. */
  static String mend(HardCoded found) {
    return switch (found.kind()) {
      case ADDRESS -> "give the machine a name, and read that from the configuration";
      case HOST, HOST_AND_PORT ->
          "read it from the configuration (a property, an environment variable)";
      case URL ->
          "read the URL, or its host, from the configuration (a property, an environment variable)";
      case JDBC ->
          "read the URL of the database from the configuration (a property, an environment variable)";
      case QUEUE -> "read the name of the queue from the configuration";
    };
  }
}
