package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Verdict;
import io.whatbreaks.scan.SnapshotCodec;
import io.whatbreaks.scan.SourceOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A zone asked of BIND against its zone file. */
class LiveZoneIT {
  private static final String SECRET = "c2VjcmV0IG9mIHRoZSB0ZXN0IG9mIFdoYXRCcmVha3M=";
  private static final String KEY =
      "key \"wb-key\" {\n\talgorithm hmac-sha256;\n\tsecret \"" + SECRET + "\";\n};\n";
  private static final String FORWARD = "ns01/etc/bind/db.shop.test";
  private static final String REVERSE = "ns01/etc/bind/db.10.20.0";

  @TempDir private Path temp;

  @BeforeAll
  static void programs() {
    Programs.need("named", "bind9");
  }

  /** BIND with the sample's zones on a port of the loopback address. */
  private static final class Bind implements AutoCloseable {
    private final Process process;
    private final int port;

    private Bind(Process process, int port) {
      this.process = process;
      this.port = port;
    }

    /** Starts it; {@code transfer} says who gets zones. */
    static Bind start(Path folder, Company company, String transfer)
        throws IOException, InterruptedException {
      int port;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      Path configuration = folder.resolve("named.conf");
      Files.writeString(
          configuration,
          KEY
              + """
                options {
                  directory "%s";
                  listen-on port %d { 127.0.0.1; };
                  listen-on-v6 { none; };
                  recursion no;
                  dnssec-validation no;
                  pid-file none;
                  session-keyfile none;
                  allow-transfer { %s; };
                };
                controls { };
                zone "shop.test" { type primary; file "%s"; };
                zone "0.20.10.in-addr.arpa" { type primary; file "%s"; };
                """
                  .formatted(folder, port, transfer, company.file(FORWARD), company.file(REVERSE)));
      Path log = folder.resolve("named.log");
      ProcessBuilder builder =
          new ProcessBuilder("/usr/sbin/named", "-g", "-4", "-c", configuration.toString());
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      Bind bind = new Bind(builder.start(), port);
      for (int i = 0; i < 300 && !Files.readString(log).contains(" running\n"); i++) {
        assertTrue(bind.process.isAlive(), Files.readString(log));
        Thread.sleep(100);
      }
      assertTrue(bind.process.isAlive(), Files.readString(log));
      return bind;
    }

    Path zone(String zone) {
      return Path.of("dns://127.0.0.1:" + port + "/" + zone);
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
      process.destroyForcibly();
    }
  }

  /** What a zone says, its places apart. */
  private static String facts(Snapshot snapshot) {
    TreeSet<String> lines = new TreeSet<>();
    for (Fact fact : snapshot.result().facts()) {
      if (fact instanceof Fact.Zone zone) {
        lines.add("zone " + zone.origin() + " without " + new TreeSet<>(zone.delegations()));
      } else if (fact instanceof Fact.Declaration declaration) {
        lines.add("declared " + declaration.node());
      } else if (fact instanceof Fact.Address address) {
        lines.add("address " + address.host() + " " + address.address());
      } else if (fact instanceof Fact.Alias alias) {
        lines.add("alias " + alias.alias() + " " + alias.target());
      } else if (fact instanceof Fact.Reference reference) {
        lines.add("reference " + reference.target() + " " + reference.use());
      } else if (!(fact instanceof Fact.Token)) {
        // A token is a word of a comment, which a server does not know.
        lines.add(fact.getClass().getSimpleName());
      }
    }
    return String.join("\n", lines);
  }

  private static String text(Snapshot snapshot) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotCodec.write(snapshot.result(), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<String> diagnostics(Snapshot snapshot) {
    return snapshot.diagnostics().stream().map(Diagnostic::toString).toList();
  }

  @ParameterizedTest
  @CsvSource({"shop.test, " + FORWARD, "0.20.10.in-addr.arpa, " + REVERSE})
  void a_transfer_says_what_the_zone_file_says(String zone, String file)
      throws IOException, InterruptedException {
    Company company = Company.in(temp.resolve("startup"));
    try (Bind bind = Bind.start(temp, company, "any")) {
      Snapshot live = WhatBreaks.scan(bind.zone(zone));
      assertEquals(facts(WhatBreaks.scan(company.file(file))), facts(live));
      assertEquals(List.of(), live.diagnostics());
      Fact.Address address =
          live.result().facts().stream()
              .filter(Fact.Address.class::isInstance)
              .map(Fact.Address.class::cast)
              .findFirst()
              .orElse(null);
      if (address != null) {
        assertEquals("dns://127.0.0.1:" + bind.port + "/" + zone, address.evidence().at().path());
        assertTrue(
            address.evidence().excerpt().matches("\\S+\\. \\d+ IN A " + address.address()),
            address.evidence()::excerpt);
      }
    }
  }

  @Test
  void a_key_opens_the_zone_and_is_shown_nowhere() throws IOException, InterruptedException {
    Company company = Company.in(temp.resolve("startup"));
    Path key = Files.writeString(temp.resolve("wb.key"), KEY);
    Path colons = Files.writeString(temp.resolve("colons"), "hmac-sha256:wb-key:" + SECRET + "\n");
    Path wrong = Files.writeString(temp.resolve("wrong.key"), KEY.replace("c2VjcmV0", "d3Jvbmcx"));
    try (Bind bind = Bind.start(temp, company, "key wb-key")) {
      List<Path> zone = List.of(bind.zone("shop.test"));
      String expected = facts(WhatBreaks.scan(company.file(FORWARD)));
      for (Path file : List.of(key, colons)) {
        Snapshot live = WhatBreaks.scan(zone, SourceOptions.DEFAULT.withTsigFile(file));
        assertEquals(expected, facts(live));
        assertFalse(text(live).contains(SECRET));
      }
      WhatBreaksException refused =
          assertThrows(
              WhatBreaksException.class,
              () -> WhatBreaks.scan(zone, SourceOptions.DEFAULT.withTsigFile(wrong)));
      String said = refused.diagnostic().toString();
      assertTrue(said.contains("does not accept the key"), said);
      assertFalse(said.contains("d3Jvbmcx"), said);
    }
  }

  @Test
  void where_the_zone_is_not_handed_out_the_names_that_matter_are_looked_up()
      throws IOException, InterruptedException {
    Company company = Company.in(temp.resolve("startup"));
    try (Bind bind = Bind.start(temp, company, "none")) {
      List<Path> paths =
          List.of(company.file("app02"), bind.zone("shop.test"), bind.zone("0.20.10.in-addr.arpa"));
      List<Path> files =
          List.of(company.file("app02"), company.file(FORWARD), company.file(REVERSE));
      for (String name : List.of("mq01", "bus.shop.test", "db01.shop.test")) {
        List<Change> rename = List.of(Change.renameHost(name, "other01"));
        Impact live = WhatBreaks.impactOf(rename, paths, SourceOptions.DEFAULT);
        Impact file = WhatBreaks.impactOf(rename, files, SourceOptions.DEFAULT);
        assertEquals(applications(file), applications(live), name);
      }
      Snapshot scan = WhatBreaks.scan(paths, SourceOptions.DEFAULT);
      assertEquals(
          2,
          scan.diagnostics().stream().filter(d -> d.code().equals("zone-looked-up")).count(),
          () -> diagnostics(scan).toString());
    }
  }

  private static String applications(Impact impact) {
    TreeSet<String> lines = new TreeSet<>();
    impact
        .breakages()
        .forEach(
            b -> {
              if (b.component().toString().contains("app02/")) {
                lines.add(b.component() + " " + b.effect() + " " + b.certainty());
              }
            });
    return impact.verdict() + "\n" + String.join("\n", lines);
  }

  @Test
  void a_server_that_is_gone_or_knows_no_such_zone_is_an_error()
      throws IOException, InterruptedException {
    Company company = Company.in(temp.resolve("startup"));
    Path gone;
    try (Bind bind = Bind.start(temp, company, "none")) {
      gone = bind.zone("shop.test");
      WhatBreaksException unknown =
          assertThrows(WhatBreaksException.class, () -> WhatBreaks.scan(bind.zone("other.test")));
      assertTrue(
          unknown.diagnostic().message().contains("nor known when asked for"),
          unknown.diagnostic()::toString);
    }
    assertThrows(WhatBreaksException.class, () -> WhatBreaks.scan(gone));
    // Beside other paths it is an input that was lost.
    Impact impact =
        WhatBreaks.impactOf(
            List.of(Change.renameHost("cache01.shop.test", "redis01")),
            List.of(company.file(FORWARD), gone),
            SourceOptions.DEFAULT);
    assertTrue(impact.verdict() != Verdict.SAFE, () -> impact.breakages().toString());
  }
}
