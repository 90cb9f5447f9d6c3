package io.whatbreaks.report;

import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The files that pages lie in. The name of a file hangs on the id of its node alone, so it stays
 * when others come and go; no two nodes share one, on file systems that take capitals for small
 * letters neither; no system or shell reads more into one than letters.
 */
final class PageNames {
  /** What any file system keeps as it is; {@code ~} is not among it. */
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9_][a-z0-9._-]{0,79}");

  /** Names of devices, whatever their ending. */
  private static final Pattern DEVICE = Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

  private static final int KEPT = 40;
  private static final int DIGITS = 16;
  private static final String ENDING = ".md";

  private PageNames() {}

  /** Relative to the folder of the index, with {@code /}. */
  static String of(NodeId node) {
    List<String> segments = new ArrayList<>();
    boolean isHost = node.kind() == NodeKind.HOST;
    segments.add(isHost ? "hosts" : "components");
    Scope scope = node.scope();
    if (!isHost || scope.kind() != Scope.Kind.DNS) {
      segments.add(segment(scope.kind() == Scope.Kind.HOST ? scope.name() : scope.toString()));
    }
    segments.add(segment(node.name()) + ENDING);
    return String.join("/", segments);
  }

  private static String segment(String name) {
    boolean isPlain =
        PLAIN.matcher(name).matches()
            && !name.endsWith(".")
            && !name.endsWith(ENDING)
            && !DEVICE.matcher(name).matches();
    if (isPlain) {
      return name;
    }
    String shown = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
    String kept = shown.substring(0, Math.min(KEPT, shown.length()));
    return "x"
        + (kept.startsWith("-") ? "" : "-")
        + kept
        + "~"
        + Digest.hex(name).substring(0, DIGITS);
  }

  /** The way from one page to another. */
  static String link(String from, String to) {
    return "../".repeat((int) from.chars().filter(c -> c == '/').count()) + to;
  }
}
