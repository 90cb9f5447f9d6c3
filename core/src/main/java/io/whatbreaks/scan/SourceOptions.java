package io.whatbreaks.scan;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How sources are read.
 *
 * @param layout whether host roots are looked for
 * @param hostName the machine whose root the path is ({@code --as}), if told
 * @param include globs of paths to read; empty for all
 * @param exclude globs of paths to leave out
 * @param prefix the first element of every path shown, empty for none: the last element of the path
 *     given where several are
 * @param tsigFile a file with the key for a name server ({@code --tsig}), if told
 */
public record SourceOptions(
    Layout layout,
    Optional<String> hostName,
    List<String> include,
    List<String> exclude,
    String prefix,
    Optional<Path> tsigFile) {

  /** Where machines are. */
  public enum Layout {
    /** Host roots are found at any depth. */
    AUTO,
    /** Each folder of the path is a host root. */
    FLEET,
    /** There are no machines, only files. */
    TREE
  }

  /** Everything, host roots found at any depth. */
  public static final SourceOptions DEFAULT =
      new SourceOptions(Layout.AUTO, Optional.empty(), List.of(), List.of(), "");

  /** Checks that no part is missing. */
  public SourceOptions {
    requireNonNull(layout, "layout");
    requireNonNull(hostName, "hostName");
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    requireNonNull(prefix, "prefix");
    requireNonNull(tsigFile, "tsigFile");
  }

  /** Without a key for name servers. */
  public SourceOptions(
      Layout layout,
      Optional<String> hostName,
      List<String> include,
      List<String> exclude,
      String prefix) {
    this(layout, hostName, include, exclude, prefix, Optional.empty());
  }

  /** The same with another prefix. */
  public SourceOptions withPrefix(String newPrefix) {
    return new SourceOptions(layout, hostName, include, exclude, newPrefix, tsigFile);
  }

  /** The same with a key for name servers. */
  public SourceOptions withTsigFile(Path file) {
    return new SourceOptions(layout, hostName, include, exclude, prefix, Optional.of(file));
  }
}
