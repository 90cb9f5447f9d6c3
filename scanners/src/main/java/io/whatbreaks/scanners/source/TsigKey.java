package io.whatbreaks.scanners.source;

import io.whatbreaks.scan.SourceOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TextParseException;

/**
 * The key that signs what a name server is asked: from a file, as tsig-keygen writes it or as
 * {@code [ALGORITHM:]NAME:SECRET}, or in the latter form from the environment. Nothing of a key is
 * ever shown, not even in an error.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8945">RFC 8945</a>
 */
final class TsigKey {
  private static final String VARIABLE = "WHATBREAKS_TSIG";
  private static final int LONGEST_FILE = 1 << 16;
  private static final String DEFAULT_ALGORITHM = "hmac-sha256";

  private static final Pattern CLAUSE =
      Pattern.compile("\\bkey\\s+\"?([^\\s\"{;]+)\"?\\s*\\{([^}]*)}");
  private static final Pattern ALGORITHM = Pattern.compile("\\balgorithm\\s+\"?([^\\s\";]+)");
  private static final Pattern SECRET = Pattern.compile("\\bsecret\\s+\"?([^\\s\";]+)");
  private static final Pattern COLONS = Pattern.compile("(?:([^\\s:]+):)?([^\\s:]+):([^\\s:]+)");

  private TsigKey() {}

  /** The key that is told, if one is. */
  static Optional<TSIG> of(SourceOptions options) throws IOException {
    if (options.tsigFile().isPresent()) {
      Path file = options.tsigFile().get();
      try (InputStream in = Files.newInputStream(file)) {
        String text = new String(in.readNBytes(LONGEST_FILE), StandardCharsets.UTF_8);
        return Optional.of(parse(text, file.toString()));
      }
    }
    String value = System.getenv(VARIABLE);
    return value == null || value.isBlank()
        ? Optional.empty()
        : Optional.of(parse(value, VARIABLE));
  }

  private static TSIG parse(String text, String where) throws IOException {
    Matcher clause = CLAUSE.matcher(text);
    if (clause.find()) {
      Matcher algorithm = ALGORITHM.matcher(clause.group(2));
      Matcher secret = SECRET.matcher(clause.group(2));
      if (secret.find()) {
        String named = algorithm.find() ? algorithm.group(1) : DEFAULT_ALGORITHM;
        return key(named, clause.group(1), secret.group(1), where);
      }
    }
    Matcher colons = COLONS.matcher(text.strip());
    if (!colons.matches()) {
      throw new FileSystemException(
          where, null, "no key as tsig-keygen writes it, nor [ALGORITHM:]NAME:SECRET");
    }
    String algorithm = colons.group(1) == null ? DEFAULT_ALGORITHM : colons.group(1);
    return key(algorithm, colons.group(2), colons.group(3), where);
  }

  private static TSIG key(String algorithm, String name, String secret, String where)
      throws IOException {
    try {
      return new TSIG(
          TSIG.algorithmToName(algorithm),
          Name.fromString(name, Name.root),
          Base64.getDecoder().decode(secret));
    } catch (IllegalArgumentException | TextParseException e) {
      // Without the cause: it may show a part of the key.
      throw new FileSystemException(
          where, null, "the key's algorithm, name or secret is not written as it must be");
    }
  }
}
