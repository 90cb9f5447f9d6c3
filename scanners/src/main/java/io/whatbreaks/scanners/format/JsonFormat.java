package io.whatbreaks.scanners.format;

import io.whatbreaks.scanners.format.LocatedTree.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads JSON; what was read before damage stays. */
final class JsonFormat {
  private static final int DEEPEST = 100;
  private static final int SHARED = 1 << 10;
  private static final int LONGEST_SHARED = 40;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final String text;
  private final String shape;
  private final List<Node> roots = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Deque<Frame> open = new ArrayDeque<>();

  /** Keys and many values come again with each object of a large file. */
  private final @Nullable String[] shared = new String[SHARED];

  private int last;
  private int escape;

  private static final class Frame {
    final boolean mapping;
    final int start;
    final List<Node.Entry> entries = new ArrayList<>();
    final List<Node> items = new ArrayList<>();
    @Nullable Scalar key;

    Frame(boolean mapping, int start) {
      this.mapping = mapping;
      this.start = start;
    }
  }

  private JsonFormat(String text, String shape) {
    this.text = text;
    this.shape = shape;
    this.escape = shape.indexOf('\\');
  }

  static LocatedTree read(String text) {
    LocatedTree tree = new JsonFormat(text, text).read();
    if (tree.problems().isEmpty() || !Templates.in(text)) {
      return tree;
    }
    char[] shape = text.toCharArray();
    Templates.mask(text, shape, '0');
    return new JsonFormat(text, new String(shape)).read();
  }

  private LocatedTree read() {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), shape)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        take(token, (int) parser.currentTokenLocation().getCharOffset());
      }
    } catch (JacksonException e) {
      long offset = e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
      problems.add(
          new Problem(
              "json-syntax",
              offset < 0 ? last : (int) Math.min(offset, text.length()),
              "this is no JSON: " + e.getOriginalMessage(),
              "correct the syntax there; what stands before it was read"));
    }
    while (!open.isEmpty()) {
      close(last);
    }
    return new LocatedTree(roots, problems);
  }

  private void take(JsonToken token, int at) {
    switch (token) {
      case START_OBJECT, START_ARRAY -> {
        open.push(new Frame(token == JsonToken.START_OBJECT, at));
        last = at + 1;
      }
      case END_OBJECT, END_ARRAY -> close(at + 1);
      case PROPERTY_NAME -> {
        Frame frame = open.peek();
        if (frame != null) {
          frame.key = scalar(at);
        }
      }
      case VALUE_STRING,
          VALUE_NUMBER_INT,
          VALUE_NUMBER_FLOAT,
          VALUE_TRUE,
          VALUE_FALSE,
          VALUE_NULL,
          VALUE_EMBEDDED_OBJECT ->
          attach(scalar(at));
      case NOT_AVAILABLE -> {}
    }
  }

  private Scalar scalar(int at) {
    char quote = at < shape.length() ? shape.charAt(at) : ' ';
    Scalar scalar = quote == '"' || quote == '\'' ? quoted(at, quote) : bare(at);
    last = scalar.end();
    return scalar;
  }

  private Scalar quoted(int at, char quote) {
    int close = shape.indexOf(quote, at + 1);
    int escape = nextEscape(at);
    if (close > at + 1 && (escape < 0 || escape > close)) {
      return Scalar.quoted(shared(at + 1, close), at, close + 1, at + 1);
    }
    return escaped(at, quote);
  }

  /** A part of the text; the same string for the same letters where they come again soon. */
  private String shared(int from, int to) {
    String part = text.substring(from, to);
    if (to - from > LONGEST_SHARED) {
      return part;
    }
    int hash = part.hashCode();
    int slot = (hash ^ hash >>> 12) & (SHARED - 1);
    if (part.equals(shared[slot])) {
      return shared[slot];
    }
    shared[slot] = part;
    return part;
  }

  /** Large files hold many values, and hardly one of them a backslash. */
  private int nextEscape(int at) {
    if (escape >= 0 && escape < at) {
      escape = shape.indexOf('\\', at);
    }
    return escape;
  }

  private Scalar escaped(int at, char quote) {
    Letters letters = new Letters();
    int i = at + 1;
    while (i < shape.length() && shape.charAt(i) != quote) {
      if (shape.charAt(i) == '\\') {
        i = Escapes.read(text, i, text.length(), letters);
      } else {
        letters.add(text.charAt(i), i);
        i++;
      }
    }
    int end = Math.min(i + 1, text.length());
    return letters.isEmpty() ? Scalar.quoted("", at, end, at + 1) : letters.scalar(at, end);
  }

  private Scalar bare(int at) {
    int end = at;
    while (end < shape.length()
        && ",:]}/#".indexOf(shape.charAt(end)) < 0
        && shape.charAt(end) > ' ') {
      end++;
    }
    return Scalar.verbatim(text.substring(at, end), at);
  }

  private void close(int end) {
    Frame frame = open.pop();
    last = Math.max(last, end);
    Scalar key = frame.key;
    if (key != null) {
      frame.entries.add(new Node.Entry(key, Scalar.verbatim("", key.end())));
    }
    attach(
        frame.mapping
            ? new Node.Mapping(frame.entries, frame.start, last)
            : new Node.Sequence(frame.items, frame.start, last));
  }

  private void attach(Node node) {
    Frame frame = open.peek();
    if (frame == null) {
      roots.add(node);
      return;
    }
    Scalar key = frame.key;
    if (frame.mapping && key != null) {
      frame.entries.add(new Node.Entry(key, node));
      frame.key = null;
    } else if (!frame.mapping) {
      frame.items.add(node);
    }
  }
}
