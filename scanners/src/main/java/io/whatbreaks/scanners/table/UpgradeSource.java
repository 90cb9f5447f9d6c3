package io.whatbreaks.scanners.table;

import io.whatbreaks.fact.UpgradeRules;
import io.whatbreaks.fact.UpgradeTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Hands the upgrade rules of the jar, and those of the user, to whoever asks for them. */
public final class UpgradeSource implements UpgradeRules.Source {

  /** Made by the service loader. */
  public UpgradeSource() {}

  @Override
  public List<UpgradeTable> tables(List<Path> directories) throws IOException {
    return UpgradeSheets.with(directories).stream().map(UpgradeSheet::table).toList();
  }
}
