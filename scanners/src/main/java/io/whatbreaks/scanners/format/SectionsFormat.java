package io.whatbreaks.scanners.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads section keywords with statements below them; those before any section stand at the top. */
final class SectionsFormat {
  private static final Set<String> SECTIONS =
      Set.of(
          "global",
          "defaults",
          "frontend",
          "backend",
          "listen",
          "peers",
          "resolvers",
          "userlist",
          "mailers",
          "cache",
          "program",
          "ring",
          "http-errors",
          "log-forward",
          "fcgi-app",
          "crt-store",
          "traces",
          "acme");

  private final String text;
  private final List<Node.Entry> top = new ArrayList<>();
  private List<Scalar> head = List.of();
  private List<Node.Entry> lines = new ArrayList<>();

  private SectionsFormat(String text) {
    this.text = text;
  }

  static LocatedTree read(String text) {
    return new SectionsFormat(text).read();
  }

  private LocatedTree read() {
    int at = 0;
    while (at < text.length()) {
      WordLine line = WordLine.read(text, at);
      if (!line.words().isEmpty()) {
        take(line.words());
      }
      at = line.next();
    }
    finish();
    return top.isEmpty()
        ? new LocatedTree(List.of(), List.of())
        : new LocatedTree(List.of(new Node.Mapping(top, 0, text.length())), List.of());
  }

  private void take(List<Scalar> written) {
    List<Scalar> words = apart(written);
    if (isSection(words.get(0).value())) {
      finish();
      head = words;
    } else if (head.isEmpty()) {
      top.add(WordLine.entry(words));
    } else {
      lines.add(WordLine.entry(words));
    }
  }

  private static boolean isSection(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return SECTIONS.contains(word) || lower.equals("host") || lower.equals("match");
  }

  /** {@code Key=value} and {@code Key = value} as {@code Key value}. */
  private static List<Scalar> apart(List<Scalar> words) {
    List<Scalar> apart = new ArrayList<>(words);
    Scalar first = words.get(0);
    int equals = first.value().indexOf('=');
    if (equals > 0) {
      apart.set(0, first.part(0, equals));
      if (equals + 1 < first.value().length()) {
        apart.add(1, first.part(equals + 1, first.value().length()));
      }
    } else if (words.size() > 1 && words.get(1).value().equals("=")) {
      apart.remove(1);
    }
    return apart;
  }

  private void finish() {
    if (head.isEmpty()) {
      return;
    }
    Scalar key = head.get(0);
    List<Node> items = new ArrayList<>(head.subList(1, head.size()));
    int start = lines.isEmpty() ? head.get(head.size() - 1).end() : lines.get(0).key().start();
    int end = lines.isEmpty() ? start : lines.get(lines.size() - 1).value().end();
    items.add(new Node.Mapping(lines, start, end));
    top.add(new Node.Entry(key, new Node.Sequence(items, items.get(0).start(), end)));
    head = List.of();
    lines = new ArrayList<>();
  }
}
