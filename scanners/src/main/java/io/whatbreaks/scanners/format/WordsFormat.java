package io.whatbreaks.scanners.format;

import java.util.ArrayList;
import java.util.List;

/** Reads a keyword and words behind it, one statement a line. */
final class WordsFormat {
  private WordsFormat() {}

  static LocatedTree read(String text) {
    List<Node.Entry> entries = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      WordLine line = WordLine.read(text, at);
      if (!line.words().isEmpty()) {
        entries.add(WordLine.entry(line.words()));
      }
      at = line.next();
    }
    return entries.isEmpty()
        ? new LocatedTree(List.of(), List.of())
        : new LocatedTree(List.of(new Node.Mapping(entries, 0, text.length())), List.of());
  }
}
