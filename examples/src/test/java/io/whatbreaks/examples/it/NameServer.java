package io.whatbreaks.examples.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The sample's name server, run by BIND on a machine that in turn takes the place of each other.
 */
final class NameServer implements AutoCloseable {
  private static final String LOG = "/var/log/named.log";

  private final Machine machine;

  private NameServer(Machine machine) {
    this.machine = machine;
  }

  static NameServer of(Company company) throws IOException, InterruptedException {
    Programs.need("named", "bind9");
    Programs.need("getent", "libc-bin");
    Machine machine = Machine.boot("10.20.0.2");
    try {
      machine.become(company.file("ns01"));
      machine.run("mkdir -p /run/named /var/cache/bind").succeeded();
      machine.start("exec named -g -4", LOG, "running$");
      return new NameServer(machine);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      machine.close();
      throw e;
    }
  }

  /** What the C library of a machine answers for each name: its IPv4 addresses, in order. */
  Map<String, String> ask(Path root, List<String> names) throws IOException, InterruptedException {
    machine.become(root);
    List<String> arguments = new ArrayList<>(names);
    Ran ran =
        machine
            .run(
                """
                for name; do
                  printf '%s' "$name"
                  getent ahostsv4 "$name" | while read -r address rest; do printf ' %s' "$address"; done
                  echo
                done
                """,
                arguments.toArray(new String[0]))
            .succeeded();
    Map<String, String> answers = new TreeMap<>();
    for (String line : ran.out().lines().toList()) {
      String[] words = line.split(" ");
      answers.put(
          words[0], String.join(" ", new TreeSet<>(List.of(words).subList(1, words.length))));
    }
    return answers;
  }

  String log() {
    return machine.text(LOG);
  }

  @Override
  public void close() throws IOException {
    machine.close();
  }
}
