package io.whatbreaks.scan;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes what a scanner says of one document. Not for use by several threads. */
public final class ScanOutput {
  private final Document document;
  private final Question question;
  private final boolean wantsDetails;
  private final Supplier<int[]> words;
  private @Nullable WordSet held;
  private boolean tokenLeft;
  private boolean detailsLeft;
  private final List<Fact> facts = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private String scanner = "";
  private boolean understood;
  private boolean read;
  private boolean damaged;

  /** Takes everything that is said of {@code document}. */
  public ScanOutput(Document document) {
    this.document = requireNonNull(document, "document");
    this.question = Question.ofEverything();
    this.wantsDetails = true;
    this.words = () -> Words.of(document.localPath(), document.searched());
  }

  ScanOutput(SourceOutput.Shelved shelved, Question question, boolean wantsDetails) {
    this.document = shelved.document();
    this.question = question;
    this.wantsDetails = wantsDetails;
    this.words = shelved::words;
  }

  /**
   * Whether the document or its path may hold all words of a text: runs of letters and digits,
   * whole, letter case apart. {@code false} is certain.
   */
  public boolean mayHold(String text) {
    WordSet set = held;
    if (set == null) {
      set = new WordSet();
      set.addAll(words.get());
      held = set;
    }
    int[] hashes = Words.of(text.getBytes(StandardCharsets.UTF_8));
    for (int hash : hashes) {
      if (!set.contains(hash)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a token of that text is worth stating: whoever asks knows by what labels. */
  public boolean wantsToken(String text) {
    boolean wanted = question.wantsToken(text);
    tokenLeft |= !wanted;
    return wanted;
  }

  /** Whether a text may hold a token worth stating. */
  public boolean wantsTokenIn(String text) {
    boolean wanted = question.wantsTokenIn(text);
    tokenLeft |= !wanted;
    return wanted;
  }

  /**
   * Whether the document holds, as far as can be told from its words, anything that is asked for.
   * Where it does not, a scanner may leave out all that matters only by a name, address or port
   * that stands there; the document is scanned again when it comes to be asked for.
   */
  public boolean wantsDetails() {
    detailsLeft |= !wantsDetails;
    return wantsDetails;
  }

  /** Whether what upgrades of a software mind is asked for. */
  public boolean wantsUpgrade(String software) {
    return question.wantsUpgrade(requireNonNull(software, "software"));
  }

  /** Whether what upgrades of any software mind is asked for. */
  public boolean wantsUpgrades() {
    return question.wantsUpgrades();
  }

  boolean isTokenLeft() {
    return tokenLeft;
  }

  boolean areDetailsLeft() {
    return detailsLeft;
  }

  /** From now on {@code scanner} speaks. */
  void speaker(Scanner speaker) {
    scanner = speaker.id();
  }

  /** States a fact. What a mask covers in its evidence does not stay in the fact either. */
  public void add(Fact fact) {
    requireNonNull(fact, "fact");
    String shown = fact.evidence().text();
    if (fact instanceof Fact.Token token
        && !shown.equals(token.text())
        && Secrets.isMasked(shown)) {
      return;
    }
    if (fact instanceof Fact.Setting setting
        && !setting.value().isEmpty()
        && Secrets.isMasked(shown)) {
      facts.add(
          new Fact.Setting(
              setting.component(),
              setting.key(),
              shown,
              setting.rank(),
              setting.condition(),
              setting.evidence()));
      return;
    }
    facts.add(fact);
  }

  /**
   * The evidence for a fact.
   *
   * @param start offset of the first character of the name or value in {@link Document#text}
   * @param end offset behind its last one; what lies on a following line is cut off
   * @param rule which rule of the scanner understood it
   */
  public Evidence evidence(int start, int end, String rule) {
    return document.evidence(start, end, scanner, rule);
  }

  /**
   * A part of the document could not be understood: everything else is, and the document counts as
   * partly read.
   *
   * @param code a stable word in kebab case
   * @param offset where, in {@link Document#text}
   */
  public void lost(String code, int offset, String message, String hint) {
    damaged = true;
    diagnostics.add(
        new Diagnostic(
            Severity.ERROR, code, document.path(), document.lineOf(offset), message, hint));
  }

  /** Something worth knowing that cost nothing. */
  public void notice(Severity severity, String code, int offset, String message, String hint) {
    diagnostics.add(
        new Diagnostic(severity, code, document.path(), document.lineOf(offset), message, hint));
  }

  /**
   * Says that the scanner knows this document's format or software: its values are accounted for.
   */
  public void understood() {
    understood = true;
    read = true;
  }

  /**
   * Says that the scanner knows what kind of document this is, a script for instance, and that it
   * is read as the text it is: its words are left to the fallback.
   */
  public void understoodAsText() {
    understood = true;
  }

  /** Whether a scanner before this one understood the document. */
  public boolean isUnderstood() {
    return understood;
  }

  /** Whether a scanner before this one has read the values of the document, too. */
  public boolean isRead() {
    return read;
  }

  boolean isDamaged() {
    return damaged;
  }

  List<Fact> facts() {
    return facts;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
