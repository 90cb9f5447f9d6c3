package io.whatbreaks.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The keys on the way to an entry of a tree, joined to a name: outermost first with a dash, dot or
 * underscore between, or innermost first with dots as a domain is written; the domain may be
 * spelled with underscores. Keys that only group, {@code hosts} for one, may be left out; the
 * entry's own key may not.
 */
final class JoinedKeys {
  private static final int MOST = 8;
  private static final String SEPARATORS = "-._";

  private final List<String> keys;

  private JoinedKeys(List<String> keys) {
    this.keys = keys;
  }

  static JoinedKeys of(String text) {
    List<String> all = List.of(text.toLowerCase(Locale.ROOT).split("/", -1));
    return new JoinedKeys(all.subList(Math.max(0, all.size() - MOST), all.size()));
  }

  boolean matches(String name) {
    return before(name).isPresent() || behind(name).isPresent();
  }

  Optional<String> rewritten(String oldName, String newName) {
    Optional<String> before = before(oldName);
    if (before.isPresent()) {
      return rest(newName, before.get(), "");
    }
    Optional<String> behind = behind(oldName);
    if (behind.isPresent()) {
      return rest(newName, "", behind.get());
    }
    // The keys make the first label; the domain stands elsewhere.
    String domain = HostName.parent(oldName);
    return domain.isEmpty() || !HostName.parent(newName).equals(domain)
        ? Optional.empty()
        : rewritten(HostName.firstLabel(oldName), HostName.firstLabel(newName));
  }

  private static Optional<String> rest(String name, String before, String behind) {
    return name.startsWith(before)
            && name.endsWith(behind)
            && name.length() > before.length() + behind.length()
        ? Optional.of(name.substring(before.length(), name.length() - behind.length()))
        : Optional.empty();
  }

  /** What the outer keys put before the innermost one. */
  private Optional<String> before(String name) {
    String last = keys.get(keys.size() - 1);
    int end = name.length() - last.length();
    boolean possible = end > 1 && !last.isEmpty() && name.endsWith(last);
    boolean joined =
        possible
            && SEPARATORS.indexOf(name.charAt(end - 1)) >= 0
            && outwards(name.substring(0, end - 1), name.charAt(end - 1), keys.size() - 2);
    return joined ? Optional.of(name.substring(0, end)) : Optional.empty();
  }

  private boolean outwards(String rest, char separator, int from) {
    for (int i = from; i >= 0; i--) {
      String key = keys.get(i);
      if (rest.equals(key)) {
        return true;
      }
      int end = rest.length() - key.length();
      if (!key.isEmpty()
          && end > 1
          && rest.endsWith(key)
          && rest.charAt(end - 1) == separator
          && outwards(rest.substring(0, end - 1), separator, i - 1)) {
        return true;
      }
    }
    return false;
  }

  /** What the outer keys put behind the innermost one. */
  private Optional<String> behind(String name) {
    String last = keys.get(keys.size() - 1);
    boolean joined =
        !last.isEmpty()
            && name.startsWith(last + ".")
            && inDomain(name.substring(last.length() + 1), keys.size() - 2);
    return joined ? Optional.of(name.substring(last.length())) : Optional.empty();
  }

  /** A key that may hold no dots begins with the domain: {@code shop_test_records}. */
  private static boolean isSpelledIn(String domain, String key) {
    String spelled = key.replace('_', '.');
    return domain.indexOf('.') > 0 && (spelled.equals(domain) || spelled.startsWith(domain + "."));
  }

  private boolean inDomain(String rest, int from) {
    for (int i = from; i >= 0; i--) {
      String key = keys.get(i);
      if (rest.equals(key) || isSpelledIn(rest, key)) {
        return true;
      }
      if (!key.isEmpty()
          && rest.startsWith(key + ".")
          && inDomain(rest.substring(key.length() + 1), i - 1)) {
        return true;
      }
    }
    return false;
  }
}
