package io.whatbreaks.scanners.source;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.FileState;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SnapshotCodec;
import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scan.SourceOptions.Layout;
import io.whatbreaks.scan.SourceOutput;
import io.whatbreaks.scan.SourceReader;
import io.whatbreaks.scan.Term;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryReaderTest {
  @TempDir Path temp;
  private Path root;

  @BeforeEach
  void make_root() throws IOException {
    root = Files.createDirectory(temp.resolve("fleet"));
  }

  private WalkedTree read() throws IOException {
    return WalkedTree.of(root, SourceOptions.DEFAULT);
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void link(String path, String target) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, Path.of(target));
  }

  @Test
  void a_tree_has_one_scope() throws IOException {
    file("a.yml", "x");
    file("conf/with blank/b.yml", "");
    WalkedTree read = read();
    assertEquals(
        List.of("a.yml | tree: | a.yml", "conf/with blank/b.yml | tree: | conf/with blank/b.yml"),
        read.documents());
    assertEquals(List.of(), read.left());
    assertEquals(List.of(), read.diagnostics());
  }

  @Test
  void an_empty_directory_is_no_error() throws IOException {
    WalkedTree read = read();
    assertEquals(List.of(), read.documents());
    assertEquals(0, read.result().coverage().files());
  }

  @Test
  void a_prefix_stands_before_every_path() throws IOException {
    file("a/b", "x");
    WalkedTree read = WalkedTree.of(root, SourceOptions.DEFAULT.withPrefix("prod"));
    assertEquals(List.of("prod/a/b | tree:prod | a/b"), read.documents());
  }

  @Test
  void a_single_file_is_shown_by_its_name() throws IOException {
    file("a/b c.yml", "x");
    Path file = root.resolve("a/b c.yml");
    assertEquals(
        List.of("b c.yml | tree: | b c.yml"),
        WalkedTree.of(file, SourceOptions.DEFAULT).documents());
    SourceOptions as =
        new SourceOptions(Layout.AUTO, Optional.of("till3"), List.of(), List.of(), "");
    assertEquals(
        List.of("till3/b c.yml | host:till3 | b c.yml"), WalkedTree.of(file, as).documents());
  }

  @Test
  void names_outside_ascii_are_kept() throws IOException {
    String name = "Bücher-\u0444\ud83d\ude00.yml";
    try {
      file("ä ö/" + name, "x");
    } catch (java.nio.file.InvalidPathException posixLocale) {
      org.junit.jupiter.api.Assumptions.abort("this locale has no such names");
    }
    assertEquals(List.of("ä ö/" + name + " | tree: | ä ö/" + name), read().documents());
  }

  @Test
  void a_missing_path_is_named() {
    Path missing = root.resolve("nowhere");
    assertTrue(new DirectoryReader().accepts(missing));
    IOException e =
        assertThrows(IOException.class, () -> WalkedTree.of(missing, SourceOptions.DEFAULT));
    assertEquals(missing + ": there is no such file or directory", e.getMessage());
  }

  @Test
  void links_are_never_followed() throws IOException {
    Files.writeString(temp.resolve("secret"), "mq01");
    file("etc/real.conf", "x");
    link("etc/inside.conf", "real.conf");
    link("etc/folder", "..");
    link("etc/outside.conf", "../../secret");
    link("etc/escape", "/../../../etc");
    link("etc/dangling", "gone.conf");
    link("etc/circle", "circle");
    link("etc/picture.png", "../../secret");
    WalkedTree read = read();
    assertEquals(List.of("etc/real.conf | tree: | etc/real.conf"), read.documents());
    assertEquals(
        List.of(
            "etc/circle: the link leads in a circle",
            "etc/dangling: the link leads to nothing that is here",
            "etc/escape: the link leads outside, to /../../../etc",
            "etc/folder: link to the path given",
            "etc/inside.conf: link to etc/real.conf",
            "etc/outside.conf: the link leads outside, to ../../secret",
            "etc/picture.png: binary"),
        read.left());
    assertEquals(
        List.of(
            "etc/circle: WARNING link-loop: the link leads in a circle"
                + " (remove it or let it point at a file)",
            "etc/escape: WARNING link-outside: the link leads outside, to /../../../etc"
                + " (give that path too, or copy what it points at)",
            "etc/outside.conf: WARNING link-outside: the link leads outside, to ../../secret"
                + " (give that path too, or copy what it points at)",
            "etc/dangling: INFO link-dangling: the link leads to nothing that is here"),
        read.diagnostics());
  }

  /** symlink(7): each link on the way starts at the root of the machine that has it. */
  @Test
  void links_of_a_machine_lead_through_its_own_root() throws IOException {
    file("web1/etc/hostname", "web1");
    file("web1/usr/share/real.conf", "x");
    link("web1/etc/alternatives", "/usr/alternatives");
    Files.createDirectories(root.resolve("web1/usr/alternatives"));
    link("web1/usr/alternatives/app.conf", "/usr/share/real.conf");
    link("web1/etc/app.conf", "/etc/alternatives/app.conf");
    link("web1/etc/circle", "/etc/round");
    link("web1/etc/round", "circle");
    link("web1/etc/nowhere", "/etc/passwd/x");
    assertEquals(
        List.of(
            "web1/etc/alternatives: link to web1/usr/alternatives",
            "web1/etc/app.conf: link to web1/usr/share/real.conf",
            "web1/etc/circle: the link leads in a circle",
            "web1/etc/nowhere: the link leads to nothing that is here",
            "web1/etc/round: the link leads in a circle",
            "web1/usr/alternatives/app.conf: link to web1/usr/share/real.conf"),
        read().left());
  }

  @Test
  void the_path_given_may_be_a_link() throws IOException {
    file("a", "x");
    Path link = Files.createSymbolicLink(temp.resolve("link"), root);
    assertEquals(List.of("a | tree: | a"), WalkedTree.of(link, SourceOptions.DEFAULT).documents());
  }

  @Test
  void version_control_and_downloads_are_passed_over() throws IOException {
    for (String folder : List.of(".git", ".hg", ".svn", "CVS", "node_modules", ".terraform")) {
      file("a/" + folder + "/config", "x");
    }
    file("target/a", "x");
    WalkedTree read = read();
    assertEquals(List.of("target/a | tree: | target/a"), read.documents());
    assertEquals(1, read.result().coverage().files());
  }

  @Test
  void binaries_are_skipped_and_utf_16_is_none() throws IOException {
    file("a.bin", "abc\u0000def");
    file("b.PNG", "text all the same");
    file("late", "x".repeat(9000) + "\u0000");
    Files.write(root.resolve("wide.txt"), "\ufeffhost=mq01\n".getBytes(UTF_16LE));
    Files.write(root.resolve("latin.txt"), new byte[] {'m', 'q', (byte) 0xfc, '\n'});
    WalkedTree read = read();
    assertEquals(List.of("a.bin: binary", "b.PNG: binary"), read.left());
    assertEquals(3, read.documents().size());
  }

  @Test
  void what_lies_in_a_file_that_may_be_a_zone_is_decided_by_its_bytes() throws IOException {
    file("named/shop.test.db", "mq01 IN A 10.20.0.31\n");
    file("named/shop.so", "mq01 IN A 10.20.0.31\n");
    file("cache.db", "SQLite format 3\u0000");
    file("lib/libshop.so", "\u007fELF\u0000".repeat(4000));
    WalkedTree read = read();
    assertEquals(
        List.of(
            "named/shop.so | tree: | named/shop.so",
            "named/shop.test.db | tree: | named/shop.test.db"),
        read.documents());
    assertEquals(List.of("cache.db: binary", "lib/libshop.so: binary"), read.left());
  }

  @Test
  void utf_16_is_found_by_its_words() throws IOException {
    Files.write(root.resolve("wide.txt"), "\ufeffhost=mq01\n".getBytes(UTF_16LE));
    SourceOutput output = new SourceOutput();
    new DirectoryReader().read(root, SourceOptions.DEFAULT, output);
    WalkedTree.Lister lister = new WalkedTree.Lister();
    io.whatbreaks.scan.GradualScan scan =
        new io.whatbreaks.scan.GradualScan(Scanners.of(List.of(lister)), output);
    scan.read(List.of(Term.name("db01")), List.of(), List.of());
    assertEquals(Set.of(), lister.seen);
    scan.read(List.of(Term.name("mq01")), List.of(), List.of());
    assertEquals(Set.of("wide.txt | tree: | wide.txt"), lister.seen);
  }

  @Test
  void a_large_text_is_looked_through_and_a_large_hole_is_binary() throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(root.resolve("hole").toFile(), "rw")) {
      sparse.setLength(200L << 20);
    }
    try (OutputStream out = Files.newOutputStream(root.resolve("big.log"))) {
      byte[] block = "2026-11-01 12:00:00 nothing happened\n".repeat(30_000).getBytes(UTF_8);
      for (int i = 0; i < 33; i++) {
        out.write(block);
      }
      out.write("connected to mq01.shop.test".getBytes(UTF_8));
    }
    WalkedTree read = read();
    assertEquals(List.of("big.log: larger than 32 MiB", "hole: binary"), read.left());
    assertEquals(
        List.of(
            "big.log: WARNING not-read: larger than 32 MiB (only looked through for the names in"
                + " question; split it, or leave it out with --exclude)"),
        read.diagnostics());
    FileState big = read.result().files().get(0);
    assertTrue(big.mayMatter(Set.of(Term.name("mq01.shop.test"))));
    assertFalse(big.mayMatter(Set.of(Term.name("mq02.shop.test"))));
  }

  @Test
  void what_cannot_be_read_costs_only_itself() throws IOException {
    file("a", "x");
    file("b/c", "x");
    SourceOutput output = new SourceOutput();
    new DirectoryReader().read(root, SourceOptions.DEFAULT, output);
    // Permissions do not stop root, so a document that fails stands for an unreadable file.
    output.document(
        new Document(
            "locked",
            Scope.tree(""),
            "locked",
            () -> {
              throw new java.nio.file.AccessDeniedException("locked");
            }));
    ScanResult result = Scanners.of(List.of(new WalkedTree.Lister())).scan(output);
    assertEquals(new Coverage(2, 0, 0, 0, 0, 1), result.coverage());
    assertEquals(
        List.of("locked: ERROR unreadable: cannot be read: access denied (check its permissions)"),
        result.diagnostics().stream().map(Diagnostic::toString).toList());
  }

  @Test
  void access_denied_is_said_of_files_and_folders() throws IOException {
    file("a", "x");
    file("locked/b", "x");
    file("c", "x");
    assertTrue(root.resolve("c").toFile().setReadable(false, false));
    assertTrue(root.resolve("locked").toFile().setReadable(false, false));
    org.junit.jupiter.api.Assumptions.assumeFalse(
        Files.isReadable(root.resolve("c")), "permissions stop this user");
    WalkedTree read = read();
    assertEquals(List.of("a | tree: | a"), read.documents());
    assertEquals(
        List.of(
            "c: cannot be read: access denied",
            "locked: the folder cannot be listed: access denied"),
        read.left());
  }

  @Test
  void a_pipe_is_not_waited_for() throws Exception {
    file("a", "x");
    Process made =
        new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).inheritIO().start();
    assertEquals(0, made.waitFor());
    WalkedTree read = read();
    assertEquals(List.of("pipe: not a regular file"), read.left());
    assertEquals(List.of("a | tree: | a"), read.documents());
  }

  @Test
  void globs_choose_and_the_rest_is_counted() throws IOException {
    file("a/x.yml", "x");
    file("a/y.conf", "x");
    file("b/c/z.yml", "x");
    file("vendor/v.yml", "x");
    SourceOptions options =
        new SourceOptions(
            Layout.AUTO, Optional.empty(), List.of("*.{yml,yaml}"), List.of("vendor/"), "");
    WalkedTree read = WalkedTree.of(root, options);
    assertEquals(
        List.of("a/x.yml | tree: | a/x.yml", "b/c/z.yml | tree: | b/c/z.yml"), read.documents());
    assertEquals(List.of("a/y.conf: excluded", "vendor/v.yml: excluded"), read.left());
  }

  @Test
  void a_folder_of_thousands_of_files_is_read_whole() throws IOException {
    for (int i = 0; i < 1300; i++) {
      file("f" + i, "x");
    }
    assertEquals(1300, read().documents().size());
  }

  @Test
  void a_deep_tree_does_not_exhaust_the_stack() throws IOException {
    Path deep = root;
    for (int i = 0; i < 400; i++) {
      deep = deep.resolve("d");
    }
    Files.createDirectories(deep);
    Files.writeString(deep.resolve("f"), "x");
    assertEquals(1, read().documents().size());
  }

  @Test
  void a_snapshot_in_the_tree_is_no_text() throws IOException {
    try (OutputStream out = Files.newOutputStream(root.resolve("all.json"))) {
      SnapshotCodec.write(new ScanResult(List.of(), List.of(), List.of()), out);
    }
    assertEquals(List.of("all.json: a snapshot: give its path to read it"), read().left());
    assertFalse(new DirectoryReader().accepts(root.resolve("all.json")));
    assertTrue(new SnapshotReader().accepts(root.resolve("all.json")));
  }

  @Test
  void both_readers_are_found() {
    assertTrue(
        ServiceLoader.load(SourceReader.class).stream()
            .map(ServiceLoader.Provider::type)
            .toList()
            .containsAll(List.of(DirectoryReader.class, SnapshotReader.class)));
  }
}
