package io.whatbreaks.scanners.dns;

import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the data files of tinydns (djbdns) and what is made into them: one record a line, its first
 * character the type, all names absolute.
 *
 * @see <a href="https://cr.yp.to/djbdns/tinydns-data.html">tinydns-data</a>
 */
public final class TinydnsScanner implements Scanner {
  private static final Set<String> FOLDERS = Set.of("data", "src", "root", "tinydns", "dns");
  private static final String TYPES = "+=.&@'^CZ36:-%S";
  private static final int LOOK_AT = 100;

  /** For ServiceLoader. */
  public TinydnsScanner() {}

  @Override
  public String id() {
    return "tinydns";
  }

  @Override
  public boolean accepts(Document document) {
    String folder = document.folder().toLowerCase(Locale.ROOT);
    boolean place =
        document.fileName().equals("data")
            || FOLDERS.contains(folder.substring(folder.lastIndexOf('/') + 1));
    return place
        && ZoneFileName.look(document) != ZoneFileName.Look.NONE
        && looksLikeData(document.text());
  }

  private static boolean looksLikeData(String text) {
    int good = 0;
    int bad = 0;
    int start = 0;
    while (start < text.length() && good + bad < LOOK_AT) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      char first = text.charAt(start);
      int colon = text.indexOf(':', start + 1);
      if (first > ' ' && first != '#') {
        boolean record = TYPES.indexOf(first) >= 0 && colon > start + 1 && colon < end;
        good += record && isName(text, start + 1, colon) ? 1 : 0;
        bad += record && isName(text, start + 1, colon) ? 0 : 1;
      }
      start = end + 1;
    }
    return good > 0 && good >= 9 * bad;
  }

  private static boolean isName(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && "-._*\\".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean isFoundation() {
    return true;
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    output.understood();
    new TinydnsData(document, output).state();
  }
}
