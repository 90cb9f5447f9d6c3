package io.whatbreaks.scanners.owners;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads CODEOWNERS files: of the patterns that fit a path the last one holds, in GitLab's form of
 * each section.
 *
 * @see <a
 *     href="https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners">GitHub</a>
 * @see <a href="https://docs.gitlab.com/user/project/codeowners/reference/">GitLab</a>
 */
public final class CodeOwnersScanner implements Scanner {
  private static final Pattern FILE =
      Pattern.compile("(?:.*/)?(?:(?:\\.github|\\.gitlab|docs)/)?CODEOWNERS");

  /** {@code ^[Section name][2] @default @owners}. */
  private static final Pattern SECTION =
      Pattern.compile("\\^?\\[([^\\]]+)\\](?:\\[\\d+\\])?(?:\\s+([^#]*))?(?:#.*)?");

  private static final Pattern WORD = Pattern.compile("(?:\\\\.|\\S)+");

  /** Made by the service loader. */
  public CodeOwnersScanner() {}

  @Override
  public String id() {
    return "codeowners";
  }

  @Override
  public boolean accepts(Document document) {
    return document.fileName().equals("CODEOWNERS") && FILE.matcher(document.path()).matches();
  }

  @Override
  public boolean isReadAlways() {
    return true;
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    output.understood();
    String text = document.text();
    String section = "";
    List<String> defaults = List.of();
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(start, end).stripTrailing();
      Matcher head = SECTION.matcher(line.strip());
      if (head.matches()) {
        section = head.group(1).strip().toLowerCase(Locale.ROOT);
        String owners = head.group(2);
        defaults = owners == null || owners.isBlank() ? List.of() : List.of(owners.split("\\s+"));
      } else {
        entry(output, new Line(line, start), section, defaults);
      }
      start = end + 1;
    }
  }

  private record Line(String text, int start) {}

  private static void entry(ScanOutput output, Line line, String section, List<String> defaults) {
    Matcher words = WORD.matcher(line.text());
    if (!words.find() || words.group().startsWith("#")) {
      return;
    }
    String written = words.group();
    int from = words.start();
    int to = words.end();
    List<String> owners = new ArrayList<>();
    while (words.find() && !words.group().startsWith("#")) {
      if (owners.isEmpty()) {
        from = words.start();
      }
      to = words.end();
      owners.add(words.group());
    }
    boolean excluded = written.startsWith("!");
    String pattern = (excluded ? written.substring(1) : written).replaceAll("\\\\(.)", "$1");
    output.add(
        new Fact.Ownership(
            Fact.Ownership.By.PATH,
            pattern,
            section,
            excluded ? List.of() : owners.isEmpty() ? defaults : owners,
            output.evidence(line.start() + from, line.start() + to, "codeowners/entry")));
  }
}
