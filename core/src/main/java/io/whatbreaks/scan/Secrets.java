package io.whatbreaks.scan;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what must never be shown: passwords, user-info of URLs, tokens, keys. Every excerpt passes
 * through here, so that no scanner can forget it.
 */
final class Secrets {
  static final String MASK = "***";
  static final int LONGEST_EXCERPT = 240;

  /**
   * Each pattern's groups are the secrets. Looking closely costs more than everything else that is
   * done with a line: a pattern is tried only where a {@link #SIGNS sign} of it stands.
   */
  private static final Pattern[] SECRETS = {
    // user-info of a URL, whatever its scheme
    Pattern.compile(
        "://([^\\s/@\"'<>]*(?:\\$\\{[^}]*\\}[^\\s/@\"'<>]*|\\{\\{[^}]*\\}\\}[^\\s/@\"'<>]*)*)@"),
    // user:password@host without a scheme, as in user:pw@tcp(h:1)/db
    Pattern.compile("(?<![\\w/.:-])[\\w.+-]+:([^\\s@/:\"']+)@(?=[\\w\\[(])"),
    // a key that speaks of a secret, with its value
    Pattern.compile(
        "(?i)(?:auth(?=\\s*=)|pass(?:w(?:or)?d|wd|phrase)?|pwd|secret|token|api[-_.]?key|access[-_.]?key|private[-_.]?key|"
            + "credentials?|cookie|authorization|hash)"
            // What follows tells where a secret is had, not the secret.
            + "(?![\\w.-]*(?:uri|url|urls|host|hosts|server|servers|endpoint|endpoints|file|path|issuer|ttl)[\"']?\\s*[:=])"
            + "[\\w.-]*[\"']?\\s*(?:=>|:=|[:=](?!//))\\s*"
            // A switch is none.
            + "(?!(?:true|false|yes|no|on|off|none|null|enabled|disabled)(?![^\\s,;}\\])]))"
            + "(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^\\s,;&\"'](?:[^\\s,;&\"']|(?<=[:=]\\s?)[ ])*)"),
    // the same as words: requirepass x, masterauth x, --password x, identified by 'x'
    Pattern.compile(
        "(?i)(?:^|[\\s\"'])(?:--?pass(?:word|wd)?|--token|--secret|"
            + "identified\\s+by|rocommunity|rwcommunity)\\s+[\"']?([^\\s\"']+)"),
    // redis: as a line of its file, as options, as items of a list
    Pattern.compile(
        "(?i)(?:^|[\\s\"'])-{0,2}(?:requirepass|masterauth|masterpass|auth[-_]pass)[\\s\"',=]+([^\\s\"',]+)"),
    Pattern.compile("(?i)\\b(?:bearer|basic)\\s+([^\\s\"',;]{6,})"),
    // a key and a quoted value: named.conf, HCL
    Pattern.compile("(?i)\\b(?:secret|password|passphrase|passwd|token)\\s+(\"[^\"]*\"|'[^']*')"),
    // the arguments of a call that takes a secret
    Pattern.compile("(?i)(?:credentials|password|passwd|login|secret|auth)\\w*\\(([^)]+)\\)"),
    // curl -u user:password
    Pattern.compile("(?:^|\\s)(?:-u|--user)[\\s=]*[\"']?[^\\s:\"']+:([^\\s\"']+)"),
    // redis-cli -a, mysql -pX
    Pattern.compile("\\bredis-cli\\b.*?\\s-a\\s+[\"']?([^\\s\"']+)"),
    Pattern.compile("\\bmysql\\w*\\b.*?\\s-p([^\\s\"']+)"),
    // .pgpass
    Pattern.compile("^[^:\\s]+:(?:\\d+|\\*):[^:\\s]*:[^:\\s]*:(\\S+)$"),
    // keys and hashes: long runs that are no words; the host of a URL before its path is none
    Pattern.compile(
        "(?<![\\w+/=-])(?:(?<=:)(?://[a-z0-9-]{1,63}|\\d{1,5})/|(?<=\\.)[a-z]{2,24}/)?+((?=[\\w+/=-]*\\d)(?=[\\w+/=-]*[a-z])(?=[\\w+/=-]*[A-Z])[\\w+/=-]{32,})"),
    Pattern.compile("(\\$(?:\\d\\w?|y|apr1|sha1|argon2\\w*|pbkdf2[\\w-]*|scrypt)\\$[^\\s:\"']+)"),
  };

  /** Files whose every line ends in {@code user:secret}. */
  private static final Pattern SECRET_FILE =
      Pattern.compile("(?i)passwd|shadow|pgpass|netrc|credential|secret");

  private static final Pattern LAST_WORD = Pattern.compile("(?:^|\\s)[^\\s:\\[\\]#]+:(\\S+)$");

  /** What a pattern needs, by its first letter: most lines hold none of it. */
  private static final Sign[][] SIGNS =
      byLetter(
          new Sign("pass", 2, 3, 4, 6, 7),
          new Sign("pwd", 2),
          new Sign("secret", 2, 3, 6, 7),
          new Sign("token", 2, 3, 6),
          new Sign("api", 2),
          new Sign("access", 2),
          new Sign("private", 2),
          new Sign("credential", 2, 7),
          new Sign("cookie", 2),
          new Sign("auth", 2, 4, 7),
          new Sign("hash", 2),
          new Sign("login", 7),
          new Sign("identified", 3),
          new Sign("community", 3),
          new Sign("bearer", 5),
          new Sign("basic", 5),
          new Sign("-u", 8),
          new Sign("--user", 8),
          new Sign("redis-cli", 9),
          new Sign("-p", 10));

  private static final int USER_INFO = 0b11;
  private static final int PGPASS_LINE = 1 << 11;
  private static final int LONG_KEY = 1 << 12;
  private static final int HASH = 1 << 13;
  private static final int ALL = -1;

  private static final Pattern PGPASS = Pattern.compile("[^:\\s]+:(?:\\d+|\\*):");
  private static final boolean[] NONE = {};
  private static final int LONG_RUN = 32;
  private static final int WINDOW = 16_000;
  private static final int OVERLAP = 1_000;

  /**
   * Letters that stand in a line, letter case apart, wherever one of the patterns finds a secret.
   */
  private static final class Sign {
    final String letters;
    final int patterns;

    Sign(String letters, int... patterns) {
      this.letters = letters;
      int set = 0;
      for (int pattern : patterns) {
        set |= 1 << pattern;
      }
      this.patterns = set;
    }

    /** Whether it stands somewhere, its first letter known to do so. */
    boolean stands(char[] line, int at) {
      if (at + letters.length() > line.length) {
        return false;
      }
      for (int i = 1; i < letters.length(); i++) {
        if (Words.lower(line[at + i]) != letters.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }

  private static Sign[][] byLetter(Sign... all) {
    Sign[][] byLetter = new Sign[128][];
    for (int c = 0; c < byLetter.length; c++) {
      char letter = Character.toLowerCase((char) c);
      byLetter[c] =
          Arrays.stream(all).filter(sign -> sign.letters.charAt(0) == letter).toArray(Sign[]::new);
    }
    return byLetter;
  }

  private Secrets() {}

  /** Which characters of a line of a file belong to a secret. */
  static boolean[] in(String fileName, String line) {
    boolean secretFile = SECRET_FILE.matcher(fileName).find();
    boolean[] secret = NONE;
    // A line without end, a minified export for instance, is looked at piece by piece.
    for (int from = 0; from < line.length(); from += WINDOW - OVERLAP) {
      int to = Math.min(line.length(), from + WINDOW);
      String piece = line.substring(from, to);
      int patterns = secretFile ? ALL : patterns(piece);
      if (patterns != 0 && secret.length == 0) {
        secret = new boolean[line.length()];
      }
      for (int i = 0; i < SECRETS.length; i++) {
        if ((patterns & 1 << i) != 0) {
          mark(SECRETS[i].matcher(piece), secret, from);
        }
      }
    }
    if (secretFile && line.length() <= WINDOW) {
      mark(LAST_WORD.matcher(line), secret, 0);
    }
    return secret;
  }

  /** The patterns of which a line shows a sign, as bits. */
  private static int patterns(String line) {
    int patterns = 0;
    boolean colon = false;
    int run = 0;
    char[] letters = line.toCharArray();
    for (int i = 0; i < letters.length; i++) {
      char c = letters[i];
      run = isKeyPart(c) ? run + 1 : 0;
      if (run == LONG_RUN) {
        patterns |= LONG_KEY;
      }
      if (c >= 128) {
        continue;
      }
      if (c == ':') {
        colon = true;
      } else if (c == '@' && colon) {
        patterns |= USER_INFO;
      } else if (c == '$' && isHash(line, i)) {
        patterns |= HASH;
      }
      for (Sign sign : SIGNS[c]) {
        boolean inWord = c == '-' && i > 0 && letters[i - 1] > ' ';
        if (!inWord && sign.stands(letters, i)) {
          patterns |= sign.patterns;
        }
      }
    }
    return colon && PGPASS.matcher(line).lookingAt() ? patterns | PGPASS_LINE : patterns;
  }

  private static boolean isKeyPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '/' && c <= '9')
        || c == '+'
        || c == '='
        || c == '_'
        || c == '-';
  }

  /** {@code $6$…}, {@code $apr1$…}: the method stands between two signs. */
  private static boolean isHash(String line, int i) {
    int end = Math.min(line.length(), i + 20);
    for (int next = i + 1; next < end; next++) {
      if (line.charAt(next) == '$') {
        return next > i + 1;
      }
    }
    return false;
  }

  private static void mark(Matcher matcher, boolean[] secret, int from) {
    while (matcher.find()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        for (int i = Math.max(matcher.start(group), 0); i < matcher.end(group); i++) {
          secret[from + i] = true;
        }
      }
    }
  }

  /** Whether a text has been masked. */
  static boolean isMasked(String shown) {
    return shown.contains(MASK);
  }

  /** A part of a line with each run of secret characters replaced. */
  static String mask(String line, boolean[] secret, int from, int to) {
    StringBuilder shown = null;
    for (int i = from; i < to && secret.length > 0; i++) {
      if (secret[i]) {
        if (shown == null) {
          shown = new StringBuilder(to - from).append(line, from, i);
        }
        if (i == from || !secret[i - 1]) {
          shown.append(MASK);
        }
      } else if (shown != null) {
        shown.append(line.charAt(i));
      }
    }
    return shown == null ? line.substring(from, to) : shown.toString();
  }

  /** The line without outer blanks; a very long one is cut to a window around {@code about}. */
  static String excerpt(String line, boolean[] secret, int about) {
    int from = 0;
    int to = line.length();
    if (to - from > LONGEST_EXCERPT) {
      from = Math.max(0, Math.min(about - LONGEST_EXCERPT / 3, to - LONGEST_EXCERPT));
      to = from + LONGEST_EXCERPT;
    }
    return mask(line, secret, from, to).strip();
  }
}
