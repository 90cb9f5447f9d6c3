package io.whatbreaks.scanners.table;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.scanners.format.Format;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one kind of files of one software says. */
public final class Table {
  private final Software software;
  private final Files files;
  private final Reading reading;
  private final List<IdentityRule> identities;
  private final Rows rows;

  Table(Software software, Files files, Reading reading, List<IdentityRule> identities) {
    this.software = requireNonNull(software, "software");
    this.files = requireNonNull(files, "files");
    this.reading = requireNonNull(reading, "reading");
    this.identities = List.copyOf(identities);
    this.rows = new Rows(reading.rows());
  }

  /**
   * Whose files these are.
   *
   * @param id the name of its component on a machine
   * @param isComponent whether all files are one component, else each is its own
   * @param inPath finds the version in the path of a file, as its first group
   */
  record Software(
      String id, String title, String source, boolean isComponent, Optional<Pattern> inPath) {

    /** The version that the path of a file tells; empty if none. */
    String version(String path) {
      return inPath
          .map(pattern -> pattern.matcher(path))
          .filter(Matcher::find)
          .map(found -> found.group(1))
          .orElse("");
    }
  }

  /**
   * Which files these are.
   *
   * @param mentions texts of which the file must hold one; empty if its path suffices
   * @param lacks texts of which it must hold none: they show that it belongs to something else
   * @param main names of the file that every instance has, which alone speaks for the whole; empty
   *     if each does
   */
  record Files(List<Glob> globs, List<String> mentions, List<String> lacks, List<String> main) {
    Files {
      globs = List.copyOf(globs);
      lacks = List.copyOf(lacks);
      main = List.copyOf(main);
      mentions = List.copyOf(mentions);
    }

    boolean isMain(String fileName) {
      return main.isEmpty() || main.contains(fileName);
    }
  }

  /**
   * How they are read.
   *
   * @param format empty where each line stands for itself
   * @param comment what starts a comment of a line
   * @param block finds the lines that begin a block, where each line stands for itself
   * @param names statements whose first word is a name of the document alone
   * @param parts blocks that are parts of the process
   * @param port where it answers when the document does not say
   * @param unknown what becomes of values that no row knows
   */
  record Reading(
      Optional<Format> format,
      String comment,
      Optional<Pattern> block,
      List<Row> rows,
      List<KeyPath> names,
      List<KeyPath> parts,
      OptionalInt port,
      Unknown unknown) {
    Reading {
      requireNonNull(format, "format");
      requireNonNull(comment, "comment");
      requireNonNull(block, "block");
      rows = List.copyOf(rows);
      names = List.copyOf(names);
      parts = List.copyOf(parts);
      requireNonNull(port, "port");
      requireNonNull(unknown, "unknown");
    }
  }

  /** What becomes of values that no row knows. A table names one in lower case. */
  enum Unknown {
    /** They are handed on: nobody knows. */
    CANDIDATES,
    /** They are certainly no names. */
    NOTHING,
    /** The document is read as any text of its language: as the commands of a script. */
    TEXT
  }

  /** The id of the software, which is the name of its component on a machine. */
  public String software() {
    return software.id();
  }

  /** The software as people call it. */
  public String title() {
    return software.title();
  }

  /** The address of its documentation. */
  public String source() {
    return software.source();
  }

  boolean isComponent() {
    return software.isComponent();
  }

  /** The version that the path of a file tells; empty if none. */
  String version(String path) {
    return software.version(path);
  }

  Files files() {
    return files;
  }

  Reading reading() {
    return reading;
  }

  List<IdentityRule> identities() {
    return identities;
  }

  Rows rows() {
    return rows;
  }

  @Override
  public String toString() {
    return software.id();
  }
}
