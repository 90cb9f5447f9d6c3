package io.whatbreaks.scan;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a text is written as bytes: UTF-8, or UTF-16 where a byte order mark says so, else
 * ISO-8859-1, which reads anything. A byte order mark is not part of the text.
 */
enum Encoding {
  UTF_16BE(StandardCharsets.UTF_16BE, "\u00fe\u00ff"),
  UTF_16LE(StandardCharsets.UTF_16LE, "\u00ff\u00fe"),
  UTF_8_MARKED(StandardCharsets.UTF_8, "\u00ef\u00bb\u00bf"),
  UTF_8(StandardCharsets.UTF_8, ""),
  LATIN_1(StandardCharsets.ISO_8859_1, ""),
  LATIN_1_MARKED(StandardCharsets.ISO_8859_1, "\u00ef\u00bb\u00bf");

  private final Charset charset;

  /** The byte order mark, a letter for each byte. */
  private final String mark;

  Encoding(Charset charset, String mark) {
    this.charset = charset;
    this.mark = mark;
  }

  /** A text and how it is written. */
  record Decoded(String text, Encoding encoding) {}

  /** Reads bytes. */
  static Decoded decode(byte[] bytes) {
    for (Encoding wide : new Encoding[] {UTF_16BE, UTF_16LE}) {
      if (wide.begins(bytes)) {
        return new Decoded(wide.lenient(bytes), wide);
      }
    }
    Encoding utf8 = UTF_8_MARKED.begins(bytes) ? UTF_8_MARKED : UTF_8;
    Encoding latin1 = utf8 == UTF_8 ? LATIN_1 : LATIN_1_MARKED;
    for (int i = utf8.mark.length(); i < bytes.length; i++) {
      if (bytes[i] < 0) {
        return utf8.strict(bytes)
            .map(text -> new Decoded(text, utf8))
            .orElseGet(() -> new Decoded(latin1.lenient(bytes), latin1));
      }
    }
    // ASCII alone: the same letters, read faster.
    return new Decoded(latin1.lenient(bytes), utf8);
  }

  /**
   * Writes a text; nothing where that would not be read as the same text again: a letter that the
   * encoding lacks.
   */
  Optional<byte[]> encode(String text) {
    byte[] body = text.getBytes(charset);
    byte[] bytes =
        Arrays.copyOf(mark.getBytes(StandardCharsets.ISO_8859_1), mark.length() + body.length);
    System.arraycopy(body, 0, bytes, mark.length(), body.length);
    Decoded again = decode(bytes);
    return again.text().equals(text) ? Optional.of(bytes) : Optional.empty();
  }

  private boolean begins(byte[] bytes) {
    for (int i = 0; i < mark.length(); i++) {
      if (i == bytes.length || (bytes[i] & 0xff) != mark.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String lenient(byte[] bytes) {
    return new String(bytes, mark.length(), bytes.length - mark.length(), charset);
  }

  private Optional<String> strict(byte[] bytes) {
    try {
      CharBuffer chars =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, mark.length(), bytes.length - mark.length()));
      return Optional.of(chars.toString());
    } catch (CharacterCodingException notThatCharset) {
      return Optional.empty();
    }
  }
}
