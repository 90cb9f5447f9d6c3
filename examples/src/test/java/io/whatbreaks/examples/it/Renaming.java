package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
record Renaming(String machine, String from, String to, String domain, boolean keepAlias) {
  private static final String ZONES = "ns01/etc/bind/";

  /** Makes it in a company's files, and tells the lines that were edited, {@code path:line}. */
  Set<String> apply(Company company) throws IOException {
    Set<String> edited = new TreeSet<>();
    String zone = ZONES + "db." + domain;
    edit(company, zone, "^" + Pattern.quote(from) + "(?=\\s)", to, edited);
    assertTrue(!edited.isEmpty(), () -> from + " has no record");
    if (keepAlias) {
      company.append(zone, from + " IN CNAME " + to + "." + domain + ".\n");
    }
    String full = Pattern.quote(from + "." + domain);
    if (!machine.isEmpty()) {
      String now = to + "." + domain;
      edit(company, ZONES + "db.10.30.0", "(?<=PTR )" + full, now, edited);
      edit(company, machine + "/etc/hostname", "^" + from + "$", to, edited);
      String own = full + " " + Pattern.quote(from) + "$";
      edit(company, machine + "/etc/hosts", own, now + " " + to, edited);
    }
    return edited;
  }

  private static void edit(Company company, String path, String old, String now, Set<String> edited)
      throws IOException {
    Path file = company.file(path);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceAll(old, now);
      if (!line.equals(lines.get(i))) {
        lines.set(i, line);
        edited.add(path + ":" + (i + 1));
      }
    }
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  @Override
  public String toString() {
    return from + "." + domain + " to " + to + (keepAlias ? ", alias kept" : "");
  }
}
