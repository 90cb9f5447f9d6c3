package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.WhatBreaks;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Holds what is said of changes against what happens in a company that runs. */
final class Comparison implements AutoCloseable {
  private final Company files;
  private final RunningCompany running;
  private final List<Client> clients;
  private final Observer observer;
  private final Matrix matrix;
  private final Path scratch;

  /** For the clients of a company that was just started. */
  Comparison(Company files, RunningCompany running, List<Client> clients, Path scratch) {
    this.files = files;
    this.running = running;
    this.clients = clients;
    this.observer = new Observer(running, clients);
    this.matrix = new Matrix(clients);
    this.scratch = scratch;
  }

  /** Makes sure that all are well before anything changes. */
  void healthy() throws IOException, InterruptedException {
    observer.healthy();
  }

  /**
   * Makes a change, and takes it back.
   *
   * @param isLimit the clients of which something else is said, which the documents explain
   */
  void of(ByHand change, Predicate<Client> isLimit) throws IOException, InterruptedException {
    Impact impact = WhatBreaks.scan(files.folder()).impactOf(change.change());
    Map<String, String> names = observer.names();
    Company after = files.copy(Files.createTempDirectory(scratch, "after").resolve("company"));
    Set<String> edited = change.apply(after);
    give(change, after);
    change.make(running);
    Map<Client, Effect> observed = observer.observe(change.machine());
    Map<String, String> namesAfter = observer.names();
    change.takeBack(running);
    takeBack(change);

    Prediction prediction = new Prediction(impact, files, running);
    List<String> differences = new ArrayList<>();
    for (Client client : clients) {
      String said = prediction.effects(client, observed.get(client));
      String seen = observed.containsKey(client) ? "" + observed.get(client) : "none";
      matrix.add(change, client, said, seen);
      String places =
          said.equals(seen)
              ? prediction.places(client, change.machine(), names, namesAfter)
              : "said " + said + ", seen " + seen;
      if (!places.isEmpty() && !isLimit.test(client)) {
        differences.add(client.component() + ": " + places);
      }
    }
    differences.addAll(prediction.others(clients));
    assertEquals("", String.join("\n", differences));
    assertEquals(edited, prediction.defines());
  }

  /** Gives the machine and the name server the files of a company. */
  private void give(ByHand change, Company files) throws IOException, InterruptedException {
    if (!change.machine().isEmpty()) {
      running.become(change.machine(), files.folder());
    }
    running.become("ns01", files.folder());
    running.reloadZones();
  }

  private void takeBack(ByHand change) throws IOException, InterruptedException {
    give(change, files);
    running.restart("ns01", "bind");
    if (!change.machine().equals("ns01")) {
      for (String program : running.programs(change.machine())) {
        running.restart(change.machine(), program);
      }
    }
    observer.again(change.machine());
  }

  /** Ends the machines, and writes what was said and seen to a file. */
  void end(Path report) throws IOException {
    close();
    System.out.println(matrix);
    Files.writeString(report, matrix.toString());
  }

  @Override
  public void close() throws IOException {
    running.close();
  }
}
