package io.whatbreaks.scan;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One file or live answer: its path, its scope, its text. */
public final class Document {
  private final String path;
  private final String localPath;
  private final Scope scope;
  private final Content content;
  private byte @Nullable [] bytes;
  private @Nullable String text;
  private int @Nullable [] lineStarts;
  private @Nullable Shown lastShown;
  private final Map<Object, Object> made = new HashMap<>(4);

  /** Where the bytes come from; asked again when they were released. */
  @FunctionalInterface
  public interface Content {
    /** All bytes. */
    byte[] read() throws IOException;

    /**
     * The bytes as they lie in a file at the path shown, where {@link #read} gives UTF-16 as UTF-8;
     * nothing where there is no such file, as for a live answer or the member of an archive.
     */
    default Optional<byte[]> original() throws IOException {
      return Optional.of(read());
    }

    /**
     * What of the bytes read is text, for whoever looks for words in them: of a class file its
     * constants, a line each.
     */
    default byte[] text(byte[] bytes) {
      return bytes;
    }
  }

  /** The bytes of a file that has not been written. */
  private record Unwritten(String text, Encoding encoding) implements Content {
    @Override
    public byte[] read() {
      return asUtf8(bytes());
    }

    @Override
    public Optional<byte[]> original() {
      return Optional.of(bytes());
    }

    private byte[] bytes() {
      return encoding.encode(text).orElseThrow();
    }
  }

  /**
   * A document.
   *
   * @param path as reports show it, with {@code /}
   * @param scope the machine or tree it belongs to
   * @param localPath its path within that machine's root or that tree, without a leading slash
   * @param content its bytes
   */
  public Document(String path, Scope scope, String localPath, Content content) {
    this.path = requireNonNull(path, "path");
    this.scope = requireNonNull(scope, "scope");
    this.localPath = requireNonNull(localPath, "localPath");
    this.content = requireNonNull(content, "content");
  }

  /** A document of a text at hand, for tests and live answers. */
  public static Document of(String path, Scope scope, String localPath, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Document(path, scope, localPath, () -> bytes);
  }

  /** The path as reports show it, with {@code /}. */
  public String path() {
    return path;
  }

  /**
   * The path within the machine's root or the tree, without a leading slash, for instance {@code
   * etc/hosts}.
   */
  public String localPath() {
    return localPath;
  }

  /** What follows the last slash of the path. */
  public String fileName() {
    return localPath.substring(localPath.lastIndexOf('/') + 1);
  }

  /** The folder within the machine's root or the tree, without a final slash; empty at the top. */
  public String folder() {
    int slash = localPath.lastIndexOf('/');
    return slash < 0 ? "" : localPath.substring(0, slash);
  }

  /** Whether it is a compiled class, which only some scanners can read. */
  public boolean isClass() {
    return localPath.endsWith(".class");
  }

  /** The machine or tree it belongs to. */
  public Scope scope() {
    return scope;
  }

  /** The document itself as a component, for what belongs to nothing better known. */
  public NodeId component() {
    return NodeId.component(scope, localPath);
  }

  /**
   * The bytes, read at most once while they are kept.
   *
   * @throws UncheckedIOException if they cannot be read
   */
  public synchronized byte[] bytes() {
    byte[] read = bytes;
    if (read == null) {
      try {
        read = content.read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      bytes = read;
    }
    return read;
  }

  /** What of the bytes is text, in UTF-8. */
  byte[] searched() {
    return asUtf8(content.text(bytes()));
  }

  /**
   * The bytes as they lie in a file at the path shown; nothing where there is none.
   *
   * @throws UncheckedIOException if they cannot be read
   */
  public Optional<byte[]> original() {
    try {
      return content.original();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * This document with another text, in the same encoding and with the same byte order mark.
   *
   * @return nothing where there is no file, where its bytes say something else by now, or where
   *     they cannot be written so that nothing but the text changes
   * @throws UncheckedIOException if they cannot be read
   */
  public Optional<Document> withText(String changed) {
    requireNonNull(changed, "changed");
    byte[] today = original().orElse(null);
    if (today == null) {
      return Optional.empty();
    }
    Encoding.Decoded decoded = Encoding.decode(today);
    Encoding encoding = decoded.encoding();
    boolean faithful =
        decoded.text().equals(text())
            && encoding
                .encode(decoded.text())
                .filter(same -> Arrays.equals(same, today))
                .isPresent()
            && encoding.encode(changed).isPresent();
    return faithful
        ? Optional.of(new Document(path, scope, localPath, new Unwritten(changed, encoding)))
        : Optional.empty();
  }

  /** This document as that of another machine or tree. */
  public Document within(Scope other) {
    return new Document(path, other, localPath, content);
  }

  /** The offset at which evidence starts; nothing where another text stands in its place. */
  public OptionalInt offsetOf(Evidence evidence) {
    SourceLocation at = evidence.at();
    if (!at.path().equals(path) || at.line() > lineCount()) {
      return OptionalInt.empty();
    }
    int start = lineStart(at.line()) + at.column() - 1;
    int end = start + at.endColumn() - at.column();
    boolean shown =
        end <= lineEnd(at.line())
            && evidence(start, end, evidence.scanner(), evidence.rule())
                .text()
                .equals(evidence.text());
    return shown ? OptionalInt.of(start) : OptionalInt.empty();
  }

  /** Lets go of bytes and text; they are read again when asked for. */
  synchronized void release() {
    bytes = null;
    text = null;
    lineStarts = null;
    lastShown = null;
    made.clear();
  }

  /** Whether the bytes hold the given ASCII text, letter case apart. Cheaper than {@link #text}. */
  public boolean mentions(String ascii) {
    return Words.indexOf(bytes(), ascii, 0) >= 0;
  }

  /**
   * The text: UTF-8, or UTF-16 where a byte order mark says so, else ISO-8859-1, which reads
   * anything. A byte order mark is not part of it.
   */
  public synchronized String text() {
    String decoded = text;
    if (decoded == null) {
      decoded = Encoding.decode(bytes()).text();
      text = decoded;
    }
    return decoded;
  }

  /**
   * What somebody makes of the text, made once for all that look at the document while it is
   * scanned: several scanners may want the same tree of a large file.
   *
   * @param maker who makes it, always of this type
   */
  public synchronized <T> T once(Object maker, Class<T> type, Function<String, T> make) {
    Object known = made.get(maker);
    if (known == null) {
      known = make.apply(text());
      made.put(maker, known);
    }
    return type.cast(known);
  }

  /** The bytes of a text in UTF-8, whatever it is written in. */
  static byte[] asUtf8(byte[] bytes) {
    boolean wide = bytes.length >= 2 && (bytes[0] == (byte) 0xfe || bytes[0] == (byte) 0xff);
    return wide ? Encoding.decode(bytes).text().getBytes(StandardCharsets.UTF_8) : bytes;
  }

  /** The line an offset lies on, from 1. */
  public int lineOf(int offset) {
    int found = Arrays.binarySearch(lineStarts(), offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The offset at which a line starts; lines count from 1. */
  public int lineStart(int line) {
    return lineStarts()[line - 1];
  }

  /**
   * How many lines there are; a final line end does not open another one, save in an empty
   * document.
   */
  public int lineCount() {
    int[] starts = lineStarts();
    return starts.length > 1 && starts[starts.length - 1] == text().length()
        ? starts.length - 1
        : starts.length;
  }

  /** A line without its end; lines count from 1. */
  public String line(int line) {
    int start = lineStart(line);
    return text().substring(start, lineEnd(line));
  }

  private int lineEnd(int line) {
    int[] starts = lineStarts();
    String all = text();
    int end = line < starts.length ? starts[line] : all.length();
    int start = starts[line - 1];
    while (end > start && (all.charAt(end - 1) == '\n' || all.charAt(end - 1) == '\r')) {
      end--;
    }
    return end;
  }

  private synchronized int[] lineStarts() {
    int[] known = lineStarts;
    if (known != null) {
      return known;
    }
    String all = text();
    int[] starts = new int[Math.max(16, all.length() / 24)];
    int count = 1;
    int feed = all.indexOf('\n');
    int back = all.indexOf('\r');
    while (feed >= 0 || back >= 0) {
      boolean isFeed = back < 0 || (feed >= 0 && feed < back);
      int end = isFeed ? feed : back;
      if (isFeed || end + 1 != feed) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = end + 1;
      }
      if (isFeed) {
        feed = all.indexOf('\n', end + 1);
      } else {
        back = all.indexOf('\r', end + 1);
      }
    }
    lineStarts = Arrays.copyOf(starts, count);
    return lineStarts;
  }

  /** The place of a span of the text; what lies on a following line is cut off. */
  public SourceLocation locate(int start, int end) {
    int line = lineOf(start);
    int first = lineStart(line);
    int last = Math.min(Math.max(end, start), Math.max(lineEnd(line), start));
    return new SourceLocation(path, line, start - first + 1, last - first + 1);
  }

  /** A line that evidence was taken from; a line often holds many names. */
  private static final class Shown {
    final int line;
    final String text;
    final boolean[] secret;
    final String excerpt;

    Shown(String fileName, int line, String text) {
      this.line = line;
      this.text = text;
      this.secret = Secrets.in(fileName, text);
      // A line that is cut around each name has an excerpt for each.
      this.excerpt = Secrets.excerpt(text, secret, 0);
    }
  }

  private synchronized Shown shown(int line) {
    Shown known = lastShown;
    if (known == null || known.line != line) {
      known = new Shown(fileName(), line, line(line));
      lastShown = known;
    }
    return known;
  }

  Evidence evidence(int start, int end, String scanner, String rule) {
    SourceLocation at = locate(start, end);
    Shown line = shown(at.line());
    String span = Secrets.mask(line.text, line.secret, at.column() - 1, at.endColumn() - 1);
    String excerpt =
        line.text.length() <= Secrets.LONGEST_EXCERPT
            ? line.excerpt
            : Secrets.excerpt(line.text, line.secret, at.column() - 1);
    return new Evidence(at, span, excerpt, scanner, rule);
  }

  @Override
  public String toString() {
    return path;
  }
}
