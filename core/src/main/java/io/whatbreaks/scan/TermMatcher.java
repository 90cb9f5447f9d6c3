package io.whatbreaks.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Tells whether a document may hold one of some terms: by word hashes first, by its bytes where a
 * port or an address makes it worth looking.
 */
final class TermMatcher {
  private static final Map<String, Integer> SCHEMES =
      Map.of("http", 80, "https", 443, "ws", 80, "wss", 443);

  /** Letters and digits, and between them single separators. */
  private static final Pattern IN_ONE_PIECE = Pattern.compile("[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)+");

  private record Wanted(Term term, Set<Integer> words) {}

  private final Map<Integer, List<Wanted>> anywhere = new HashMap<>();
  private final Map<Scope, Map<Integer, List<Wanted>>> within = new HashMap<>();
  private final Set<Scope> whole = new HashSet<>();
  private final BiPredicate<Scope, String> completes;
  private final WordSet words = new WordSet();

  TermMatcher(List<Term> terms, BiPredicate<Scope, String> completes) {
    this.completes = completes;
    terms.forEach(this::add);
  }

  private void add(Term term) {
    int[] termWords = term.words();
    if (termWords.length == 0) {
      if (term.text().isEmpty()) {
        term.within().ifPresent(whole::add);
      }
      return;
    }
    Map<Integer, List<Wanted>> index =
        term.within()
            .map(scope -> within.computeIfAbsent(scope, absent -> new HashMap<>()))
            .orElse(anywhere);
    words.addAll(termWords);
    // The last word of a name is mostly the one that tells it from others.
    index
        .computeIfAbsent(termWords[termWords.length - 1], absent -> new ArrayList<>(1))
        .add(new Wanted(term, Set.copyOf(FileState.boxed(termWords))));
  }

  boolean isEmpty() {
    return anywhere.isEmpty() && within.isEmpty() && whole.isEmpty();
  }

  boolean matches(SourceOutput.Shelved shelved) {
    Scope scope = shelved.document().scope();
    if (whole.contains(scope)) {
      return true;
    }
    Map<Integer, List<Wanted>> local = within.getOrDefault(scope, Map.of());
    if (anywhere.isEmpty() && local.isEmpty()) {
      return false;
    }
    Set<Integer> held = new HashSet<>();
    for (int word : shelved.words()) {
      if (words.contains(word)) {
        held.add(word);
      }
    }
    return !held.isEmpty() && (matches(shelved, held, anywhere) || matches(shelved, held, local));
  }

  private boolean matches(
      SourceOutput.Shelved shelved, Set<Integer> held, Map<Integer, List<Wanted>> wanted) {
    if (wanted.isEmpty()) {
      return false;
    }
    for (int word : held) {
      for (Wanted candidate : wanted.getOrDefault(word, List.of())) {
        if (held.containsAll(candidate.words()) && stands(shelved.document(), candidate.term())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether what the words say can be: a name stands in one piece, a port as such. */
  private boolean stands(Document document, Term term) {
    if (!term.ports().isEmpty()) {
      return couldMean(document, term);
    }
    boolean isName = term.within().isEmpty() && IN_ONE_PIECE.matcher(term.text()).matches();
    return !isName
        || holds(Document.asUtf8(document.bytes()), term.text())
        || holds(document.localPath().getBytes(UTF_8), term.text());
  }

  /** Whether a name stands there; in what is derived from it, separators become others. */
  private static boolean holds(byte[] bytes, String name) {
    int first = Words.lower(name.charAt(0));
    int length = name.length();
    for (int i = 0; i + length <= bytes.length; i++) {
      if (Words.lower(bytes[i]) == first) {
        int k = 1;
        while (k < length && isSame(bytes[i + k], name.charAt(k))) {
          k++;
        }
        if (k == length) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isSame(byte b, char c) {
    return isSeparator(c) ? isSeparator(b) : Words.lower(b) == Words.lower(c);
  }

  private static boolean isSeparator(int c) {
    return c == '-' || c == '.' || c == '_';
  }

  /** Whether a name stands there with one of the ports, or without a port that is written. */
  private boolean couldMean(Document document, Term term) {
    byte[] bytes = document.bytes();
    String label = term.text();
    for (int at = Words.indexOf(bytes, label, 0);
        at >= 0;
        at = Words.indexOf(bytes, label, at + 1)) {
      int end = at + label.length();
      boolean begins = at == 0 || !isNamePart(bytes[at - 1]);
      boolean ends = end == bytes.length || !isLabelPart(bytes[end]);
      if (begins && ends) {
        int nameEnd = nameEnd(bytes, end, term.name(), label.length());
        if (nameEnd >= 0
            && isCompleted(document, term, nameEnd - at)
            && couldMean(bytes, at, nameEnd, term.ports())) {
          return true;
        }
      }
    }
    return false;
  }

  /** A name that is not written in full means the whole one where a search list completes it so. */
  private boolean isCompleted(Document document, Term term, int length) {
    String name = term.name();
    return length >= name.length()
        || name.charAt(length) != '.'
        || completes.test(document.scope(), name.substring(length + 1));
  }

  /**
   * Where the name that begins with the label ends; -1 where it goes on otherwise than the whole
   * name does.
   */
  private static int nameEnd(byte[] bytes, int labelEnd, String name, int from) {
    int end = labelEnd;
    int i = from;
    while (end < bytes.length
        && i < name.length()
        && (bytes[end] | 0x20) == (name.charAt(i) | 0x20)) {
      end++;
      i++;
    }
    if (end < bytes.length && bytes[end] == '.' && i == name.length()) {
      end++;
    }
    return end < bytes.length && isLabelPart(bytes[end]) ? -1 : end;
  }

  private static boolean couldMean(byte[] bytes, int start, int end, Set<Integer> ports) {
    boolean key = end + 1 < bytes.length && bytes[end] == ':' && bytes[end + 1] <= ' ';
    boolean folder = end < bytes.length && bytes[end] == '/';
    boolean inPath =
        start > 0 && bytes[start - 1] == '/' && !(start > 1 && bytes[start - 2] == '/');
    if (inPath || ports.contains(Term.ANY_PORT)) {
      return !inPath;
    }
    if (key) {
      return false;
    }
    if (end + 1 < bytes.length && bytes[end] == ':' && isDigit(bytes[end + 1])) {
      int port = 0;
      for (int i = end + 1; i < bytes.length && isDigit(bytes[i]) && port < 100_000; i++) {
        port = port * 10 + bytes[i] - '0';
      }
      return ports.contains(port);
    }
    int scheme = start;
    while (scheme > 2 && scheme > start - 200 && !isOutside(bytes[scheme - 1])) {
      if (bytes[scheme - 1] == '/' && bytes[scheme - 2] == '/' && bytes[scheme - 3] == ':') {
        Integer port = SCHEMES.get(scheme(bytes, scheme - 3));
        boolean closed = end == bytes.length || bytes[end] != ':';
        return port == null || !closed || ports.contains(port);
      }
      scheme--;
    }
    return !folder;
  }

  private static String scheme(byte[] bytes, int end) {
    int start = end;
    while (start > 0 && start > end - 12 && isLabelPart(bytes[start - 1])) {
      start--;
    }
    StringBuilder scheme = new StringBuilder();
    for (int i = start; i < end; i++) {
      scheme.append((char) (bytes[i] | 0x20));
    }
    return scheme.toString();
  }

  private static boolean isOutside(byte b) {
    return b <= ' ' || b == '"' || b == '\'' || b == ',' || b == '=' || b == '(' || b == '{';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isLabelPart(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || isDigit(b)
        || b == '-'
        || b == '_'
        || b < 0;
  }

  private static boolean isNamePart(byte b) {
    return b == '.' || isLabelPart(b);
  }
}
