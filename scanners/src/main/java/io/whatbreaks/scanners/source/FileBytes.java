package io.whatbreaks.scanners.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;

/** Reads the bytes of files and tells text from other things. */
final class FileBytes {
  private static final Set<java.nio.file.OpenOption> OPEN =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  /** How much of a file tells whether it is binary. */
  static final int LOOKED_AT = 8192;

  private static final Set<String> BINARY_ENDINGS =
      Set.of(
          "png",
          "jpg",
          "jpeg",
          "gif",
          "webp",
          "ico",
          "bmp",
          "tif",
          "tiff",
          "psd",
          "gz",
          "tgz",
          "bz2",
          "xz",
          "zst",
          "lz4",
          "zip",
          "7z",
          "rar",
          "tar",
          "jar",
          "war",
          "ear",
          "class",
          "o",
          "a",
          "dll",
          "exe",
          "dylib",
          "pyc",
          "pyo",
          "pdf",
          "doc",
          "docx",
          "xls",
          "xlsx",
          "ppt",
          "pptx",
          "odt",
          "ods",
          "odp",
          "woff",
          "woff2",
          "ttf",
          "otf",
          "eot",
          "mp3",
          "mp4",
          "avi",
          "mov",
          "mkv",
          "ogg",
          "wav",
          "flac",
          "webm",
          "sqlite",
          "sqlite3",
          "rpm",
          "deb",
          "iso",
          "img",
          "qcow2",
          "vmdk",
          "jks",
          "p12",
          "pfx",
          "keystore",
          "gpg");

  /** Mostly binary, but zones of domains below {@code so} and {@code mo} are called so, too. */
  private static final Set<String> MOSTLY_BINARY_ENDINGS = Set.of("db", "so", "mo");

  private FileBytes() {}

  /** Whether a file's ending says that it holds no text. */
  static boolean isBinaryName(String name) {
    return endsInOne(name, BINARY_ENDINGS);
  }

  /**
   * Whether a file is mostly binary by its ending: its first bytes tell before the rest is read.
   */
  static boolean isMostlyBinaryName(String name) {
    return endsInOne(name, MOSTLY_BINARY_ENDINGS);
  }

  private static boolean endsInOne(String name, Set<String> endings) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && endings.contains(lower(name.substring(dot + 1)));
  }

  private static String lower(String text) {
    return text.toLowerCase(java.util.Locale.ROOT);
  }

  /** Whether bytes hold a NUL near their start, and are not UTF-16. */
  static boolean isBinary(byte[] bytes) {
    if (isUtf16(bytes)) {
      return false;
    }
    int end = Math.min(bytes.length, LOOKED_AT);
    for (int i = 0; i < end; i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUtf16(byte[] bytes) {
    return bytes.length >= 2
        && ((bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff)
            || (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe));
  }

  static SeekableByteChannel open(Path file) throws IOException {
    return Files.newByteChannel(file, OPEN);
  }

  /** All bytes, or as many as {@code limit} allows. */
  static byte[] read(Path file, long expected, int limit) throws IOException {
    try (SeekableByteChannel channel = open(file)) {
      // One more than expected where nothing is: some file systems do not tell sizes.
      ByteBuffer buffer =
          ByteBuffer.allocate(expected == 0 ? LOOKED_AT : (int) Math.min(expected, limit));
      while (channel.read(buffer) > 0) {
        if (!buffer.hasRemaining()
            && (buffer.capacity() == expected || buffer.capacity() >= limit)) {
          break;
        }
        if (!buffer.hasRemaining()) {
          buffer = ByteBuffer.allocate(Math.min(limit, buffer.capacity() * 2)).put(buffer.flip());
        }
      }
      byte[] array = buffer.array();
      return buffer.position() == array.length ? array : Arrays.copyOf(array, buffer.position());
    }
  }

  /**
   * UTF-16 as UTF-8, so that whoever looks at bytes finds words in them; anything else as it is.
   */
  static byte[] asUtf8(byte[] bytes) {
    if (!isUtf16(bytes)) {
      return bytes;
    }
    return new String(bytes, StandardCharsets.UTF_16).getBytes(StandardCharsets.UTF_8);
  }
}
