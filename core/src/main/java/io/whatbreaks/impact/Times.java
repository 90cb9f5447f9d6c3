package io.whatbreaks.impact;

import io.whatbreaks.world.CacheTime;
import java.util.ArrayList;
import java.util.List;

/** Times in words. */
final class Times {
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;
  private static final int DAY = 24 * HOUR;

  private Times() {}

  /** {@code 90061} is {@code 1 d 1 h 1 min 1 s}. */
  static String words(int seconds) {
    List<String> parts = new ArrayList<>();
    part(parts, seconds / DAY, "d");
    part(parts, seconds % DAY / HOUR, "h");
    part(parts, seconds % HOUR / MINUTE, "min");
    part(parts, seconds % MINUTE, "s");
    return parts.isEmpty() ? "0 s" : String.join(" ", parts);
  }

  private static void part(List<String> parts, int number, String unit) {
    if (number > 0) {
      parts.add(number + " " + unit);
    }
  }

  /** Until when caches go on, and who says so. */
  static String until(CacheTime time) {
    return words(time.seconds()) + " after the change at the latest (" + told(time) + ")";
  }

  /** {@code TTL 3600, ns1/db.shop:12:5}. */
  static String told(CacheTime time) {
    return "TTL " + time.seconds() + ", " + time.at().at();
  }
}
