package io.whatbreaks.scanners.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words by which a document may show an upgrade rule: of one text all must stand in it or in
 * its path.
 */
final class UpgradeWords {
  private static final Pattern WORD = Pattern.compile("[a-z0-9\\x80-\\uffff]+");

  private UpgradeWords() {}

  static List<String> of(List<UpgradeMatch> matches) {
    Set<String> all = new LinkedHashSet<>();
    matches.forEach(match -> all.addAll(of(match)));
    return List.copyOf(all);
  }

  /** The texts of one match; never none. */
  static List<String> of(UpgradeMatch match) {
    Set<String> all = new LinkedHashSet<>();
    UpgradeMatch.What what = match.what();
    boolean spring = match.form() == UpgradeMatch.Form.SPRING;
    match.mentions().forEach(text -> all.add(plain(text)));
    if (all.isEmpty()) {
      what.keys().forEach(key -> all.add(words(key, spring)));
      if (what.keys().isEmpty()) {
        what.with().getOrDefault("apiversion", List.of()).forEach(v -> all.add(plain(v)));
      }
    }
    if (what.isPresence()) {
      match.files().forEach(file -> all.add(words(file)));
    }
    // A document that keeps it from mattering counts as well.
    what.unless().forEach(key -> all.add(words(key, spring)));
    what.unlessLines().forEach(line -> all.add(plain(line.pattern())));
    all.remove("");
    if (all.isEmpty()) {
      match.files().forEach(file -> all.add(words(file)));
    }
    return List.copyOf(all);
  }

  /** In a relaxed spelling dashes may be left out, so that other words come of it. */
  private static String words(KeyPath key, boolean relaxed) {
    List<String> elements = new ArrayList<>();
    for (String element : key.elements()) {
      boolean varies = element.indexOf('*') >= 0 || (relaxed && !WORD.matcher(element).matches());
      if (!varies) {
        elements.add(element);
      }
    }
    return plain(String.join(" ", elements));
  }

  private static String words(Glob file) {
    return plain(file.text().replaceAll("[A-Za-z0-9]*[*?]+[A-Za-z0-9]*", " "));
  }

  private static String plain(String text) {
    return String.join(" ", all(text));
  }

  /** The words of a text, in lower case. */
  static Set<String> all(String text) {
    Set<String> words = new LinkedHashSet<>();
    Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (word.find()) {
      words.add(word.group());
    }
    return words;
  }
}
