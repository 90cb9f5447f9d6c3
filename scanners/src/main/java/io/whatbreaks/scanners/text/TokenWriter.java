package io.whatbreaks.scanners.text;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NamePattern;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.CommandWriter;
import io.whatbreaks.scanners.value.CommandLine;
import io.whatbreaks.scanners.value.Endpoint;
import io.whatbreaks.scanners.value.ReferenceWriter;
import io.whatbreaks.scanners.value.Sentences;
import io.whatbreaks.scanners.value.Syntax;
import io.whatbreaks.scanners.value.ValueGrammar;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;

/** States the tokens of one document that could be names, up to a bound. */
final class TokenWriter {
  private static final int MOST_TOKENS = 200_000;

  /** Longer pieces are cut between words, so that what looks at one need not be linear. */
  private static final int LONGEST_PIECE = 4096;

  private static final String RULE = "text";

  private static final ReferenceWriter.Usage UNKNOWN_USE =
      new ReferenceWriter.Usage(
          Syntax.ANY,
          Lookup.EACH_USE,
          Group.Mode.SINGLE,
          true,
          Certainty.POSSIBLE,
          OptionalInt.empty());

  private final Document document;
  private final ScanOutput output;
  private final ReferenceWriter references;
  private final CommandWriter commands;
  private final Surroundings surroundings;

  /** Whether there cannot be too many tokens, so that those nobody wants need not be counted. */
  private final boolean isBounded;

  private int count;

  TokenWriter(Document document, ScanOutput output) {
    this.document = document;
    this.output = output;
    this.surroundings = new Surroundings(document.text());
    this.isBounded = document.text().length() <= MOST_TOKENS;
    this.references = new ReferenceWriter(output, document.component(), document.scope());
    this.commands =
        new CommandWriter(
            document, output, document.component(), Certainty.CERTAIN, Certainty.POSSIBLE);
  }

  void write(Scalar piece, Fact.Span span) {
    if (isBounded && span != Fact.Span.VALUE && !output.wantsTokenIn(piece.value())) {
      return;
    }
    int length = piece.value().length();
    for (int from = 0; from < length && count <= MOST_TOKENS; ) {
      int to = length - from <= LONGEST_PIECE ? length : cut(piece.value(), from);
      write(from == 0 && to == length ? piece : piece.part(from, to), span, to - from == length);
      from = to;
    }
  }

  /** A command line of a script: known programs tell which of its words are hosts. */
  void command(Scalar line) {
    if (line.value().length() > LONGEST_PIECE) {
      write(line, Fact.Span.LITERAL);
      return;
    }
    CommandLine command = CommandLine.of(line);
    int words = command.endpoints().size() + command.names().size() + command.rest().size();
    for (int i = 0; i < words; i++) {
      if (!isCounted(line.start())) {
        return;
      }
    }
    commands.write(command);
    references.patterns(line, EnumSet.of(NamePattern.Syntax.RANGE), RULE);
  }

  private static int cut(String value, int from) {
    for (int to = from + LONGEST_PIECE; to > from + LONGEST_PIECE / 2; to--) {
      if (" \t,;\"'(){}[]<>".indexOf(value.charAt(to - 1)) >= 0) {
        return to;
      }
    }
    return from + LONGEST_PIECE;
  }

  private void write(Scalar piece, Fact.Span span, boolean whole) {
    String value = piece.value();
    List<ValueGrammar.Candidate> candidates = ValueGrammar.candidates(value);
    long endpoints = candidates.stream().filter(found -> found.endpoint().isPresent()).count();
    Group group =
        endpoints > 1 ? new Group(RULE + "@" + piece.start(), Group.Mode.ALL) : Group.ALONE;
    boolean isSentence = span == Fact.Span.LITERAL && Sentences.isOne(value);
    for (ValueGrammar.Candidate candidate : candidates) {
      if (!isCounted(piece.offset(candidate.start()))) {
        return;
      }
      if (span == Fact.Span.VALUE && candidate.endpoint().isPresent()) {
        references.reference(piece, candidate.endpoint().get(), UNKNOWN_USE, group, "", RULE);
        continue;
      }
      boolean all = whole && candidate.start() == 0 && candidate.end() == value.length();
      String text = value.substring(candidate.start(), candidate.end());
      boolean said = text.indexOf('.') < 0 && isSentence;
      if (output.wantsToken(text) && couldBeName(text, all && span == Fact.Span.VALUE)) {
        token(piece, candidate, text, said ? Fact.Span.PROSE : span(piece, candidate, span, all));
      }
    }
    if (span == Fact.Span.VALUE) {
      references.patterns(piece, RULE);
      for (Endpoint joined : ValueGrammar.joined(value)) {
        references.reference(piece, joined, UNKNOWN_USE, Group.ALONE, "", RULE);
      }
    }
  }

  /**
   * A word that is no whole domain name must stand where a host would: the place must speak of one
   * when the word may be any word of the language, and must not speak of something else.
   */
  private Fact.Span span(
      Scalar piece, ValueGrammar.Candidate candidate, Fact.Span span, boolean whole) {
    boolean read = span == Fact.Span.VALUE || span == Fact.Span.LITERAL;
    String text = piece.value().substring(candidate.start(), candidate.end());
    if (!read || text.indexOf('.') >= 0 || candidate.endpoint().isPresent()) {
      return span;
    }
    int end = piece.endOffset(candidate.end());
    boolean plain = text.chars().allMatch(Character::isLetter);
    boolean alone = whole || isQuoted(piece.value(), candidate);
    Fact.Span other = alone ? Fact.Span.OTHER : Fact.Span.PROSE;
    return switch (surroundings.of(piece.offset(candidate.start()), end)) {
      case HOST -> span;
      case OTHER -> other;
      case OPEN -> {
        boolean stands =
            surroundings.isKey(end)
                ? !plain && !surroundings.isField(end)
                : !plain || (whole && span == Fact.Span.VALUE);
        yield stands ? span : other;
      }
    };
  }

  private static boolean isQuoted(String value, ValueGrammar.Candidate candidate) {
    int start = candidate.start();
    int end = candidate.end();
    return start > 0
        && end < value.length()
        && value.charAt(start - 1) == value.charAt(end)
        && "\"'`".indexOf(value.charAt(end)) >= 0;
  }

  private void token(Scalar piece, ValueGrammar.Candidate candidate, String text, Fact.Span span) {
    Evidence evidence =
        output.evidence(piece.offset(candidate.start()), piece.endOffset(candidate.end()), RULE);
    output.add(new Fact.Token(document.component(), document.scope(), text, span, evidence));
  }

  private boolean isCounted(int offset) {
    count++;
    if (count == MOST_TOKENS + 1) {
      output.lost(
          "too-many-tokens",
          offset,
          "more than " + MOST_TOKENS + " words that could be names; the rest was not looked at",
          "leave the file out with --exclude, or split it");
    }
    return count <= MOST_TOKENS;
  }

  /**
   * A host may have a name of one letter, but only as a value of its own is that worth a thought.
   */
  private static boolean couldBeName(String text, boolean alone) {
    if (text.length() < 2 && !alone) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return true;
      }
    }
    return false;
  }
}
