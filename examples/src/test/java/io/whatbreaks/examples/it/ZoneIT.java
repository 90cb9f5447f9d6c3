package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.impact.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample's zones, edited as reported, in the eyes of BIND's own checkers. */
class ZoneIT {
  private static final String FORWARD = "ns01/etc/bind/db.shop.test";
  private static final String REVERSE = "ns01/etc/bind/db.10.20.0";

  @TempDir private Path folder;

  @BeforeAll
  static void programs() {
    Programs.need("named-checkzone", "bind9-utils");
    Programs.need("named-compilezone", "bind9-utils");
  }

  private static String origin(String zone) {
    return zone.equals(FORWARD) ? "shop.test" : "0.20.10.in-addr.arpa";
  }

  private static Ran check(Company company, String zone) throws IOException, InterruptedException {
    return Ran.of(20, List.of("named-checkzone", origin(zone), company.file(zone).toString()));
  }

  /** The records that the zone file makes, one a line, every name in full. */
  private static TreeSet<String> records(Company company, String zone)
      throws IOException, InterruptedException {
    Ran ran =
        Ran.of(
                20,
                List.of(
                    "named-compilezone", "-o", "-", origin(zone), company.file(zone).toString()))
            .succeeded();
    TreeSet<String> records = new TreeSet<>();
    ran.out().lines().map(line -> line.replaceAll("\\s+", " ")).forEach(records::add);
    assertTrue(records.size() > 10, ran::toString);
    return records;
  }

  private static TreeSet<String> renamed(TreeSet<String> records, String from, String to) {
    TreeSet<String> renamed = new TreeSet<>();
    Pattern name = Pattern.compile("(?<![^ ])" + Pattern.quote(from + ".shop.test."));
    records.forEach(line -> renamed.add(name.matcher(line).replaceAll(to + ".shop.test.")));
    return renamed;
  }

  @ParameterizedTest
  @CsvSource({"mq01, rabbit01", "db01, pg01", "lb01, edge01", "app01, shop01", "ns01, dns01"})
  void edited_zones_load_and_differ_by_the_renamed_name_alone(String from, String to)
      throws IOException, InterruptedException {
    Company before = Company.in(folder.resolve("before"));
    Company after = before.copy(folder.resolve("after"));
    after.edit(before.rename(from, to), Role.DEFINES, Role.USES);

    for (String zone : List.of(FORWARD, REVERSE)) {
      check(before, zone).succeeded();
      check(after, zone).succeeded();
      TreeSet<String> old = records(before, zone);
      assertNotEquals(old, records(after, zone));
      assertEquals(
          String.join("\n", renamed(old, from, to)), String.join("\n", records(after, zone)));
    }
  }

  @ParameterizedTest
  @CsvSource({"mq01, rabbit01", "db01, pg01"})
  void the_rename_alone_leaves_room_for_the_old_name_as_an_alias(String from, String to)
      throws IOException, InterruptedException {
    Company company = Company.in(folder.resolve("startup"));
    String alias = "\n" + from + ".shop.test. IN CNAME " + to + ".shop.test.\n";
    Company unmoved = company.copy(folder.resolve("unmoved"));
    unmoved.append(FORWARD, alias);
    Ran refused = check(unmoved, FORWARD);
    assertTrue(refused.said().contains("CNAME and other data"), refused::toString);

    company.edit(company.rename(from, to), Role.DEFINES);
    company.append(FORWARD, alias);
    check(company, FORWARD).succeeded();
    check(company, REVERSE).succeeded();
  }
}
