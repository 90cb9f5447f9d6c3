package io.whatbreaks.scanners.dns;

import java.util.Optional;

/**
 * Passes over the records that most lines of a zone file hold, an address, an alias or a pointer
 * with nothing uncommon about it, where nobody asks for their names.
 */
final class PlainRecords {
  private static final int LONGEST_NAME = 255;

  private final String text;
  private final ZoneLexer lexer;
  private final boolean whole;
  private final boolean named;
  private Optional<Span> owner = Optional.empty();
  private boolean needOrigin;

  /** Where an owner is written. */
  record Span(int start, int end) {}

  /**
   * None is passed over where the whole file is wanted.
   *
   * @param named whether the zone's origin is known though the file does not tell it
   */
  PlainRecords(String text, ZoneLexer lexer, boolean whole, boolean named) {
    this.text = text;
    this.lexer = lexer;
    this.whole = whole;
    this.named = named;
  }

  /** The owner of the record passed over last, until it is forgotten. */
  Optional<Span> owner() {
    return owner;
  }

  /** From now on lines without an owner repeat another one. */
  void forget() {
    owner = Optional.empty();
  }

  /** Whether an owner of them hangs on the origin that the file does not tell. */
  boolean needOrigin() {
    return needOrigin;
  }

  /**
   * Whether the entry is such a record.
   *
   * @param initial the origin that the file begins with, as {@link ZoneNames} has it
   * @param origin the one that holds here
   */
  boolean passesOver(String initial, String origin) {
    if (whole
        || (!named && ZoneNames.isOpen(initial))
        || lexer.isIndented()
        || !lexer.problem().isEmpty()
        || !isPlainName(0)) {
      return false;
    }
    int at = 1;
    while (at < lexer.count() && at < 3 && isTtlOrClass(at)) {
      at++;
    }
    boolean open = ZoneNames.isOpen(origin);
    // A full name tells what the first origin may be.
    boolean tells = ZoneNames.isOpen(initial) && (!open || text.charAt(lexer.end(0) - 1) == '.');
    if (tells || at + 2 != lexer.count() || !isPlain(at, at + 1)) {
      return false;
    }
    owner = Optional.of(new Span(lexer.start(0), lexer.end(0)));
    needOrigin |= open;
    return true;
  }

  private boolean isPlain(int type, int data) {
    int start = lexer.start(type);
    return switch (lexer.end(type) - start) {
      case 1 -> text.charAt(start) == 'A' && isAddress(data);
      case 3 -> text.startsWith("PTR", start) && isPlainName(data);
      case 5 -> text.startsWith("CNAME", start) && isPlainName(data);
      default -> false;
    };
  }

  private boolean isTtlOrClass(int word) {
    int start = lexer.start(word);
    int end = lexer.end(word);
    if (end - start == 2 && text.startsWith("IN", start)) {
      return true;
    }
    boolean time = end > start && isDigit(text.charAt(start));
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      time &= isDigit(c) || "WDHMSwdhms".indexOf(c) >= 0;
    }
    return time;
  }

  /** Letters, digits, hyphens, underscores and dots: no wildcard, escape, quote or template. */
  private boolean isPlainName(int word) {
    int start = lexer.start(word);
    int end = lexer.end(word);
    boolean plain = end > start && end - start <= LONGEST_NAME && !lexer.isQuoted(word);
    for (int i = start; plain && i < end; i++) {
      char c = text.charAt(i);
      plain =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || "-_.".indexOf(c) >= 0;
    }
    return plain;
  }

  /** Four numbers, each as short as it can be written. */
  private boolean isAddress(int word) {
    int numbers = 0;
    int from = lexer.start(word);
    int end = lexer.end(word);
    while (from < end) {
      int value = 0;
      int to = from;
      while (to < end && to < from + 3 && isDigit(text.charAt(to))) {
        value = value * 10 + text.charAt(to++) - '0';
      }
      boolean zeros = to - from > 1 && text.charAt(from) == '0';
      if (to == from || zeros || value > 255 || (to < end && text.charAt(to) != '.')) {
        return false;
      }
      numbers++;
      from = to + 1;
    }
    return numbers == 4 && text.charAt(end - 1) != '.';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
