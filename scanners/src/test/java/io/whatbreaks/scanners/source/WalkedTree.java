package io.whatbreaks.scanners.source;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scan.SourceOutput;
import io.whatbreaks.scan.SourceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the reader makes of a path. */
record WalkedTree(List<String> documents, ScanResult result) {

  /** Notes {@code shown | scope | local path} of every document it is shown. */
  static final class Lister implements Scanner {
    final Set<String> seen = Collections.synchronizedSet(new TreeSet<>());

    @Override
    public String id() {
      return "lister";
    }

    @Override
    public boolean accepts(Document document) {
      return true;
    }

    @Override
    public void scan(Document document, ScanOutput output) {
      seen.add(document.path() + " | " + document.scope() + " | " + document.localPath());
      output.understood();
    }
  }

  List<String> left() {
    return result.files().stream()
        .filter(file -> !file.reason().isEmpty())
        .map(file -> file.path() + ": " + file.reason())
        .toList();
  }

  List<String> diagnostics() {
    return result.diagnostics().stream().map(Diagnostic::toString).toList();
  }

  static WalkedTree of(Path path, SourceOptions options) throws IOException {
    SourceOutput output = new SourceOutput();
    SourceReader archives = new ArchiveReader();
    SourceReader reader = archives.accepts(path) ? archives : new DirectoryReader();
    reader.read(path, options, output);
    Lister lister = new Lister();
    ScanResult result = Scanners.of(List.of(lister)).scan(output);
    return new WalkedTree(List.copyOf(lister.seen), result);
  }
}
