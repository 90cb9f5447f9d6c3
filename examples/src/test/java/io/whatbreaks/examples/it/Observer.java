package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.impact.Effect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Looks at every client of a company before a change and in the three moments after it: when caches
 * have ended, when the clients were restarted, when the programs of the renamed machine were.
 */
final class Observer {
  /** More than every time to live and every time a proxy holds a name. */
  private static final long CACHES_MILLIS = 2500;

  /** Nobody has it (RFC 5737). */
  private static final String NOBODY = "192.0.2.1";

  private final RunningCompany company;
  private final List<Client> clients;
  private final Map<Client, Seen> healthy = new LinkedHashMap<>();

  /** What came of a use: whether it worked, and what it reached or why it did not. */
  private record Result(boolean works, String reached) {}

  /** What a client did, and its part, which always works where it has none. */
  private record Seen(Result whole, boolean part) {
    boolean isWell() {
      return whole.works() && part;
    }

    boolean isEmpty() {
      return whole.reached().contains("ACCESS_REFUSED");
    }
  }

  Observer(RunningCompany company, List<Client> clients) {
    this.company = company;
    this.clients = clients;
  }

  /** Notes what each client reaches while nothing is changed, and that one name suffices. */
  void healthy() throws IOException, InterruptedException {
    healthy.putAll(awaitHealth());
    for (Client client : clients) {
      assertTrue(!client.anyOf() || !hasLost(client), client::component);
    }
  }

  /** Starts every client again, and makes sure that all is as it was. */
  void again(String renamed) throws IOException, InterruptedException {
    restartClients(renamed);
    Map<Client, Seen> now = awaitHealth();
    for (Client client : clients) {
      if (!client.anyOf()) {
        assertEquals(healthy.get(client).whole(), now.get(client).whole(), client::component);
      }
    }
  }

  private Map<Client, Seen> awaitHealth() throws IOException, InterruptedException {
    Map<Client, Seen> seen = look(clients);
    for (int i = 0; i < 20; i++) {
      List<Client> ill = new ArrayList<>(clients);
      Map<Client, Seen> known = seen;
      ill.removeIf(client -> known.get(client).isWell());
      if (ill.isEmpty()) {
        return seen;
      }
      Thread.sleep(300);
      for (Client client : ill) {
        if (client.isApplication()) {
          restart(client);
        }
      }
      seen.putAll(look(ill));
    }
    seen.values().removeIf(Seen::isWell);
    throw new AssertionError("not well: " + seen);
  }

  /** What each name of each client leads to, from its machine. */
  Map<String, String> names() throws IOException, InterruptedException {
    Map<String, Set<String>> byMachine = new TreeMap<>();
    for (Client client : clients) {
      for (Client.Name name : client.names()) {
        byMachine
            .computeIfAbsent(client.asker(name), absent -> new LinkedHashSet<>())
            .add(name.text());
      }
    }
    Map<String, String> answers = new TreeMap<>();
    for (Map.Entry<String, Set<String>> asked : byMachine.entrySet()) {
      Ran ran =
          company
              .machine(asked.getKey())
              .run(
                  """
                  for name; do
                    echo "$name" $(getent ahostsv4 "$name" | cut -d' ' -f1 | sort -u)
                  done
                  """,
                  asked.getValue().toArray(new String[0]))
              .succeeded();
      for (String line : ran.out().lines().toList()) {
        int space = (line + " ").indexOf(' ');
        answers.put(asked.getKey() + " " + line.substring(0, space), line.substring(space).strip());
      }
    }
    return answers;
  }

  /** What happens to each client after a change that was just made; none for those it spares. */
  Map<Client, Effect> observe(String renamed) throws IOException, InterruptedException {
    Map<Client, Effect> effects = new LinkedHashMap<>();
    Thread.sleep(CACHES_MILLIS);
    note(effects, Effect.BREAKS);
    restartClients(renamed);
    note(effects, Effect.BREAKS_ON_RESTART);
    if (!company.programs(renamed).isEmpty()) {
      for (String program : company.programs(renamed)) {
        company.restart(renamed, program);
      }
      Thread.sleep(CACHES_MILLIS);
      note(effects, Effect.BREAKS_ON_RESTART);
      // What was started before them has what it looked up from the time when they still ran.
      restartClients(renamed);
      note(effects, Effect.BREAKS_ON_RESTART);
    }
    for (Client client : clients) {
      if (client.anyOf() && !effects.containsKey(client) && hasLost(client)) {
        effects.put(client, Effect.DEGRADES);
      }
    }
    return effects;
  }

  /** All but what runs on the renamed machine: that is restarted by itself. */
  private void restartClients(String renamed) throws IOException, InterruptedException {
    List<Callable<Boolean>> restarts = new ArrayList<>();
    for (Client client : clients) {
      if (client.isApplication()) {
        restart(client);
      } else if (!client.machine().equals(renamed)) {
        restarts.add(() -> restart(client));
      }
    }
    together(restarts);
  }

  /** Does what only waits for machines all at once. */
  private static <T> List<T> together(List<Callable<T>> tasks) throws InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private void note(Map<Client, Effect> effects, Effect failed)
      throws IOException, InterruptedException {
    List<Client> open = new ArrayList<>(clients);
    open.removeIf(client -> effects.getOrDefault(client, Effect.DEGRADES) != Effect.DEGRADES);
    for (Map.Entry<Client, Seen> entry : look(open).entrySet()) {
      Client client = entry.getKey();
      Seen seen = entry.getValue();
      boolean same = client.anyOf() || seen.whole().equals(healthy.get(client).whole());
      if (!seen.whole().works()) {
        boolean server = client.use().command().startsWith("broker ");
        effects.put(client, server && seen.isEmpty() ? Effect.LOSES_DATA : failed);
      } else if (!same) {
        effects.put(client, Effect.MISDIRECTED);
      } else if (!seen.part()) {
        effects.put(client, Effect.DEGRADES);
      }
    }
  }

  /** Uses some clients, those of one machine in one go. */
  private Map<Client, Seen> look(List<Client> some) throws IOException, InterruptedException {
    Map<Client.Use, Result> results = new LinkedHashMap<>();
    Map<String, List<Client.Use>> byMachine = new TreeMap<>();
    for (Client client : some) {
      for (Client.Use use : List.of(client.use(), client.part())) {
        if (!use.isApplication()) {
          byMachine.computeIfAbsent(use.from(), absent -> new ArrayList<>()).add(use);
        } else if (!use.command().isEmpty()) {
          String answer = company.application(use.command());
          results.put(use, new Result(answer.startsWith("ok "), answer));
        }
      }
    }
    List<Callable<Map<Client.Use, Result>>> all = new ArrayList<>();
    byMachine.forEach((machine, uses) -> all.add(() -> use(company.machine(machine), uses)));
    together(all).forEach(results::putAll);
    Map<Client, Seen> seen = new LinkedHashMap<>();
    for (Client client : some) {
      boolean part = !client.hasPart() || results.get(client.part()).works();
      seen.put(client, new Seen(results.get(client.use()), part));
    }
    return seen;
  }

  private static Map<Client.Use, Result> use(Machine machine, List<Client.Use> uses)
      throws IOException, InterruptedException {
    Ran ran =
        machine
            .run(
                """
                for command; do
                  out=$(timeout -k 1 20 sh -c "$command" 2>&1 </dev/null)
                  echo $? $out | tr -d '\r'
                done
                """,
                uses.stream().map(Client.Use::command).toArray(String[]::new))
            .succeeded();
    List<String> lines = ran.out().lines().toList();
    assertEquals(uses.size(), lines.size(), ran::toString);
    Map<Client.Use, Result> results = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      results.put(uses.get(i), new Result(lines.get(i).startsWith("0 "), lines.get(i)));
    }
    return results;
  }

  private boolean restart(Client client) throws IOException, InterruptedException {
    if (client.isApplication()) {
      return company.application("start " + client.program()).startsWith("ok ");
    }
    return client.program().isEmpty()
        || client.names().isEmpty()
        || company.restart(client.machine(), client.program());
  }

  /** Whether one of the names alone is no longer enough. */
  private boolean hasLost(Client client) throws IOException, InterruptedException {
    Machine machine = company.machine(client.machine());
    for (Client.Name left : client.names()) {
      List<String> others = new ArrayList<>();
      client.names().stream().filter(n -> !n.equals(left)).forEach(n -> others.add(n.text()));
      machine
          .run(
              """
              cp /etc/hosts /run/hosts
              ip route add unreachable "$1"
              for name in $2; do echo "$1 $name"; done >>/etc/hosts
              """,
              NOBODY,
              String.join(" ", others))
          .succeeded();
      try {
        restart(client);
        if (!look(List.of(client)).get(client).isWell()) {
          return true;
        }
      } finally {
        machine
            .run("cat /run/hosts >/etc/hosts; ip route del unreachable \"$1\"", NOBODY)
            .succeeded();
        restart(client);
      }
    }
    return false;
  }
}
