package io.whatbreaks.scanners.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which keys speak of a secret, and hides secrets inside values. */
public final class SecretKeys {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)pass(?!ive|thr|enger)|pwd|secret|token|credential|cookie|(?:^|[^a-z]|master)(?:auth|pat|salt|pin)$"
              + "|(?:api|access|private|encryption|signing|session|master|license)[-_.]?key|hash$");

  /** Each pattern's group is the secret: user-info of a URL, of a DSN, and a password in a list. */
  private static final Pattern[] INSIDE = {
    Pattern.compile(
        "://([^\\s/@\"'<>]*(?:\\{\\{[^}]*\\}\\}[^\\s/@\"'<>]*|\\$\\{[^}]*\\}[^\\s/@\"'<>]*)*)@"),
    Pattern.compile("(?<![\\w/.:-])[\\w.+-]+:([^\\s@/:\"']+)@(?=[\\w\\[(])"),
    Pattern.compile("(?i)(?:password|passwd|pwd|secret|token)=([^\\s;&,\"']+)"),
  };

  private SecretKeys() {}

  /** Whether the value of the key is to be kept out of everything. */
  public static boolean speaks(String key) {
    return SECRET.matcher(key).find();
  }

  /** The value with its secret characters replaced one by one, so that places stay the same. */
  public static String hide(String value) {
    char[] shown = null;
    for (Pattern pattern : INSIDE) {
      Matcher matcher = pattern.matcher(value);
      while (matcher.find()) {
        if (shown == null) {
          shown = value.toCharArray();
        }
        java.util.Arrays.fill(shown, matcher.start(1), matcher.end(1), '*');
      }
    }
    return shown == null ? value : new String(shown);
  }
}
