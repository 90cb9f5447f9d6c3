package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.change.Change;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Another address given by hand: in its own records, in its own hosts file, on its network. */
record Readdressing(String machine, String domain, String from, String to) implements ByHand {

  @Override
  public Change change() {
    return Change.readdress(machine + "." + domain, to);
  }

  @Override
  public Set<String> apply(Company files) throws IOException {
    Set<String> edited = new TreeSet<>();
    for (String zone : files.zones("db." + domain)) {
      files.edit(
          zone,
          "(?<=^" + machine + "\\s{1,20}IN A\\s{1,20})" + Pattern.quote(from) + "$",
          to,
          edited);
    }
    assertTrue(!edited.isEmpty(), () -> machine + " has no record");
    String full = Pattern.quote(machine + "." + domain);
    for (String zone : files.zones("db.10.")) {
      String old = from.substring(from.lastIndexOf('.') + 1);
      String now = to.substring(to.lastIndexOf('.') + 1);
      files.edit(zone, "^" + old + "(?=\\s+IN PTR " + full + "\\.$)", now, edited);
    }
    files.edit(machine + "/etc/hosts", Pattern.quote(from) + "(?= " + full + ")", to, edited);
    return edited;
  }

  @Override
  public void make(RunningCompany company) throws IOException, InterruptedException {
    replace(company, from, to);
  }

  @Override
  public void takeBack(RunningCompany company) throws IOException, InterruptedException {
    replace(company, to, from);
  }

  private void replace(RunningCompany company, String old, String now)
      throws IOException, InterruptedException {
    company
        .machine(machine)
        .run("ip address del \"$1/24\" dev eth0 && ip address add \"$2/24\" dev eth0", old, now)
        .succeeded();
  }

  @Override
  public String toString() {
    return machine + "." + domain + " gets " + to;
  }
}
