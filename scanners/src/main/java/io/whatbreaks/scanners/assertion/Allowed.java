package io.whatbreaks.scanners.assertion;

import io.whatbreaks.model.HostName;
import java.util.ArrayList;
import java.util.List;

/** Names and addresses that programs may hold: {@code localhost}, {@code *.example.com}. */
record Allowed(List<String> patterns) {
  static final Allowed NOTHING = new Allowed(List.of());

  Allowed {
    patterns = List.copyOf(patterns);
  }

  Allowed and(List<String> more) {
    List<String> all = new ArrayList<>(patterns);
    for (String pattern : more) {
      if (pattern.isBlank() || pattern.equals("*")) {
        throw new IllegalArgumentException("to allow '" + pattern + "' is to allow everything");
      }
      all.add(HostName.normalise(pattern));
    }
    return new Allowed(all);
  }

  boolean allows(String written) {
    String name = HostName.normalise(written);
    for (String pattern : patterns) {
      boolean below = pattern.startsWith("*.") && name.endsWith(pattern.substring(1));
      boolean start =
          pattern.endsWith(".*") && name.startsWith(pattern.substring(0, pattern.length() - 1));
      if (below || start || pattern.equals(name)) {
        return true;
      }
    }
    return false;
  }
}
