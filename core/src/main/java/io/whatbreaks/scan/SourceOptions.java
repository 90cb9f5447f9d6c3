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
 * @param tables directories with tables of further software; scanners that read none pass over them
 * @param rules directories with further upgrade rules
 * @param tsigFile a file with the key for a name server ({@code --tsig}), if told
 * @param witness who is told what is found on disks, if anybody
 * @param listener who is told how reading goes and may end it, if anybody
 */
public record SourceOptions(
    Layout layout,
    Optional<String> hostName,
    List<String> include,
    List<String> exclude,
    String prefix,
    List<Path> tables,
    List<Path> rules,
    Optional<Path> tsigFile,
    Optional<Witness> witness,
    Optional<ScanListener> listener) {

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

  /** Without tables of one's own, and without a key for name servers. */
  public SourceOptions(
      Layout layout,
      Optional<String> hostName,
      List<String> include,
      List<String> exclude,
      String prefix) {
    this(
        layout,
        hostName,
        include,
        exclude,
        prefix,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Checks that no part is missing. */
  public SourceOptions {
    requireNonNull(layout, "layout");
    requireNonNull(hostName, "hostName");
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    requireNonNull(prefix, "prefix");
    tables = List.copyOf(tables);
    rules = List.copyOf(rules);
    requireNonNull(tsigFile, "tsigFile");
    requireNonNull(witness, "witness");
    requireNonNull(listener, "listener");
  }

  /** The same with another prefix. */
  public SourceOptions withPrefix(String newPrefix) {
    return new SourceOptions(
        layout, hostName, include, exclude, newPrefix, tables, rules, tsigFile, witness, listener);
  }

  /**
   * The same with directories of tables; those of files named there win over those known before.
   */
  public SourceOptions withTables(List<Path> directories) {
    return new SourceOptions(
        layout,
        hostName,
        include,
        exclude,
        prefix,
        directories,
        rules,
        tsigFile,
        witness,
        listener);
  }

  /** The same with directories of upgrade rules, which are taken beside those known before. */
  public SourceOptions withRules(List<Path> directories) {
    return new SourceOptions(
        layout,
        hostName,
        include,
        exclude,
        prefix,
        tables,
        directories,
        tsigFile,
        witness,
        listener);
  }

  /** The same with a key for name servers. */
  public SourceOptions withTsigFile(Path file) {
    return new SourceOptions(
        layout,
        hostName,
        include,
        exclude,
        prefix,
        tables,
        rules,
        Optional.of(file),
        witness,
        listener);
  }

  /** The same where somebody is told what is found on disks. */
  public SourceOptions withWitness(Witness told) {
    return new SourceOptions(
        layout,
        hostName,
        include,
        exclude,
        prefix,
        tables,
        rules,
        tsigFile,
        Optional.of(told),
        listener);
  }

  /** The same where somebody is told how reading goes, and may end it. */
  public SourceOptions withListener(ScanListener told) {
    return new SourceOptions(
        layout,
        hostName,
        include,
        exclude,
        prefix,
        tables,
        rules,
        tsigFile,
        witness,
        Optional.of(told));
  }
}
