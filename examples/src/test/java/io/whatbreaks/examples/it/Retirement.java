package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.change.Change;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A machine taken away by hand: its own records, its reverse record, and its plug. */
record Retirement(String machine, String domain) implements ByHand {

  @Override
  public Change change() {
    return Change.retireHost(machine + "." + domain);
  }

  @Override
  public Set<String> apply(Company files) throws IOException {
    Set<String> edited = new TreeSet<>();
    for (String zone : files.zones("db." + domain)) {
      files.edit(zone, "^" + machine + "\\s+IN.*", ";", edited);
    }
    assertTrue(!edited.isEmpty(), () -> machine + " has no record");
    String full = Pattern.quote(machine + "." + domain);
    for (String zone : files.zones("db.10.")) {
      files.edit(zone, "^\\S+\\s+IN PTR " + full + "\\.$", ";", edited);
    }
    // Its own files go with it.
    edited.add(machine + "/etc/hostname:1");
    files.edit(machine + "/etc/hosts", full + " .*", machine, edited);
    return edited;
  }

  @Override
  public void make(RunningCompany company) throws IOException, InterruptedException {
    company.machine(machine).run("ip link set eth0 down").succeeded();
  }

  @Override
  public void takeBack(RunningCompany company) throws IOException, InterruptedException {
    company.machine(machine).run("ip link set eth0 up").succeeded();
  }

  @Override
  public String toString() {
    return machine + "." + domain + " goes away";
  }
}
