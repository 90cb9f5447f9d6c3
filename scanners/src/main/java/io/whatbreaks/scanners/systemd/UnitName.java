package io.whatbreaks.scanners.systemd;

import io.whatbreaks.scanners.format.Scalar;
import java.util.Arrays;

/**
 * The name of a unit, which may be that of a template or of an instance of one, and what the
 * specifiers in its file stand for.
 *
 * @param prefix what stands before the {@code @}; the whole name where there is none
 * @param instance what stands behind it; empty for a template
 * @param isTemplate whether there is an {@code @} with nothing behind it
 * @param suffix with its dot
 * @see <a
 *     href="https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html#Specifiers">
 *     systemd.unit(5), Specifiers</a>
 */
record UnitName(String prefix, String instance, boolean isTemplate, String suffix) {
  /** The setting that holds the instance of a component. */
  static final String INSTANCE = "systemd.instance";

  private static final String PLACEHOLDER = "${" + INSTANCE + "}";
  private static final int LONGEST = 65_536;

  /** Of a unit's file name. */
  static UnitName of(String unit) {
    int dot = unit.lastIndexOf('.');
    String suffix = dot < 0 ? "" : unit.substring(dot);
    String name = dot < 0 ? unit : unit.substring(0, dot);
    int at = name.indexOf('@');
    return at < 0
        ? new UnitName(name, "", false, suffix)
        : new UnitName(
            name.substring(0, at), name.substring(at + 1), at == name.length() - 1, suffix);
  }

  /** The name without its suffix. */
  String name() {
    return prefix + (isTemplate || !instance.isEmpty() ? "@" : "") + instance;
  }

  /** The name of the template without its suffix. */
  String template() {
    return prefix + "@";
  }

  /**
   * A value with the specifiers in it replaced that the name alone tells; of a template {@code %i}
   * becomes a placeholder. What the machine alone tells, such as {@code %H}, stays.
   */
  Scalar expanded(Scalar value) {
    String text = value.value();
    if (text.indexOf('%') < 0) {
      return value;
    }
    StringBuilder all = new StringBuilder();
    int[] offsets = new int[text.length()];
    for (int i = 0; i < text.length() && all.length() < LONGEST; i++) {
      boolean specifier = text.charAt(i) == '%' && i + 1 < text.length();
      String stands = specifier ? standsFor(text.charAt(i + 1)) : "";
      String piece = stands.isEmpty() ? text.substring(i, i + 1) : stands;
      if (all.length() + piece.length() > offsets.length) {
        offsets = Arrays.copyOf(offsets, (all.length() + piece.length()) * 2);
      }
      for (int k = 0; k < piece.length(); k++) {
        boolean last = !stands.isEmpty() && k == piece.length() - 1;
        offsets[all.length() + k] = value.offset(last ? i + 1 : i);
      }
      all.append(piece);
      boolean escaped = specifier && text.charAt(i + 1) == '%';
      if (escaped) {
        offsets[all.length() - 1] = value.offset(i);
      }
      i += stands.isEmpty() && !escaped ? 0 : 1;
    }
    return Scalar.scattered(
        all.toString(), value.start(), value.end(), Arrays.copyOf(offsets, all.length()));
  }

  private String standsFor(char specifier) {
    return switch (specifier) {
      case 'i' -> isTemplate ? PLACEHOLDER : instance;
      case 'I' -> isTemplate ? PLACEHOLDER : unescaped(instance);
      case 'n' -> isTemplate ? "" : name() + suffix;
      case 'N' -> isTemplate ? "" : name();
      case 'p', 'P' -> prefix;
      default -> "";
    };
  }

  /** {@code -} stands for a slash, {@code \x2d} for a byte. */
  static String unescaped(String escaped) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\' && escaped.startsWith("\\x", i) && i + 3 < escaped.length()) {
        int high = Character.digit(escaped.charAt(i + 2), 16);
        int low = Character.digit(escaped.charAt(i + 3), 16);
        if (high >= 0 && low >= 0) {
          text.append((char) (high * 16 + low));
          i += 3;
          continue;
        }
      }
      text.append(c == '-' ? '/' : c);
    }
    return text.toString();
  }
}
