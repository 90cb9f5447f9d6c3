package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A machine of its own on this one: a network with nothing but its own addresses, a host name, and
 * an {@code /etc} that takes the files of a machine of the sample.
 *
 * <p>Made of Linux namespaces, so that nothing of it outlives this process: whatever runs in it
 * ends when it is closed, or when this process ends in any way.
 */
final class Machine implements AutoCloseable {
  private static final String BOOT =
      """
      set -e
      mount -t proc proc /proc
      # A private copy: the tests write to it as to a machine's own.
      mount -t tmpfs -o mode=755 tmpfs /run
      mkdir /run/etc
      cp -a /etc/. /run/etc/
      mount --bind /run/etc /etc
      rm -f /etc/hosts /etc/resolv.conf /etc/nsswitch.conf /etc/hostname
      mount -t tmpfs -o mode=755 tmpfs /var/log
      mount -t tmpfs -o mode=755 tmpfs /var/cache
      mount -t tmpfs -o mode=755 tmpfs /var/lib
      ip link set lo up
      for address; do ip address add "$address/32" dev lo; done
      echo ready
      # Ends, and the machine with it, when the other end of the pipe is gone.
      exec cat
      """;

  private final Process init;
  private final List<Process> running = Collections.synchronizedList(new ArrayList<>());

  private Machine(Process init) {
    this.init = init;
  }

  /** A machine with these addresses on its loopback device, beside 127.0.0.1. */
  static Machine boot(String... addresses) throws IOException {
    Programs.need("unshare", "util-linux");
    Programs.need("ip", "iproute2");
    if (!"root".equals(System.getProperty("user.name"))) {
      fail("namespaces are made by root only: start the integration tests as root");
    }
    List<String> command =
        new ArrayList<>(
            List.of("unshare", "--fork", "--kill-child", "--pid", "--mount", "--uts", "--net"));
    command.addAll(List.of("--ipc", "sh", "-c", BOOT, "boot"));
    command.addAll(List.of(addresses));
    Process init = new ProcessBuilder(command).redirectErrorStream(true).start();
    StringBuilder said = new StringBuilder();
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(init.getInputStream(), StandardCharsets.UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.equals("ready")) {
        return new Machine(init);
      }
      said.append(line).append('\n');
    }
    return fail("no machine could be made: " + said);
  }

  /**
   * Gives it the {@code etc} and the host name of a root file system; what runs goes on. Files lie
   * beside those that the packages of this system bring, a folder takes the place of theirs.
   */
  void become(Path root) throws IOException, InterruptedException {
    run(
            """
            for entry in "$1"/etc/*; do
              rm -rf "/etc/${entry##*/}"
              cp -rL "$entry" "/etc/${entry##*/}"
            done
            # Where the file lacks, as Debian writes it.
            [ -e "$1/etc/nsswitch.conf" ] || echo 'hosts: files dns' >/etc/nsswitch.conf
            chmod -R u=rwX,go=rX /etc/hosts /etc/resolv.conf /etc/nsswitch.conf
            hostname "$(cat /etc/hostname)"
            [ ! -d "$1/srv" ] || mount --bind "$1/srv" /srv
            """,
            root.toString())
        .succeeded();
  }

  /** Its process as others see it: who else joins its namespaces needs it. */
  long pid() {
    return init.pid();
  }

  /** Starts a program in it that is spoken to by its standard input and answers on its output. */
  Process converse(String script, String... arguments) throws IOException {
    Process process =
        new ProcessBuilder(inside(script, arguments))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    running.add(process);
    return process;
  }

  /** Runs a shell script in it to its end. */
  Ran run(String script, String... arguments) throws IOException, InterruptedException {
    return Ran.of(90, inside(script, arguments));
  }

  /**
   * Starts a shell script in it, and waits until its log says that it is up.
   *
   * @param log the log, a path within the machine
   * @param up an extended regular expression
   */
  Process start(String script, String log, String up) throws IOException, InterruptedException {
    Process process = begin(script, log);
    Ran ready =
        run(
            """
            n=0
            until grep -qE "$2" "$1" 2>/dev/null; do
              n=$((n + 1))
              [ "$n" -lt 600 ] || exit 1
              sleep 0.1
            done
            """,
            log,
            up);
    assertEquals(0, ready.status(), () -> script + " did not come up:\n" + text(log));
    return process;
  }

  /** Starts a shell script in it, and does not wait. */
  Process begin(String script, String log) throws IOException {
    Process process =
        new ProcessBuilder(inside(script + " >>" + log + " 2>&1 </dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    running.add(process);
    return process;
  }

  /** Ends what was started, by the signal that its service would get. */
  void stop(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    awaitEnd(process);
  }

  /** Waits until what was started has ended. */
  void awaitEnd(Process process) throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      fail("it does not stop");
    }
    running.remove(process);
  }

  /** A file of it, or why there is none. */
  String text(String path) {
    try {
      return run("cat \"$1\"", path).said();
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e.toString();
    }
  }

  /** Writes a file of it. */
  void write(String path, String text) throws IOException, InterruptedException {
    Path file = Files.createTempFile("whatbreaks-it", ".txt");
    try {
      Files.writeString(file, text);
      run("cat \"$1\" >\"$2\"", file.toString(), path).succeeded();
    } finally {
      Files.delete(file);
    }
  }

  private List<String> inside(String script, String... arguments) {
    String namespaces = "/proc/" + init.pid() + "/ns/";
    List<String> command = new ArrayList<>(List.of("nsenter"));
    for (String kind : List.of("mount=mnt", "uts=uts", "net=net", "ipc=ipc")) {
      command.add("--" + kind.replace("=", "=" + namespaces));
    }
    command.add("--pid=" + namespaces + "pid_for_children");
    // Not everybody's path has the servers.
    String path = "PATH=$PATH:/usr/sbin:/sbin\n";
    command.addAll(List.of("sh", "-c", path + script, "sh"));
    command.addAll(List.of(arguments));
    return command;
  }

  @Override
  public void close() throws IOException {
    init.getOutputStream().close();
    init.onExit().completeOnTimeout(init, 10, TimeUnit.SECONDS).join();
    init.destroyForcibly();
    for (Process process : running) {
      process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    }
  }
}
