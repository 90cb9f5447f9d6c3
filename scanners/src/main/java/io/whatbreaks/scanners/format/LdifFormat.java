package io.whatbreaks.scanners.format;

import io.whatbreaks.scanners.format.LocatedTree.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Reads LDIF: a root for each record, its attributes the keys.
 *
 * <p>The characters of a value in base64 have the places of the groups that hold them; what is no
 * text there is left out.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2849">RFC 2849</a>
 */
final class LdifFormat {
  private static final int MOST_PROBLEMS = 20;

  private final String text;
  private final List<Node> roots = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private List<Node.Entry> entries = new ArrayList<>();
  private int start;
  private int at;

  private LdifFormat(String text) {
    this.text = text;
  }

  static LocatedTree read(String text) {
    return new LdifFormat(text).read();
  }

  private LocatedTree read() {
    while (at < text.length()) {
      int line = at;
      int end = Lines.end(text, at);
      if (line == end) {
        finish(line);
        at = Lines.next(text, end);
        start = at;
      } else {
        attribute(line, unfolded());
      }
    }
    finish(text.length());
    return new LocatedTree(roots, problems);
  }

  private void finish(int end) {
    if (!entries.isEmpty()) {
      roots.add(new Node.Mapping(entries, start, end));
      entries = new ArrayList<>();
    }
  }

  /** A line and those that continue it, which begin with a blank. */
  private Letters unfolded() {
    Letters letters = new Letters();
    int from = at;
    while (true) {
      int end = Lines.end(text, from);
      letters.add(text, from, end);
      at = Lines.next(text, end);
      if (at >= text.length() || text.charAt(at) != ' ') {
        return letters;
      }
      from = at + 1;
    }
  }

  private void attribute(int line, Letters letters) {
    char first = text.charAt(line);
    if (letters.isEmpty() || first == '#' || first == '-') {
      return;
    }
    Scalar whole = letters.scalar();
    String value = whole.value();
    int colon = value.indexOf(':');
    if (colon <= 0) {
      if (!value.isBlank() && problems.size() < MOST_PROBLEMS) {
        problems.add(
            new Problem(
                "ldif-syntax",
                line,
                "a line that is no attribute",
                "write 'attribute: value', and a blank before what continues a line"));
      }
      return;
    }
    char sort = colon + 1 < value.length() ? value.charAt(colon + 1) : ' ';
    int from = sort == ':' || sort == '<' ? colon + 2 : colon + 1;
    while (from < value.length() && value.charAt(from) == ' ') {
      from++;
    }
    Scalar plain = whole.part(from, value.length());
    entries.add(new Node.Entry(whole.part(0, colon), sort == ':' ? decoded(plain) : plain));
  }

  private static Scalar decoded(Scalar encoded) {
    String decoded;
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded.value().strip());
      decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException noText) {
      return Scalar.quoted("", encoded.start(), encoded.end(), encoded.start());
    }
    int[] offsets = new int[decoded.length()];
    int bytes = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = encoded.offset(Math.min(bytes * 4 / 3, encoded.value().length() - 1));
      char c = decoded.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return offsets.length == 0
        ? Scalar.quoted("", encoded.start(), encoded.end(), encoded.start())
        : Scalar.scattered(decoded, encoded.start(), encoded.end(), offsets);
  }
}
