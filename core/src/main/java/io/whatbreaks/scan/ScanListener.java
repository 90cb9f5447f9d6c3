package io.whatbreaks.scan;

/**
 * Is told how reading goes, and may end it. Called by several threads at once; an exception that it
 * throws ends the reading, and one of the same type reaches the caller.
 *
 * <p>When everything is read, each document found is scanned once, unless it was {@linkplain
 * io.whatbreaks.Sources#reread kept} as it was. A single question scans only what it needs, and a
 * document again when it comes to ask it for more.
 */
public interface ScanListener {

  /**
   * A file was found: it will be scanned, or is left out, for whatever reason.
   *
   * @param path as reports show it
   */
  default void found(String path) {}

  /**
   * A document was scanned.
   *
   * @param said its facts, what went wrong in it, and its one file
   */
  default void scanned(ScanResult said) {}

  /**
   * Whether to stop. Asked before each file is read and before each is scanned; once it was true,
   * what was asked for ends with a {@link java.util.concurrent.CancellationException}. What has
   * begun on one file, or on unpacking one archive, is finished first.
   */
  default boolean isCancelled() {
    return false;
  }
}
