package io.whatbreaks.scanners.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scan.SourceOptions.Layout;
import io.whatbreaks.scan.Term;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveReaderTest {
  private static final String DAMAGED = " (make it anew, or unpack what can be and give that)";

  @TempDir Path temp;

  /** Makes a tar file, member by member. */
  private static final class Tar {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    Tar() {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    Tar file(String name, String text) throws IOException {
      return file(name, text.getBytes(UTF_8));
    }

    Tar file(String name, byte[] content) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(name, true);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    }

    Tar other(String name, byte type, String target) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
      entry.setLinkName(target);
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
      return this;
    }

    byte[] bytes() throws IOException {
      tar.close();
      return bytes.toByteArray();
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(temp.resolve(name), bytes);
  }

  private static WalkedTree read(Path path) throws IOException {
    return WalkedTree.of(path, SourceOptions.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.tar", "a.tar.gz", "a.tgz", "a.tar.bz2", "a.tar.xz", "a.zip", "backup"})
  void every_form_is_a_directory(String name) throws IOException {
    Path path = temp.resolve(name);
    if (name.endsWith(".zip")) {
      try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(path)) {
        for (String file : List.of("conf/ä b.yml", "x/etc/hostname")) {
          zip.putArchiveEntry(new ZipArchiveEntry(file));
          zip.write("web01\n".getBytes(UTF_8));
          zip.closeArchiveEntry();
        }
      }
    } else {
      byte[] tar =
          new Tar().file("./conf/ä b.yml", "web01\n").file("x/etc/hostname", "web01\n").bytes();
      try (OutputStream file = Files.newOutputStream(path);
          OutputStream out =
              name.endsWith("gz")
                  ? new GZIPOutputStream(file)
                  : name.endsWith("bz2")
                      ? new BZip2CompressorOutputStream(file)
                      : name.endsWith("xz") ? new XZCompressorOutputStream(file) : file) {
        out.write(tar);
      }
    }
    assertTrue(new ArchiveReader().accepts(path));
    assertFalse(new DirectoryReader().accepts(path));
    WalkedTree read = read(path);
    assertEquals(
        List.of(
            "conf/ä b.yml | tree: | conf/ä b.yml", "x/etc/hostname | host:web01 | etc/hostname"),
        read.documents());
    assertEquals(List.of(), read.diagnostics());
    assertEquals(List.of(), read.left());
  }

  @Test
  void a_root_file_system_is_named_by_its_file_else_by_the_archive() throws IOException {
    Path named =
        write("a.tgz", gzip(new Tar().file("etc/hosts", "").file("etc/hostname", "web01").bytes()));
    assertEquals(
        List.of("etc/hostname | host:web01 | etc/hostname", "etc/hosts | host:web01 | etc/hosts"),
        read(named).documents());
    Path unnamed = write("db01.tar", new Tar().file("srv/a", "x").file("/etc/hosts", "").bytes());
    assertEquals(
        List.of("etc/hosts | host:db01 | etc/hosts", "srv/a | host:db01 | srv/a"),
        read(unnamed).documents());
    SourceOptions as =
        new SourceOptions(Layout.AUTO, Optional.of("till3"), List.of(), List.of("*.bak"), "");
    Path given = write("x.tar", new Tar().file("srv/a", "x").file("srv/b.bak", "").bytes());
    WalkedTree read = WalkedTree.of(given, as);
    assertEquals(List.of("till3/srv/a | host:till3 | srv/a"), read.documents());
    assertEquals(List.of("till3/srv/b.bak: excluded"), read.left());
  }

  @Test
  void what_a_walk_passes_over_or_skips_is_so_in_an_archive() throws IOException {
    Path archive =
        write(
            "a.tar",
            new Tar()
                .file("a/.git/config", "x")
                .file("node_modules/b", "x")
                .file("c.bin", "a\0b")
                .file("d.PNG", "x")
                .file("e.tar.gz", gzip(new Tar().file("etc/hostname", "web01").bytes()))
                .file("wide", "\ufeffmq01".getBytes(java.nio.charset.StandardCharsets.UTF_16LE))
                .file("empty", "")
                .other("pipe", TarConstants.LF_FIFO, "")
                .bytes());
    WalkedTree read = read(archive);
    assertEquals(List.of("empty | tree: | empty", "wide | tree: | wide"), read.documents());
    assertEquals(
        List.of("c.bin: binary", "d.PNG: binary", "e.tar.gz: binary", "pipe: not a regular file"),
        read.left());
  }

  @Test
  void links_are_not_followed_and_hard_links_are_files() throws IOException {
    Path archive =
        write(
            "a.tar",
            new Tar()
                .file("h/etc/hosts", "x")
                .file("h/etc/hostname", "web01\n")
                .other("h/etc/same", TarConstants.LF_LINK, "h/etc/hosts")
                .other("h/etc/gone", TarConstants.LF_LINK, "h/etc/nothing")
                .other("h/inside", TarConstants.LF_SYMLINK, "etc/../etc/hosts")
                .other("h/moved", TarConstants.LF_SYMLINK, "/etc/hosts")
                .other("h/outside", TarConstants.LF_SYMLINK, "../../etc/passwd")
                .other("h/dangling", TarConstants.LF_SYMLINK, "nowhere")
                .other("h/circle", TarConstants.LF_SYMLINK, "circle")
                .other("absolute", TarConstants.LF_SYMLINK, "/etc/passwd")
                .bytes());
    WalkedTree read = read(archive);
    assertEquals(
        List.of(
            "h/etc/hostname | host:web01 | etc/hostname",
            "h/etc/hosts | host:web01 | etc/hosts",
            "h/etc/same | host:web01 | etc/same"),
        read.documents());
    assertEquals(
        List.of(
            "absolute: the link leads outside, to /etc/passwd",
            "h/circle: the link leads in a circle",
            "h/dangling: the link leads to nothing that is here",
            "h/etc/gone: cannot be read: it is the same as a file that is not in the archive",
            "h/inside: link to h/etc/hosts",
            "h/moved: link to h/etc/hosts",
            "h/outside: the link leads outside, to ../../etc/passwd"),
        read.left());
  }

  @Test
  void no_member_gets_out() throws IOException {
    Path archive =
        write(
            "a.tar",
            new Tar()
                .file("a", "x")
                .file("../../etc/cron.d/x", "x")
                .other("link", TarConstants.LF_SYMLINK, "/etc")
                .file("link/passwd", "x")
                .file("a/b", "x")
                .file("/abs", "x")
                .bytes());
    WalkedTree read = read(archive);
    assertEquals(List.of("a | tree: | a", "abs | tree: | abs"), read.documents());
    assertEquals(
        List.of(
            "../../etc/cron.d/x: ERROR unreadable: its name leads out of the archive"
                + " (unpack it with care)",
            "a/b: ERROR unreadable: it lies below what is no folder (unpack it with care)",
            "link/passwd: ERROR unreadable: it lies below what is no folder"
                + " (unpack it with care)"),
        read.diagnostics().subList(0, 3));
    assertTrue(read.result().files().get(0).mayMatter(Set.of(Term.name("mq01"))));
  }

  @Test
  void of_a_damaged_archive_what_comes_first_is_read() throws IOException {
    byte[] noise = new byte[200_000];
    new java.util.Random(7).nextBytes(noise);
    String text = java.util.Base64.getEncoder().encodeToString(noise);
    byte[] tar = new Tar().file("a", "x").file("b", text).file("c", text).bytes();
    byte[] gz = gzip(tar);
    byte[] flipped = gz.clone();
    flipped[gz.length - 6] ^= 1;
    for (byte[] bytes :
        List.of(Arrays.copyOf(tar, 300_000), Arrays.copyOf(gz, gz.length * 3 / 4))) {
      WalkedTree read = read(write("cut.tar.gz", bytes));
      assertEquals(List.of("a | tree: | a", "b | tree: | b"), read.documents());
      assertEquals(
          List.of(
              "c: ERROR unreadable: cannot be read: the archive is damaged or cut off" + DAMAGED,
              "cut.tar.gz: ERROR unreadable: the archive is damaged or cut off, behind b"
                  + DAMAGED),
          read.diagnostics());
    }
    String end = "cut.tar: ERROR unreadable: the archive is damaged or cut off, behind c" + DAMAGED;
    assertEquals(List.of(end), read(write("cut.tar", flipped)).diagnostics());
    // Without the blocks that end it, more files may have followed.
    int last = tar.length;
    while (tar[last - 1] == 0) {
      last--;
    }
    byte[] unended = Arrays.copyOf(tar, (last + 511) / 512 * 512);
    assertEquals(List.of(end), read(write("cut.tar", unended)).diagnostics());
  }

  @Test
  void of_a_damaged_zip_each_sound_member_is_read() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      for (String name : List.of("a", "b", "c")) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setMethod(ZipArchiveEntry.STORED);
        byte[] text = ("this is " + name).getBytes(UTF_8);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(text);
        entry.setCrc(crc.getValue());
        entry.setSize(text.length);
        zip.putArchiveEntry(entry);
        zip.write(text);
        zip.closeArchiveEntry();
      }
    }
    byte[] sound = out.toByteArray();
    byte[] flipped = sound.clone();
    flipped[out.toString(java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("is b")] ^= 2;
    WalkedTree read = read(write("a.zip", flipped));
    assertEquals(List.of("a | tree: | a", "c | tree: | c"), read.documents());
    assertEquals(List.of("b: cannot be read: it is damaged"), read.left());

    WalkedTree cut = read(write("b.zip", Arrays.copyOf(sound, sound.length - 100)));
    assertEquals(List.of("a | tree: | a", "b | tree: | b", "c | tree: | c"), cut.documents());
    assertEquals(
        List.of("b.zip: ERROR unreadable: the archive is damaged or cut off, behind c" + DAMAGED),
        cut.diagnostics());
  }

  @Test
  void a_bomb_is_stopped() throws IOException {
    Path bomb = temp.resolve("bomb.tar.gz");
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(bomb)))) {
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      byte[] text = "etc/hosts says nothing\n".repeat(45_000).getBytes(UTF_8);
      for (int i = 0; i < 300; i++) {
        TarArchiveEntry entry = new TarArchiveEntry("f" + i + ".bin", true);
        entry.setSize(1 << 20);
        tar.putArchiveEntry(entry);
        tar.write(new byte[1 << 20]);
        tar.closeArchiveEntry();
        if (i == 0) {
          TarArchiveEntry real = new TarArchiveEntry("real", true);
          real.setSize(text.length);
          tar.putArchiveEntry(real);
          tar.write(text);
          tar.closeArchiveEntry();
        }
      }
    }
    WalkedTree read = read(bomb);
    assertEquals(List.of("real | tree: | real"), read.documents());
    assertEquals(
        List.of(
            "bomb.tar.gz: ERROR unreadable: it expands to more than 500 times its size, behind"
                + " f254.bin (unpack it and give the directory)"),
        read.diagnostics());
  }

  @Test
  void a_name_of_many_megabytes_is_damage() throws IOException {
    byte[] header = new byte[512];
    TarArchiveEntry entry = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
    entry.setSize(200 << 20);
    entry.writeEntryHeader(header);
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(new Tar().file("a", "x").bytes());
    byte[] first = Arrays.copyOf(tar.toByteArray(), 1024);
    tar.reset();
    tar.writeBytes(first);
    tar.writeBytes(header);
    tar.writeBytes(new byte[4 << 20]);
    WalkedTree read = read(write("a.tar", tar.toByteArray()));
    assertEquals(List.of("a | tree: | a"), read.documents());
    assertEquals(
        List.of("a.tar: ERROR unreadable: the archive is damaged or cut off, behind a" + DAMAGED),
        read.diagnostics());
  }

  @Test
  void a_large_text_is_looked_through() throws IOException {
    byte[] block = "2026-11-01 12:00:00 nothing happened\n".repeat(30_000).getBytes(UTF_8);
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    for (int i = 0; i < 33; i++) {
      log.writeBytes(block);
    }
    log.writeBytes("connected to mq01.shop.test".getBytes(UTF_8));
    WalkedTree read = read(write("a.tar", new Tar().file("big.log", log.toByteArray()).bytes()));
    assertEquals(List.of("big.log: larger than 32 MiB"), read.left());
    assertTrue(read.result().files().get(0).mayMatter(Set.of(Term.name("mq01.shop.test"))));
    assertFalse(read.result().files().get(0).mayMatter(Set.of(Term.name("mq02.shop.test"))));
  }

  @Test
  void an_archive_without_a_file_is_refused() throws IOException {
    Path empty =
        write(
            "a.zip",
            new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    assertTrue(new ArchiveReader().accepts(empty));
    assertEquals(
        empty + ": nothing to read in it",
        assertThrows(IOException.class, () -> read(empty)).getMessage());
    Path torn = write("b.tar.gz", Arrays.copyOf(gzip(new byte[9000]), 15));
    assertEquals(
        torn + ": the archive is damaged or cut off",
        assertThrows(IOException.class, () -> read(torn)).getMessage());
  }

  @Test
  void what_is_only_compressed_is_no_archive() throws IOException {
    Path log = write("a.log.gz", gzip("hello".getBytes(UTF_8)));
    assertFalse(new ArchiveReader().accepts(log));
    assertEquals(List.of("a.log.gz: binary"), read(log).left());
  }

  @Test
  void archives_of_machines_in_a_folder_are_folders() throws IOException {
    Path fleet = Files.createDirectory(temp.resolve("fleet"));
    Files.write(
        fleet.resolve("web01.tar.gz"),
        gzip(new Tar().file("srv/a", "x").file("etc/hostname", "web01\n").bytes()));
    Files.write(fleet.resolve("db01.tar"), new Tar().file("root/etc/passwd", "x").bytes());
    Files.write(fleet.resolve("chart.tgz"), gzip(new Tar().file("chart/values.yaml", "x").bytes()));
    Files.write(fleet.resolve("mq01.tgz"), Arrays.copyOf(gzip(new byte[100]), 20));
    Files.createFile(fleet.resolve("mq02.tar"));
    Files.createDirectory(fleet.resolve("web01"));
    Files.writeString(fleet.resolve("web01/b"), "x");
    WalkedTree read = read(fleet);
    assertEquals(
        List.of(
            "db01/etc/passwd | host:db01 | etc/passwd",
            "web01.tar.gz/etc/hostname | host:web01 | etc/hostname",
            "web01.tar.gz/srv/a | host:web01 | srv/a",
            "web01/b | tree: | web01/b"),
        read.documents());
    assertEquals(
        List.of(
            "chart.tgz: binary",
            "mq01.tgz: the archive is damaged or cut off, behind its start",
            "mq02.tar: the archive is damaged or cut off, behind its start"),
        read.left());
    SourceOptions without =
        new SourceOptions(
            Layout.AUTO, Optional.empty(), List.of(), List.of("*.gz", "*.tgz", "mq*"), "");
    assertEquals(
        List.of("db01/etc/passwd | host:db01 | etc/passwd", "web01/b | tree: | web01/b"),
        WalkedTree.of(fleet, without).documents());
  }

  @Test
  void alone_a_damaged_archive_in_a_folder_is_a_binary_file() throws IOException {
    Path tree = Files.createDirectory(temp.resolve("tree"));
    Files.write(tree.resolve("a.tgz"), Arrays.copyOf(gzip(new byte[100]), 20));
    Files.writeString(tree.resolve("b"), "x");
    WalkedTree read = read(tree);
    assertEquals(List.of("a.tgz: binary"), read.left());
    assertEquals(List.of(), read.diagnostics());
  }
}
