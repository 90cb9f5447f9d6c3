package io.whatbreaks.scanners.source;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The names of files as text, whatever the locale of this process says. */
final class PathNames {
  private PathNames() {}

  /** The last element of a path; empty for a root. */
  static String last(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : text(name);
  }

  /** A relative path with {@code /}. */
  static String relative(Path root, Path path) {
    StringBuilder shown = new StringBuilder();
    for (Path element : root.relativize(path)) {
      shown.append(shown.isEmpty() ? "" : "/").append(text(element));
    }
    return shown.toString();
  }

  /** A path in a folder, which may be the empty one. */
  static String join(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  private static String text(Path name) {
    String text = name.toString();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return decoded(name, text);
      }
    }
    return text;
  }

  /**
   * In the POSIX locale the Java platform decodes names as ASCII and loses the rest; only the URI
   * still holds the bytes.
   */
  private static String decoded(Path name, String otherwise) {
    String raw = name.toUri().getRawPath();
    int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
    int start = raw.lastIndexOf('/', end - 1) + 1;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = start; i < end; i++) {
      char c = raw.charAt(i);
      if (c == '%' && i + 2 < end) {
        bytes.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      return otherwise;
    }
  }
}
