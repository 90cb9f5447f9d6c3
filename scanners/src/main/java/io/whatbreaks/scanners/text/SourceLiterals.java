package io.whatbreaks.scanners.text;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.value.LiteralUse;
import io.whatbreaks.scanners.value.LiteralUse.Purpose;
import io.whatbreaks.scanners.value.LiteralUses;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The string literals of programs in Java, Kotlin, Groovy, Scala, Python, JavaScript, TypeScript,
 * Go, Ruby, PHP and C#, and the command lines of shell scripts, each with what stands before it.
 * Comments and the names of imported modules are none.
 */
public final class SourceLiterals {
  private static final int FARTHEST = 120;
  private static final Set<String> ENDINGS =
      Set.of(
          "java", "kt", "kts", "groovy", "gradle", "scala", "py", "pyw", "js", "mjs", "cjs", "jsx",
          "ts", "tsx", "mts", "cts", "go", "rb", "rake", "php", "phtml", "cs", "csx", "sh", "bash",
          "zsh", "ksh");

  /** Folders and files of tests, as the tools of these languages find them. */
  private static final Pattern TEST =
      Pattern.compile(
          "(?:^|.*/)(?:test|tests|__tests__|__mocks__|spec|testdata|fixtures|it|integration-test|androidTest|test-classes)/.*"
              + "|(?:.*/)?(?:[^/]*(?:Test|Tests|IT|TestCase|Spec)\\.(?:java|kt|groovy|scala|cs|php)"
              + "|test_[^/]*\\.py|[^/]*_test\\.(?:py|go|rb)|[^/]*_spec\\.rb|conftest\\.py"
              + "|[^/]*\\.(?:test|spec)\\.[cm]?[jt]sx?)");

  private static final Pattern BEFORE =
      Pattern.compile(
          "([\\w.$-]{1,80})[\"'`]?\\s*(?:(\\()|=>|:=|[:=])\\s*[\\[({]?\\s*(?:[uUbBrRfF$@]{1,2})?[\"'`]{1,3}$");
  private static final Pattern KEYED =
      Pattern.compile("[\"'`]([\\w.-]{1,80})[\"'`]\\s*,\\s*[\"'`]$");
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?:\\b(?:import|from|require|require_relative|include|require_once|using|load)\\b[\\s(]*)[\"'`]{1,3}$");
  private static final Pattern PORT = Pattern.compile("^[\"'`]\\s*,\\s*(\\d{2,5})\\b");
  private static final Set<String> OPENS =
      Set.of(
          "getbyname",
          "getallbyname",
          "socket",
          "inetsocketaddress",
          "create_connection",
          "createconnection",
          "gethostbyname",
          "getaddrinfo",
          "createunresolved",
          "dial",
          "dialtimeout",
          "fsockopen",
          "tcpclient",
          "tcpsocket");

  private SourceLiterals() {}

  /** Takes literals. */
  @FunctionalInterface
  public interface Sink {
    /** A literal, or a part of one between escapes, and what is known of its use. */
    void take(Scalar literal, LiteralUse use);
  }

  /** Whether a file is a program in one of these languages, by its path, and no test. */
  public static boolean isProgram(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    // Below src/main even a package called test holds no tests.
    int main = path.lastIndexOf("src/main/");
    boolean test = TEST.matcher(main < 0 ? path : name).matches();
    return name.indexOf('.') >= 0 && ENDINGS.contains(ending) && !test;
  }

  /** Hands on every literal of a program, in order. */
  public static void read(Document document, Sink sink) {
    Spans spans = Languages.of(document);
    boolean commands = spans instanceof ShellSpans;
    String text = document.text();
    spans.split(
        text,
        (piece, span) -> {
          if (span == Fact.Span.LITERAL) {
            LiteralUse use =
                commands
                    ? new LiteralUse(Purpose.COMMAND, "")
                    : use(text, piece.offset(0), piece.endOffset(piece.value().length()));
            if (use != null) {
              sink.take(piece, use);
            }
          }
        });
  }

  private static @org.jspecify.annotations.Nullable LiteralUse use(
      String text, int start, int end) {
    String before = text.substring(Math.max(0, start - FARTHEST), start);
    if (IMPORT.matcher(before).find()) {
      return null;
    }
    Matcher behind = PORT.matcher(text.substring(end, Math.min(text.length(), end + 20)));
    Matcher named = BEFORE.matcher(before);
    boolean port = behind.find() && Integer.parseInt(behind.group(1)) <= 65_535;
    if (named.find()) {
      String word = named.group(1);
      String call = word.substring(word.lastIndexOf('.') + 1);
      if (named.group(2) != null) {
        return call(call, port);
      }
      return port ? LiteralUse.named("host") : LiteralUse.named(word);
    }
    Matcher keyed = KEYED.matcher(before);
    if (keyed.find()) {
      return LiteralUses.ofKey(keyed.group(1));
    }
    return port && LiteralUses.isPort(Integer.parseInt(behind.group(1)))
        ? LiteralUse.named("host")
        : LiteralUse.OPEN;
  }

  private static LiteralUse call(String name, boolean port) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (OPENS.contains(lower)) {
      return new LiteralUse(Purpose.HOST, "");
    }
    if (lower.equals("url")) {
      return new LiteralUse(Purpose.URL, "");
    }
    return port ? LiteralUse.named("host") : LiteralUses.ofCall(name, 1);
  }
}
