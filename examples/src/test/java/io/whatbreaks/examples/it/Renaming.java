package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.change.Change;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A host renamed by hand, as an administrator does it: its records, its reverse record, its own
 * host name and its own line in its own hosts file. Knows nothing of what is reported.
 *
 * @param machine the folder of the machine, empty where an alias record alone is renamed
 * @param keepAlias whether the old name stays as an alias of the new one
 */
record Renaming(String machine, String from, String to, String domain, boolean keepAlias)
    implements ByHand {

  @Override
  public Change change() {
    return new Change.Rename("host:" + from + "." + domain, to + "." + domain, keepAlias);
  }

  @Override
  public Set<String> apply(Company company) throws IOException {
    Set<String> edited = new TreeSet<>();
    for (String zone : company.zones("db." + domain)) {
      Set<String> records = new TreeSet<>();
      company.edit(zone, "^" + Pattern.quote(from) + "(?=\\s)", to, records);
      if (keepAlias && !records.isEmpty()) {
        company.append(zone, from + " IN CNAME " + to + "." + domain + ".\n");
      }
      edited.addAll(records);
    }
    assertTrue(!edited.isEmpty(), () -> from + " has no record");
    String full = Pattern.quote(from + "." + domain);
    if (!machine.isEmpty()) {
      String now = to + "." + domain;
      for (String zone : company.zones("db.10.")) {
        company.edit(zone, "(?<=PTR )" + full, now, edited);
      }
      company.edit(machine + "/etc/hostname", "^" + from + "$", to, edited);
      String own = full + " " + Pattern.quote(from) + "$";
      company.edit(machine + "/etc/hosts", own, now + " " + to, edited);
    }
    return edited;
  }

  @Override
  public String toString() {
    return from + "." + domain + " to " + to + (keepAlias ? ", alias kept" : "");
  }
}
