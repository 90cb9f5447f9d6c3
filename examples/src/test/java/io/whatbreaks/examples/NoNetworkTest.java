package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Permission;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No source but a name server or a broker that was named opens a socket or looks a name up. */
@SuppressWarnings("removal") // Of Java 17 a security manager still sees every socket.
class NoNetworkTest {
  @TempDir Path temp;

  private final Set<String> seen = new ConcurrentSkipListSet<>();

  /** Notes whatever would leave this machine, and allows everything else. */
  private final class Watch extends SecurityManager {
    @Override
    public void checkPermission(Permission permission) {}

    @Override
    public void checkConnect(String host, int port) {
      seen.add(host + " " + port);
      throw new SecurityException("no network here");
    }

    @Override
    public void checkListen(int port) {
      seen.add("listens");
    }
  }

  @BeforeEach
  void watch() {
    System.setSecurityManager(new Watch());
  }

  @AfterEach
  void leave() {
    System.setSecurityManager(null);
  }

  @Test
  void files_archives_and_snapshots_are_read_without_a_network() throws IOException {
    Path archive = temp.resolve("db01.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("etc/hostname"));
      zip.write("db01\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    Path snapshot = temp.resolve("all.json");
    assertEquals(0, Run.of("scan", Run.startup(), "-o", snapshot).status());
    for (Path path : List.of(Run.startup(), archive, temp, snapshot)) {
      assertTrue(Run.of("rename", "db01", "pg01", path, "--all").status() < 4);
      assertEquals(0, Run.of("coverage", path).status());
    }
    assertEquals(Set.of(), seen);
  }

  @Test
  void a_broker_is_asked_when_it_is_named_and_not_without_a_password() {
    Run run = Run.of("list", "rabbitmq+http://guest@127.0.0.1:5353");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("WHATBREAKS_RABBITMQ_PASSWORD is not set"), run.err());
    assertEquals(Set.of(), seen);
  }

  @Test
  void a_name_server_is_asked_when_it_is_named() {
    Run run = Run.of("list", "dns://127.0.0.1:5353/shop.test");
    assertEquals(2, run.status());
    assertFalse(seen.isEmpty());
  }
}
