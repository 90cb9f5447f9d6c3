package io.whatbreaks.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.whatbreaks.model.Scope;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Looks at the bytes of a document that holds the words of a term: could they be the term? */
final class Standing {
  private static final Map<String, Integer> SCHEMES =
      Map.of("http", 80, "https", 443, "ws", 80, "wss", 443);

  /** Letters and digits, and between them single separators. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9]+(?:[-._]+[A-Za-z0-9]+)*");

  private static final String OPENERS = "{$(%";
  private static final String GAP = " \t\"'";
  private static final String GIVES = ":={?+";
  private static final int LONGEST_PATH = 4096;

  private final Document document;
  private final BiPredicate<Scope, String> completes;
  private final byte[] bytes;
  private final Map<String, List<String>> written = new HashMap<>();

  /**
   * Of one document.
   *
   * @param completes whether a machine's search list completes a name with a domain
   */
  Standing(Document document, BiPredicate<Scope, String> completes) {
    this.document = document;
    this.completes = completes;
    this.bytes = document.searched();
  }

  /** Whether the document, all of whose words it holds, holds a term. */
  boolean couldBe(Term term) {
    return switch (term.manner()) {
      case WORDS, SCOPE -> true;
      case REACHED -> isReached(term);
      case NAME -> !PLAIN.matcher(term.text()).matches() || isNamed(term);
      case KEY ->
          isWithin(document.localPath(), term.whole())
              || !PLAIN.matcher(term.text()).matches()
              || isUsed(term.text());
      case PARTS -> isInParts(term.text());
      case VALUE -> !PLAIN.matcher(term.text()).matches() || isGiven(term.text());
      case PATH -> isLedTo(term.text());
      case FILE -> isAt(term.text());
    };
  }

  private boolean isNamed(Term term) {
    return term.words().length == 1
        || indexOf(bytes, term.text(), 0) >= 0
        || indexOf(document.localPath().getBytes(UTF_8), term.text(), 0) >= 0;
  }

  private boolean isAt(String path) {
    String local = document.localPath();
    if (path.endsWith("/")) {
      return ("/" + local).contains("/" + path);
    }
    if (path.indexOf('*') < 0) {
      return local.equals(path);
    }
    String regex = "\\Q" + path.replace("*", "\\E[^/]*\\Q") + "\\E";
    return local.matches(regex);
  }

  private static boolean isWithin(String path, String folder) {
    return path.startsWith(folder)
        && (folder.isEmpty()
            || path.length() == folder.length()
            || path.charAt(folder.length()) == '/');
  }

  /** Where a name stands; in what is derived from it, one separator stands for another. */
  private static int indexOf(byte[] bytes, String name, int from) {
    int small = Words.lower(name.charAt(0));
    int capital = Words.upper(small);
    int last = bytes.length - name.length();
    for (int i = from; i <= last; i++) {
      byte b = bytes[i];
      if ((b == small || b == capital) && isAt(bytes, i, name)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isAt(byte[] bytes, int at, String name) {
    for (int k = name.length() - 1; k > 0; k--) {
      if (!isSame(bytes[at + k], name.charAt(k))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(byte b, char c) {
    return isSeparator(c) ? isSeparator(b) : Words.lower(b) == Words.lower(c);
  }

  private static boolean isSeparator(int c) {
    return c == '-' || c == '.' || c == '_';
  }

  /** Whether a key stands behind the beginning of a placeholder. */
  private boolean isUsed(String key) {
    for (int at = indexOf(bytes, key, 0); at >= 0; at = indexOf(bytes, key, at + 1)) {
      int before = at - 1;
      while (before >= 0 && bytes[before] == ' ') {
        before--;
      }
      if (before >= 0 && OPENERS.indexOf(bytes[before]) >= 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a key is given a value: {@code key: x}, {@code "key" = x}, {@code variable "key" {}}.
   */
  private boolean isGiven(String key) {
    for (int at = indexOf(bytes, key, 0); at >= 0; at = indexOf(bytes, key, at + 1)) {
      int behind = at + key.length();
      while (behind < bytes.length && GAP.indexOf(bytes[behind]) >= 0) {
        behind++;
      }
      if (behind < bytes.length && GIVES.indexOf(bytes[behind]) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether the name can be put together of parts that stand by themselves. */
  private boolean isInParts(String name) {
    int length = name.length();
    boolean[] reached = new boolean[length + 1];
    reached[0] = true;
    for (int from = 0; from < length; from++) {
      boolean begins = from == 0 || isSeparator(name.charAt(from - 1));
      for (int to = from + 1; begins && reached[from] && to <= length; to++) {
        boolean ends = to == length || isSeparator(name.charAt(to));
        if (ends && to - from < length && standsAlone(name.substring(from, to))) {
          reached[to == length ? to : to + 1] = true;
        }
      }
    }
    return reached[length];
  }

  private boolean standsAlone(String part) {
    for (int at = indexOf(bytes, part, 0); at >= 0; at = indexOf(bytes, part, at + 1)) {
      int end = at + part.length();
      if ((at == 0 || !isNamePart(bytes[at - 1]))
          && (end == bytes.length || !isNamePart(bytes[end]))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a path is written that may lead from here, from a folder above or from outside. */
  private boolean isLedTo(String path) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    for (String candidate : written.computeIfAbsent(last, this::pathsTo)) {
      if (leadsTo(candidate, path)) {
        return true;
      }
    }
    return false;
  }

  /** The paths written that end so. */
  private List<String> pathsTo(String last) {
    Set<String> paths = new LinkedHashSet<>();
    for (int at = Words.indexOf(bytes, last, 0); at >= 0; at = Words.indexOf(bytes, last, at + 1)) {
      int end = at + last.length();
      if (end == bytes.length || !isNamePart(bytes[end])) {
        paths.add(written(at, end));
      }
    }
    return List.copyOf(paths);
  }

  /** The path that ends there, as far back as it goes. */
  private String written(int at, int end) {
    int start = at;
    while (start > 0 && at - start < LONGEST_PATH && isPathPart(bytes[start - 1])) {
      start--;
    }
    String written = new String(bytes, start, end - start, UTF_8);
    boolean variable = start > 0 && bytes[start - 1] == '$' && written.indexOf('/') >= 0;
    return variable ? written.substring(written.indexOf('/')) : written;
  }

  private static boolean isPathPart(byte b) {
    return b == '/' || b == '+' || b == '@' || b == '~' || isNamePart(b);
  }

  private boolean leadsTo(String written, String path) {
    String base = document.folder();
    // systemd's "-/path" and curl's "@/path"
    boolean marked = written.startsWith("-/") || written.startsWith("@/");
    String rest = marked ? written.substring(1) : written;
    boolean relative = true;
    while (true) {
      if (rest.startsWith("./")) {
        rest = rest.substring(2);
      } else if (rest.startsWith("../")) {
        rest = rest.substring(3);
        base = base.substring(0, Math.max(0, base.lastIndexOf('/')));
      } else if (rest.startsWith("/")) {
        rest = rest.substring(1);
        relative = false;
      } else {
        break;
      }
    }
    boolean ends = ("/" + path).endsWith("/" + rest);
    return ends && (!relative || base.isEmpty() || ("/" + path).contains("/" + base + "/"));
  }

  /** Whether a name stands there with one of the ports, or without a port that is written. */
  private boolean isReached(Term term) {
    String label = term.text();
    for (int at = Words.indexOf(bytes, label, 0);
        at >= 0;
        at = Words.indexOf(bytes, label, at + 1)) {
      int end = at + label.length();
      boolean begins = at == 0 || !isNamePart(bytes[at - 1]);
      boolean ends = end == bytes.length || !isLabelPart(bytes[end]);
      if (begins && ends) {
        int nameEnd = nameEnd(bytes, end, term.whole(), label.length());
        if (nameEnd >= 0
            && isCompleted(term, nameEnd - at)
            && couldMean(bytes, at, nameEnd, term.ports())) {
          return true;
        }
      }
    }
    return false;
  }

  /** A name that is not written in full means the whole one where a search list completes it so. */
  private boolean isCompleted(Term term, int length) {
    String name = term.whole();
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
