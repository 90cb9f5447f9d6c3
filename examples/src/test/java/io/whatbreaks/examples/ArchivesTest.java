package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive answers as the directory that it was made of, to the byte. */
class ArchivesTest {
  private static final List<List<String>> QUESTIONS =
      List.of(
          List.of("rename", "mq01", "rabbit01", "--format", "json"),
          List.of("rename", "queue:orders.billing", "billing.in", "--all"),
          List.of("why", "web01/nginx", "host:mq01", "--format", "json"),
          List.of("list", "--referenced"),
          List.of("coverage", "--format", "json"),
          List.of("rename", "db01", "pg01", "--root-layout", "fleet", "--exclude", "*.md"));

  @TempDir Path temp;

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void tar(Path root, OutputStream out) throws IOException {
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      for (Path file : files(root)) {
        tar.putArchiveEntry(new TarArchiveEntry(file, root.relativize(file).toString()));
        Files.copy(file, tar);
        tar.closeArchiveEntry();
      }
    }
  }

  private static void zip(Path root, OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Path file : files(root)) {
        zip.putNextEntry(new ZipEntry(root.relativize(file).toString()));
        Files.copy(file, zip);
      }
    }
  }

  private static String answer(List<String> question, Path path) {
    Object[] arguments = Stream.concat(question.stream(), Stream.of(path.toString())).toArray();
    Run run = Run.of(arguments);
    assertEquals("", run.err());
    assertNotEquals(2, run.status(), run::out);
    return run.out();
  }

  private static void assertSameAnswers(Path path) {
    for (List<String> question : QUESTIONS) {
      assertEquals(answer(question, Run.startup()), answer(question, path), question::toString);
    }
  }

  @Test
  void a_tar_file() throws IOException {
    Path archive = temp.resolve("startup.tar");
    tar(Run.startup(), Files.newOutputStream(archive));
    assertSameAnswers(archive);
  }

  @Test
  void a_compressed_tar_file() throws IOException {
    Path archive = temp.resolve("startup.tar.gz");
    tar(Run.startup(), new GZIPOutputStream(Files.newOutputStream(archive)));
    assertSameAnswers(archive);
  }

  @Test
  void a_zip_file() throws IOException {
    Path archive = temp.resolve("startup.zip");
    zip(Run.startup(), Files.newOutputStream(archive));
    assertSameAnswers(archive);
  }

  @Test
  void a_folder_of_one_archive_a_machine() throws IOException {
    Path fleet = Files.createDirectory(temp.resolve("startup"));
    try (Stream<Path> all = Files.list(Run.startup())) {
      for (Path path : all.toList()) {
        String name = path.getFileName().toString();
        if (Files.isRegularFile(path)) {
          Files.copy(path, fleet.resolve(name));
        } else if (name.startsWith("app")) {
          zip(path, Files.newOutputStream(fleet.resolve(name + ".zip")));
        } else {
          tar(path, new GZIPOutputStream(Files.newOutputStream(fleet.resolve(name + ".tar.gz"))));
        }
      }
    }
    assertSameAnswers(fleet);
  }

  @Test
  void what_a_damaged_archive_lost_keeps_an_answer_from_being_safe() throws IOException {
    Path archive = temp.resolve("startup.tar");
    tar(Run.startup(), Files.newOutputStream(archive));
    Run whole = Run.of("rename", "db01", "pg01", archive.toString(), "--keep-alias");
    assertEquals(0, whole.status(), whole::out);
    byte[] bytes = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(bytes, bytes.length - 20_000));
    Run cut = Run.of("rename", "db01", "pg01", archive.toString(), "--keep-alias");
    assertEquals(3, cut.status(), cut::out);
    assertTrue(cut.out().contains("startup.tar: ERROR"), cut::out);
  }

  @Test
  void an_archive_that_holds_nothing_is_an_error() throws IOException {
    Path archive = temp.resolve("empty.zip");
    zip(Files.createDirectory(temp.resolve("empty")), Files.newOutputStream(archive));
    Run run = Run.of("rename", "db01", "pg01", archive.toString());
    assertEquals(2, run.status());
    assertEquals("whatbreaks: " + archive + ": nothing to read in it\n", run.err());
  }
}
