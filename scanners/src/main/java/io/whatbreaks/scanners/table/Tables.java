package io.whatbreaks.scanners.table;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables at hand, found by the path of a document.
 *
 * <p>Of the tables in the jar only an index of file patterns is read at first; each table when a
 * document wants it.
 */
public final class Tables {
  private static final String INDEX = "tables.index";
  private static final String RULE_INDEX = "identities.index";

  private final FileIndex<Table> index;

  private Tables(FileIndex<Table> index) {
    this.index = index;
  }

  /**
   * What a text of tables says.
   *
   * @param tables those without a problem
   * @param problems each with its place
   */
  public record Read(List<Table> tables, List<Diagnostic> problems) {
    public Read {
      tables = List.copyOf(tables);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads the text of one or more tables.
   *
   * @param name stands in the problems as the path
   */
  public static Read read(String name, String text) {
    return TableReader.read(requireNonNull(name, "name"), requireNonNull(text, "text"));
  }

  /** The tables of the jar, and before them some others, which win for files that both know. */
  public static Tables with(List<Table> others) {
    List<FileIndex.Slot<Table>> slots = new ArrayList<>();
    for (Table table : others) {
      slots.add(
          new FileIndex.Slot<>(FileIndex.OTHERS, table.software(), table.files(), () -> table));
    }
    slots.addAll(Bundled.SLOTS);
    return new Tables(new FileIndex<>(slots));
  }

  /** Every table, by software. */
  public List<Table> all() {
    return index.slots().stream().map(slot -> slot.content().get()).toList();
  }

  FileIndex<Table> index() {
    return index;
  }

  /** What hangs on host names without standing in the table of a software. */
  FileIndex<IdentityRule> rules() {
    return Bundled.RULES;
  }

  static String resource(String name) {
    try (InputStream stream = Tables.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks its resource " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loaded when first asked for, not when the scanner is found. */
  private static final class Bundled {
    static final List<FileIndex.Slot<Table>> SLOTS =
        IndexLine.slots(resource(INDEX), TableReader::read);
    static final FileIndex<IdentityRule> RULES =
        new FileIndex<>(IndexLine.slots(resource(RULE_INDEX), IdentityReader::read));
  }
}
