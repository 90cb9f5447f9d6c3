package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The machines of the company in {@code dock}, each in namespaces of its own, and its programs. */
final class RunningDock implements AutoCloseable {
  private static final Map<String, String> ADDRESSES = new LinkedHashMap<>();

  static {
    // The name server first: others need it to start.
    ADDRESSES.put("ns01", "10.30.0.2");
    ADDRESSES.put("mq01", "10.30.0.21");
    ADDRESSES.put("mq02", "10.30.0.22");
    ADDRESSES.put("db01", "10.30.0.31");
    ADDRESSES.put("db02", "10.30.0.32");
    ADDRESSES.put("cache01", "10.30.0.41");
    ADDRESSES.put("cache03", "10.30.0.43");
    ADDRESSES.put("web01", "10.30.0.51");
    ADDRESSES.put("web09", "10.30.0.59");
    ADDRESSES.put("lb01", "10.30.0.52");
    ADDRESSES.put("lb02", "10.30.0.53");
    ADDRESSES.put("app01", "10.30.0.61");
    ADDRESSES.put("app02", "10.30.0.62");
  }

  /** A program in the foreground, the log that says when it is up, and the program that has it. */
  private record Daemon(String script, String up) {}

  private static final Map<String, Daemon> DAEMONS =
      Map.of(
          "bind", new Daemon("exec named -g -4", "running$"),
          "nginx",
              new Daemon(
                  "exec nginx -e stderr -g 'daemon off; error_log stderr notice;'",
                  "start worker process"),
          "haproxy", new Daemon("exec haproxy -W -f /etc/haproxy/haproxy.cfg", "Loading success"),
          "redis", new Daemon("exec redis-server /etc/redis/redis.conf", "Ready to accept"),
          "rabbitmq", new Daemon("exec rabbitmq-server", "completed with [0-9]+ plugins"),
          "postgresql",
              new Daemon(
                  "exec setpriv --reuid=postgres --regid=postgres --clear-groups"
                      + " \"$(ls -d /usr/lib/postgresql/*/bin | tail -1)/postgres\""
                      + " -D /etc/postgresql/15/main",
                  "ready to accept connections"));

  private final Network network;
  private final Path folder;
  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private final Map<String, Process> running = new LinkedHashMap<>();
  private Process applications;
  private BufferedReader answers;
  private Writer questions;
  private int starts;

  private RunningDock(Network network, Path folder) {
    this.network = network;
    this.folder = folder;
  }

  /** Starts the company whose files are in a folder, a machine in each of its folders. */
  static RunningDock start(Path folder) throws IOException, InterruptedException {
    RunningDock dock = new RunningDock(Network.make(), folder);
    try {
      for (Map.Entry<String, String> entry : ADDRESSES.entrySet()) {
        dock.machines.put(entry.getKey(), dock.network.boot(entry.getValue()));
        dock.become(entry.getKey(), folder);
      }
      dock.machine("ns01").run("mkdir -p /run/named /var/cache/bind").succeeded();
      dock.up("ns01", "bind");
      dock.elsewhere();
      dock.databases();
      dock.caches();
      for (String host : List.of("web01", "web09", "lb01", "lb02")) {
        dock.machine(host).run("mkdir -p /var/lib/nginx /var/log/nginx").succeeded();
        dock.up(host, "nginx");
      }
      dock.up("lb01", "haproxy");
      dock.up("lb02", "haproxy");
      dock.brokers();
      dock.applications();
      return dock;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      dock.close();
      throw e;
    }
  }

  static String address(String machine) {
    return ADDRESSES.get(machine);
  }

  Machine machine(String name) {
    return machines.get(name);
  }

  Path folder() {
    return folder;
  }

  void become(String machine, Path company) throws IOException, InterruptedException {
    machine(machine).become(company.resolve(machine));
  }

  /** A cache of somebody else, whose files nobody gave; its name server tells of it. */
  private void elsewhere() throws IOException, InterruptedException {
    Machine machine = network.boot("10.30.0.49");
    machine.run("mkdir -p /var/lib/redis").succeeded();
    machine.start(
        "exec redis-server --protected-mode no --dir /var/lib/redis",
        "/var/log/redis.log",
        "Ready to accept");
    machine.run("redis-cli set self elsewhere").succeeded();
  }

  private void databases() throws IOException, InterruptedException {
    for (String host : List.of("db01", "db02")) {
      machine(host)
          .run(
              """
              set -e
              mkdir -p /run/postgresql /var/lib/postgresql/15/main
              chown -R postgres: /run/postgresql /var/lib/postgresql
              cd /
              setpriv --reuid=postgres --regid=postgres --clear-groups \
                "$(ls -d /usr/lib/postgresql/*/bin | tail -1)/initdb" -N -A trust \
                -D /var/lib/postgresql/15/main
              """)
          .succeeded();
      up(host, "postgresql");
      machine(host)
          .run(
              """
              psql -v ON_ERROR_STOP=1 -U postgres postgres <<'END' &&
              CREATE ROLE shop LOGIN;
              CREATE ROLE report LOGIN;
              CREATE DATABASE shop OWNER shop;
              END
              psql -v ON_ERROR_STOP=1 -U postgres shop <<END
              CREATE TABLE self AS SELECT text '$1' AS name;
              GRANT SELECT ON self TO shop, report;
              END
              """,
              host)
          .succeeded();
    }
  }

  private void caches() throws IOException, InterruptedException {
    for (String host : List.of("cache01", "cache03")) {
      machine(host).run("mkdir -p /var/lib/redis").succeeded();
      up(host, "redis");
    }
    machine("cache01").run("redis-cli set self cache01").succeeded();
  }

  private void brokers() throws IOException, InterruptedException {
    for (String host : List.of("mq01", "mq02")) {
      machine(host)
          .run(
              """
              mkdir -p /var/lib/rabbitmq /var/log/rabbitmq
              chown rabbitmq: /var/lib/rabbitmq /var/log/rabbitmq
              """)
          .succeeded();
      up(host, "rabbitmq");
      Path definitions = folder.resolve(host + "/var/backups/rabbitmq/definitions.json");
      machine(host).write("/var/lib/definitions.json", Files.readString(definitions));
      machine(host).run("rabbitmqctl -q import_definitions /var/lib/definitions.json").succeeded();
    }
  }

  private void applications() throws IOException {
    String jars =
        Stream.of(
                Applications.class,
                com.rabbitmq.client.ConnectionFactory.class,
                org.postgresql.Driver.class,
                org.slf4j.Logger.class,
                org.slf4j.nop.NOPServiceProvider.class)
            .map(RunningDock::location)
            .collect(Collectors.joining(File.pathSeparator));
    applications =
        machine("app01")
            .converse(
                "exec \"$1\" -XX:TieredStopAtLevel=1 -cp \"$2\" \"$3\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                jars,
                Applications.class.getName());
    answers =
        new BufferedReader(
            new InputStreamReader(applications.getInputStream(), StandardCharsets.UTF_8));
    questions = new OutputStreamWriter(applications.getOutputStream(), StandardCharsets.UTF_8);
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Speaks to the applications. */
  String application(String command) throws IOException {
    questions.write(command + "\n");
    questions.flush();
    String answer = answers.readLine();
    assertTrue(answer != null, "the applications have ended");
    return answer;
  }

  private static String key(String machine, String program) {
    return machine + "/" + program;
  }

  private void up(String machine, String program) throws IOException, InterruptedException {
    assertTrue(restart(machine, program), () -> key(machine, program) + " does not come up");
  }

  /** Stops a program, if it runs, and starts it; whether it then comes up. */
  boolean restart(String machine, String program) throws IOException, InterruptedException {
    stop(machine, program);
    Daemon daemon = DAEMONS.get(program);
    starts++;
    String log = "/var/log/" + program + "-" + starts;
    Process process = machine(machine).begin(daemon.script(), log);
    running.put(key(machine, program), process);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end && process.isAlive()) {
      if (machine(machine).run("grep -qE \"$1\" \"$2\"", daemon.up(), log).status() == 0) {
        return true;
      }
      Thread.sleep(100);
    }
    return false;
  }

  private void stop(String machine, String program) throws InterruptedException {
    Process process = running.remove(key(machine, program));
    if (process != null && process.isAlive()) {
      machine(machine).stop(process);
    }
  }

  /** The daemons of a machine. */
  List<String> programs(String machine) {
    List<String> programs = new ArrayList<>();
    for (String key : running.keySet()) {
      if (key.startsWith(machine + "/")) {
        programs.add(key.substring(machine.length() + 1));
      }
    }
    return programs;
  }

  /** Lets the name server read its zones again. */
  void reloadZones() throws IOException, InterruptedException {
    machine("ns01").run("kill -HUP $(pidof named)").succeeded();
  }

  @Override
  public void close() throws IOException {
    if (applications != null) {
      applications.getOutputStream().close();
    }
    network.close();
  }
}
