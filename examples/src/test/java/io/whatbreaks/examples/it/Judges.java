package io.whatbreaks.examples.it;

import io.whatbreaks.model.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Real programs of some version, asked whether they take a file of configuration. */
final class Judges {
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)+");
  private static final int SECONDS = 60;

  private Judges() {}

  /** Whether a program takes a file. */
  interface Judge {
    boolean takes(Path file) throws IOException, InterruptedException;
  }

  /**
   * A program.
   *
   * @param software the id of its upgrade rules
   * @param file where its configuration stands on a machine
   * @param version its own
   */
  record Program(String software, String file, Version version, Judge judge) {}

  /** Those of the packages of this system. */
  static List<Program> installed(Path folder) throws IOException, InterruptedException {
    Programs.need("nginx", "nginx-light");
    Programs.need("haproxy", "haproxy");
    Programs.need("named-checkconf", "bind9-utils");
    Programs.need("redis-server", "redis-server");
    Programs.need("sshd", "openssh-server");
    Programs.need("apache2", "apache2-bin");
    Programs.need("mariadbd", "mariadb-server-core");
    Path key = folder.resolve("key");
    Ran.of(SECONDS, List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()))
        .succeeded();
    Files.createDirectories(Path.of("/run/sshd"));
    List<Program> all = new ArrayList<>();
    all.add(
        program(
            "nginx",
            "etc/nginx/nginx.conf",
            List.of("nginx", "-v"),
            file -> succeeds("nginx", "-t", "-c", file.toString())));
    all.add(
        program("haproxy", "etc/haproxy/haproxy.cfg", List.of("haproxy", "-v"), Judges::haproxy));
    all.add(
        program(
            "bind",
            "etc/bind/named.conf",
            List.of("named-checkconf", "-v"),
            file -> succeeds("named-checkconf", file.toString())));
    all.add(
        program(
            "redis", "etc/redis/redis.conf", List.of("redis-server", "--version"), Judges::redis));
    all.add(
        program(
            "openssh",
            "etc/ssh/sshd_config",
            List.of("/usr/sbin/sshd", "-V"),
            file -> succeeds("/usr/sbin/sshd", "-t", "-f", file.toString(), "-h", key.toString())));
    all.add(
        program(
            "httpd", "etc/apache2/apache2.conf", List.of("apache2", "-v"), file -> httpd(file)));
    all.add(
        program(
            "mariadb",
            "etc/mysql/my.cnf",
            List.of("mariadbd", "--version"),
            file -> mariadb(file, "mariadbd")));
    all.add(program("java", "opt/app/setenv.sh", List.of(java(), "-version"), file -> java(file)));
    all.add(
        program(
            "python",
            "srv/app/app.py",
            List.of("/usr/bin/python3", "--version"),
            file -> succeeds("/usr/bin/python3", file.toString())));
    return all;
  }

  private static Program program(String software, String file, List<String> asked, Judge judge)
      throws IOException, InterruptedException {
    Matcher number = NUMBER.matcher(Ran.of(SECONDS, asked).said());
    if (!number.find()) {
      throw new IllegalStateException("no version is told by " + asked);
    }
    return new Program(software, file, version(number.group()), judge);
  }

  /** A version of dotted numbers. */
  static Version version(String number) {
    return Version.of(Version.Scheme.DOTTED, number).orElseThrow();
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    return Ran.of(SECONDS, List.of(command)).status() == 0;
  }

  /** One without a listener would not start either, but its configuration is taken. */
  private static boolean haproxy(Path file) throws IOException, InterruptedException {
    Ran ran = Ran.of(SECONDS, List.of("haproxy", "-c", "-f", file.toString()));
    return ran.status() == 0 || ran.said().contains("has no error but will not start");
  }

  /** It has no check of its own: what it complains of first is the file, or what stands behind. */
  private static boolean redis(Path file) throws IOException, InterruptedException {
    Ran ran = Ran.of(SECONDS, List.of("redis-server", file.toString(), "--no-such-thing", "x"));
    return ran.said().contains(">>> 'no-such-thing");
  }

  private static boolean httpd(Path file) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("apache2", "-t", "-f", file.toString()));
    List<String> before = new ArrayList<>();
    before.add("ServerRoot /tmp");
    before.add("ServerName here.test");
    before.add("DefaultRuntimeDir /tmp");
    before.add("ErrorLog /dev/null");
    for (String module :
        List.of("mpm_event", "authz_core", "authn_core", "rewrite", "socache_shmcb", "ssl")) {
      before.add("LoadModule " + module + "_module /usr/lib/apache2/modules/mod_" + module + ".so");
    }
    before.forEach(directive -> command.addAll(List.of("-C", directive)));
    return Ran.of(SECONDS, command).status() == 0;
  }

  private static boolean mariadb(Path file, String program)
      throws IOException, InterruptedException {
    Ran ran =
        Ran.of(
            SECONDS,
            List.of(program, "--defaults-file=" + file, "--user=nobody", "--help", "--verbose"));
    return ran.status() == 0 && !ran.err().contains("unknown ");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Starts it with what stands between the quotes of {@code JAVA_OPTS}. */
  private static boolean java(Path file) throws IOException, InterruptedException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(
        List.of(text.substring(text.indexOf('"') + 1, text.lastIndexOf('"')).split(" ", -1)));
    command.add("-version");
    return Ran.of(SECONDS, command).status() == 0;
  }
}
