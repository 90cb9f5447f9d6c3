package io.whatbreaks.impact;

import io.whatbreaks.model.HostName;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes the new name the way the old one is written: short stays short, relative stays relative.
 */
public final class Spelling {
  private Spelling() {}

  /** The name of a Service as it begins the names of environment variables. */
  static String variable(String service) {
    return service.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /**
   * What must stand in the place of {@code written}.
   *
   * @param absoluteNeedsDot whether a name without final dot would be completed there (zone files)
   * @return empty where it already says the new name, or does not spell the old one
   */
  public static Optional<String> rewrite(
      String written, String oldName, String newName, boolean absoluteNeedsDot) {
    boolean dot = written.endsWith(".");
    String name = HostName.normalise(written);
    String result;
    if (name.equals(oldName)) {
      result = newName;
    } else if (oldName.startsWith(name + ".")) {
      String suffix = oldName.substring(name.length());
      boolean sameDomain = newName.endsWith(suffix) && newName.length() > suffix.length();
      result =
          sameDomain
              ? newName.substring(0, newName.length() - suffix.length())
              : newName + (absoluteNeedsDot ? "." : "");
    } else if (name.startsWith(oldName + ".")) {
      result = newName + name.substring(oldName.length());
    } else if (HostName.parent(name).equals(oldName)
        || HostName.parent(name).startsWith(oldName + ".")) {
      // A pod before its service: db-0.db.shop
      result =
          HostName.firstLabel(name)
              + "."
              + newName
              + HostName.parent(name).substring(oldName.length());
    } else {
      return Optional.empty();
    }
    if (dot && !result.endsWith(".")) {
      result += ".";
    }
    result = keepCase(result, written);
    return result.equals(written) ? Optional.empty() : Optional.of(result);
  }

  /** The labels at the end that are the old ones stay in the letter case they are written in. */
  private static String keepCase(String result, String written) {
    int same = 0;
    int length = Math.min(result.length(), written.length());
    for (int i = 1; i <= length; i++) {
      char now = result.charAt(result.length() - i);
      char was = Character.toLowerCase(written.charAt(written.length() - i));
      if (Character.toLowerCase(now) != was) {
        break;
      }
      same = now == '.' ? i : same;
    }
    return result.substring(0, result.length() - same) + written.substring(written.length() - same);
  }
}
