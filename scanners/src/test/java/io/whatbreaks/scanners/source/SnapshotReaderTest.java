package io.whatbreaks.scanners.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SnapshotCodec;
import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scan.SourceOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotReaderTest {
  @TempDir Path temp;

  @Test
  void a_snapshot_answers_as_what_was_scanned() throws IOException {
    Path root = Files.createDirectory(temp.resolve("tree"));
    Files.writeString(root.resolve("a"), "x");
    Files.writeString(root.resolve("b.png"), "x");
    SourceOutput walked = new SourceOutput();
    new DirectoryReader().read(root, SourceOptions.DEFAULT, walked);
    ScanResult scanned = Scanners.of(List.of()).scan(walked);
    Path snapshot = temp.resolve("all.json");
    try (OutputStream out = Files.newOutputStream(snapshot)) {
      SnapshotCodec.write(scanned, out);
    }
    SourceOutput output = new SourceOutput();
    new SnapshotReader().read(snapshot, SourceOptions.DEFAULT, output);
    assertEquals(scanned, Scanners.of(List.of()).scan(output));
  }

  @Test
  void a_damaged_snapshot_is_named() throws IOException {
    Path snapshot = temp.resolve("all.json");
    Files.writeString(snapshot, "{\"whatbreaksSnapshot\": 9, \"facts\": []}");
    IOException e =
        assertThrows(
            IOException.class,
            () -> new SnapshotReader().read(snapshot, SourceOptions.DEFAULT, new SourceOutput()));
    assertEquals(
        snapshot + ": the snapshot is of version 9, this program reads version 1: scan again",
        e.getMessage());
  }
}
