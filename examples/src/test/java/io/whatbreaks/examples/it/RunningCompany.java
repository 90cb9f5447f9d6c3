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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The machines of a company, each in namespaces of its own, and their programs. */
final class RunningCompany implements AutoCloseable {
  /** A program in the foreground, the log that says when it is up, and the program that has it. */
  private record Daemon(String script, String up) {}

  private static final Map<String, Daemon> DAEMONS =
      Map.ofEntries(
          daemon("bind", "exec named -g -4", "running$"),
          daemon(
              "nginx",
              "exec nginx -e stderr -g 'daemon off; error_log stderr notice;'",
              "start worker process"),
          daemon("haproxy", "exec haproxy -W -f /etc/haproxy/haproxy.cfg", "Loading success"),
          daemon("redis", "exec redis-server /etc/redis/redis.conf", "Ready to accept"),
          daemon(
              "redis-sentinel", "exec redis-sentinel /etc/redis/sentinel.conf", "Sentinel ID is"),
          daemon("memcached", "exec memcached -vv $(cat /etc/memcached.conf)", "server listening"),
          daemon("rabbitmq", "exec rabbitmq-server", "completed with [0-9]+ plugins"),
          daemon(
              "postgresql",
              "exec setpriv --reuid=postgres --regid=postgres --clear-groups"
                  + " \"$(ls -d /usr/lib/postgresql/*/bin | tail -1)/postgres\""
                  + " -D /etc/postgresql/15/main",
              "ready to accept connections"),
          daemon(
              "pgbouncer",
              "exec setpriv --reuid=postgres --regid=postgres --clear-groups"
                  + " pgbouncer /etc/pgbouncer/pgbouncer.ini",
              "process up"),
          daemon(
              "mysql", "exec mariadbd --defaults-file=/etc/mysql/my.cnf", "ready for connections"),
          daemon(
              "httpd",
              "exec apache2 -f /etc/apache2/apache2.conf -DFOREGROUND",
              "resuming normal operations"),
          daemon("squid", "exec squid -N -d 1 -f /etc/squid/squid.conf", "Accepting HTTP"),
          daemon("stunnel", "exec stunnel4 /etc/stunnel/shop.conf", "Configuration successful"),
          daemon("sshd", "exec $(command -v sshd) -D -e", "Server listening"),
          daemon("chrony", "exec chronyd -x -d -u root -f /etc/chrony/chrony.conf", "starting"),
          daemon("rsyslog", "{ echo begins; exec rsyslogd -n -i /run/rsyslogd.pid; }", "begins"),
          daemon(
              "postfix",
              "{ echo begins; exec /usr/lib/postfix/sbin/master -c /etc/postfix -d; }",
              "begins"));

  private static Map.Entry<String, Daemon> daemon(String program, String script, String up) {
    return Map.entry(program, new Daemon(script, up));
  }

  private final Network network;
  private final Path folder;
  private final Map<String, String> addresses;
  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private final Map<String, Process> running = new ConcurrentSkipListMap<>();
  private Process applications;
  private BufferedReader answers;
  private Writer questions;
  private final AtomicInteger starts = new AtomicInteger();

  private RunningCompany(Network network, Path folder, Map<String, String> addresses) {
    this.network = network;
    this.folder = folder;
    this.addresses = addresses;
  }

  /**
   * Starts the machines of the company whose files are in a folder, and its name server, which
   * others need to start.
   *
   * @param addresses the machines, each with its address
   */
  static RunningCompany start(Path folder, Map<String, String> addresses)
      throws IOException, InterruptedException {
    RunningCompany company = new RunningCompany(Network.make(), folder, addresses);
    try {
      for (Map.Entry<String, String> entry : addresses.entrySet()) {
        company.machines.put(entry.getKey(), company.network.boot(entry.getValue()));
        company.become(entry.getKey(), folder);
      }
      company.machine("ns01").run("mkdir -p /run/named /var/cache/bind").succeeded();
      company.up("ns01", "bind");
      return company;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      company.close();
      throw e;
    }
  }

  /** A machine whose files nobody gave. */
  Machine stranger(String address) throws IOException, InterruptedException {
    return network.boot(address);
  }

  String address(String machine) {
    return addresses.get(machine);
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

  /** Starts {@link Applications} on a machine. */
  void applications(String machine) throws IOException {
    String jars =
        Stream.of(
                Applications.class,
                com.rabbitmq.client.ConnectionFactory.class,
                org.postgresql.Driver.class,
                org.slf4j.Logger.class,
                org.slf4j.nop.NOPServiceProvider.class)
            .map(RunningCompany::location)
            .collect(Collectors.joining(File.pathSeparator));
    applications =
        machine(machine)
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

  void up(String machine, String program) throws IOException, InterruptedException {
    assertTrue(restart(machine, program), () -> key(machine, program) + " does not come up");
  }

  /** Stops a program, if it runs, and starts it; whether it then comes up. */
  boolean restart(String machine, String program) throws IOException, InterruptedException {
    stop(machine, program);
    Daemon daemon = DAEMONS.get(program);
    String log = "/var/log/" + program + "-" + starts.incrementAndGet();
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
