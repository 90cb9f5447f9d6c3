package io.whatbreaks.scanners.table;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scan.SourceOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads the files of all software that a {@link Table} describes, and what shows in other files
 * that hangs on the name of the machine.
 */
public final class TableScanner implements Scanner {
  static final String ID = "table";

  private final Tables tables;

  /** With the tables of the jar. */
  public TableScanner() {
    this(Tables.with(List.of()));
  }

  /** With certain tables. */
  public TableScanner(Tables tables) {
    this.tables = requireNonNull(tables, "tables");
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Scanner configured(SourceOptions options) throws IOException {
    return options.tables().isEmpty()
        ? this
        : new TableScanner(Tables.with(UserTables.in(options.tables())));
  }

  @Override
  public boolean accepts(Document document) {
    return tables.index().find(document).isPresent() || !tables.rules().findAll(document).isEmpty();
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    Optional<FileIndex.Slot<Table>> slot = tables.index().find(document);
    if (slot.isPresent()) {
      Table table = slot.get().content().get();
      if (table.reading().unknown() == Table.Unknown.TEXT) {
        output.understoodAsText();
      } else {
        new DocumentReading(table, document, output).read();
        output.understood();
      }
    }
    for (FileIndex.Slot<IdentityRule> rule : tables.rules().findAll(document)) {
      new IdentityReading(rule.content().get(), document, output).read();
    }
  }
}
