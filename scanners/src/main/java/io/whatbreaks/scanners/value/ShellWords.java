package io.whatbreaks.scanners.value;

import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits a command line into simple commands of words, as sh does: quotes and backslashes removed,
 * substitutions as commands of their own. Variables stay as written.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html">Shell
 *     command language</a>
 */
final class ShellWords {
  private static final int DEEPEST = 8;
  private static final String OPERATORS = ";|&()<>\n";

  private final Scalar line;
  private final String text;
  private final List<List<Scalar>> commands = new ArrayList<>();
  private List<Scalar> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private int[] offsets = new int[32];
  private int wordStart = -1;
  private boolean redirected;
  private final int depth;
  private final boolean shell;

  private ShellWords(Scalar line, int depth, boolean shell) {
    this.shell = shell;
    this.line = line;
    this.text = line.value();
    this.depth = depth;
  }

  /** The simple commands, in order; redirections are dropped. */
  static List<List<Scalar>> commands(Scalar line) {
    return commands(line, 0);
  }

  /** The words alone: quotes as in a shell, operators and substitutions as plain characters. */
  static List<Scalar> words(Scalar line) {
    ShellWords plain = new ShellWords(line, 0, false);
    plain.read();
    return plain.commands.isEmpty() ? List.of() : plain.commands.get(0);
  }

  private static List<List<Scalar>> commands(Scalar line, int depth) {
    if (depth > DEEPEST) {
      return List.of();
    }
    ShellWords shell = new ShellWords(line, depth, true);
    shell.read();
    return shell.commands;
  }

  private void read() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        append(i + 1);
        i += 2;
      } else if (c == '\'') {
        i = single(i + 1);
      } else if (c == '"') {
        i = quoted(i + 1);
      } else if (isSubstitution(i)) {
        i = substitution(i);
      } else if (c == '$' && i + 1 < text.length() && text.charAt(i + 1) == '{') {
        i = variable(i);
      } else if (shell && c == '#' && wordStart < 0) {
        i = comment(i);
      } else if (shell && OPERATORS.indexOf(c) >= 0) {
        i = operator(i);
      } else if (Character.isWhitespace(c)) {
        endWord();
        i++;
      } else {
        append(i++);
      }
    }
    endCommand();
  }

  private boolean isSubstitution(int index) {
    return shell && (text.charAt(index) == '`' || text.startsWith("$(", index));
  }

  private void append(int index) {
    if (wordStart < 0) {
      wordStart = index;
    }
    if (word.length() == offsets.length) {
      offsets = Arrays.copyOf(offsets, offsets.length * 2);
    }
    offsets[word.length()] = line.offset(index);
    word.append(text.charAt(index));
  }

  private int single(int from) {
    wordStart = wordStart < 0 ? from : wordStart;
    int i = from;
    while (i < text.length() && text.charAt(i) != '\'') {
      append(i++);
    }
    return i + 1;
  }

  private int quoted(int from) {
    wordStart = wordStart < 0 ? from : wordStart;
    int i = from;
    while (i < text.length() && text.charAt(i) != '"') {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && "\\\"$`".indexOf(text.charAt(i + 1)) >= 0) {
        append(i + 1);
        i += 2;
      } else if (isSubstitution(i)) {
        i = substitution(i);
      } else {
        append(i++);
      }
    }
    return i + 1;
  }

  /** {@code ${a:-b}}: kept as one, blanks and quotes included. */
  private int variable(int from) {
    int i = from;
    int level = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      append(i++);
      if (c == '{') {
        level++;
      } else if (c == '}' && --level == 0) {
        break;
      }
    }
    return i;
  }

  private int substitution(int from) {
    boolean old = text.charAt(from) == '`';
    int start = from + (old ? 1 : 2);
    int end = old ? text.indexOf('`', start) : closing(start);
    if (end < 0) {
      end = text.length();
    }
    if (!text.startsWith("$((", from)) {
      commands.addAll(commands(line.part(start, end), depth + 1));
    }
    // The word is not complete without its output: it shows as a variable would.
    append(from);
    return Math.min(end + 1, text.length());
  }

  private int closing(int from) {
    int level = 1;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        level++;
      } else if (c == ')' && --level == 0) {
        return i;
      }
    }
    return -1;
  }

  private int comment(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private int operator(int from) {
    char c = text.charAt(from);
    if (c == '<' || c == '>') {
      if (isNumber()) {
        forget();
      }
      endWord();
      redirected = true;
      int i = from + 1;
      while (i < text.length() && "<>&|".indexOf(text.charAt(i)) >= 0) {
        i++;
      }
      return i;
    }
    if (c == '&' && from + 1 < text.length() && text.charAt(from + 1) == '>') {
      endWord();
      return from + 1;
    }
    endCommand();
    return from + 1;
  }

  private boolean isNumber() {
    return word.length() > 0 && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private void forget() {
    word.setLength(0);
    wordStart = -1;
  }

  private void endWord() {
    if (wordStart < 0) {
      return;
    }
    // bash connects to /dev/tcp/HOST/PORT.
    if (!redirected || word.indexOf("/dev/") == 0) {
      words.add(scalar());
    }
    redirected = false;
    forget();
  }

  private Scalar scalar() {
    int length = word.length();
    int first = length == 0 ? line.offset(wordStart) : offsets[0];
    for (int i = 1; i < length; i++) {
      if (offsets[i] != first + i) {
        return Scalar.scattered(
            word.toString(), first, offsets[length - 1] + 1, Arrays.copyOf(offsets, length));
      }
    }
    return Scalar.verbatim(word.toString(), first);
  }

  private void endCommand() {
    endWord();
    redirected = false;
    if (!words.isEmpty()) {
      commands.add(words);
      words = new ArrayList<>();
    }
  }
}
