package io.whatbreaks.scanners.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scan.SourceOptions.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostRootsTest {
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
  void host_roots_are_found_at_any_depth_and_named_by_themselves() throws IOException {
    file("site/r1/etc/hostname", "# the till\n  Till3.shop.test  x\n");
    file("site/r1/etc/nginx/nginx.conf", "x");
    file("site/r2/etc/hosts", "127.0.0.1 localhost\n");
    file("site/r2/srv/app.yml", "x");
    file("site/r2/srv/image/etc/passwd", "root:x:0:0::/:/bin/sh\n");
    file("site/r2/srv/image/app", "x");
    file("notes/etc/fstab", "x");
    file("readme", "x");
    WalkedTree read = read();
    assertEquals(
        List.of(
            "notes/etc/fstab | tree: | notes/etc/fstab",
            "readme | tree: | readme",
            "site/r1/etc/hostname | host:till3.shop.test | etc/hostname",
            "site/r1/etc/nginx/nginx.conf | host:till3.shop.test | etc/nginx/nginx.conf",
            "site/r2/etc/hosts | host:r2 | etc/hosts",
            "site/r2/srv/app.yml | host:r2 | srv/app.yml",
            "site/r2/srv/image/app | host:image | app",
            "site/r2/srv/image/etc/passwd | host:image | etc/passwd"),
        read.documents());
    assertEquals(List.of(), read.diagnostics());
  }

  @Test
  void the_path_itself_may_be_a_host_root() throws IOException {
    file("etc/hostname", "mq01\n");
    file("opt/a", "x");
    assertEquals(
        List.of("etc/hostname | host:mq01 | etc/hostname", "opt/a | host:mq01 | opt/a"),
        read().documents());
    assertEquals(
        List.of("etc/hostname | tree: | etc/hostname", "opt/a | tree: | opt/a"),
        WalkedTree.of(root, layout(Layout.TREE)).documents());
  }

  @Test
  void a_host_root_without_a_usable_name_is_called_like_its_folder() throws IOException {
    file("box/etc/hostname", "\u0000\u0001 ???\n");
    assertEquals(List.of("box/etc/hosts | host:box | etc/hosts"), withHosts("box").documents());
  }

  @Test
  void in_a_fleet_each_folder_is_a_host_root_and_nothing_else_is() throws IOException {
    file("till1/srv/a", "x");
    file("till2/etc/hostname", "kasse2");
    file("till2/srv/image/etc/hosts", "x");
    file("loose.txt", "x");
    assertEquals(
        List.of(
            "loose.txt | tree: | loose.txt",
            "till1/srv/a | host:till1 | srv/a",
            "till2/etc/hostname | host:kasse2 | etc/hostname",
            "till2/srv/image/etc/hosts | host:kasse2 | srv/image/etc/hosts"),
        WalkedTree.of(root, layout(Layout.FLEET)).documents());
  }

  @Test
  void a_host_given_alone_reads_as_in_its_fleet() throws IOException {
    file("till3/etc/hostname", "till3");
    file("till3/srv/a.yml", "x");
    SourceOptions as =
        new SourceOptions(Layout.AUTO, Optional.of("till3"), List.of(), List.of(), "");
    assertEquals(read().documents(), WalkedTree.of(root.resolve("till3"), as).documents());
  }

  @Test
  void two_roots_of_one_name_are_reported() throws IOException {
    file("old/etc/hostname", "mq01");
    file("new/etc/hostname", "mq01");
    assertEquals(
        List.of(
            "old: WARNING same-host-twice: machine mq01 has 2 root folders: new, old"
                + " (scan them apart, or correct etc/hostname)"),
        read().diagnostics());
  }

  @Test
  void an_absolute_link_on_a_machine_starts_at_that_machine() throws IOException {
    file("mq01/etc/hostname", "mq01");
    file("mq01/etc/nginx/sites-available/shop", "x");
    link("mq01/etc/nginx/sites-enabled/shop", "/etc/nginx/sites-available/shop");
    link("mq01/etc/localtime", "/etc/passwd");
    WalkedTree read = read();
    assertEquals(
        List.of(
            "mq01/etc/localtime: the link leads to nothing that is here",
            "mq01/etc/nginx/sites-enabled/shop: link to mq01/etc/nginx/sites-available/shop"),
        read.left());
  }

  private WalkedTree withHosts(String folder) throws IOException {
    file(folder + "/etc/hosts", "");
    return read();
  }

  private static SourceOptions layout(Layout layout) {
    return new SourceOptions(layout, Optional.empty(), List.of(), List.of(), "");
  }
}
