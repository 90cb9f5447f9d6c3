package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.scan.SourceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that no file spells: joined from parts, or matched by a pattern. */
class MadeNamesTest {
  @TempDir private Path tree;

  @Test
  void a_pattern_that_stands_for_the_old_name_alone_is_a_use() throws IOException {
    check(
        Map.of(
            "hosts.ini",
            "[mq]\nmq[01:20].shop.test\n[web]\nweb[01:20].shop.test\n",
            "rules.yml",
            "- up{instance=~\"mq\\\\d+.*\"}\n- up{instance=~\"(mq01|db01)\\.shop\\.test\"}\n- up{a=~\"[a-z]+01\"}\n",
            "both.yml",
            "- up{instance=~\"(mq|rabbit)\\d+\\.shop\\.test\"}\n- file: /var/log/mq*.log\n",
            "nginx/nginx.conf",
            "server { listen 80; server_name ~^mq\\d+\\.shop\\.test$; }\nserver { listen 80; server_name *.shop.test; }\n",
            "client.properties",
            "url=http://mq01.shop.test:80/\n"),
        "mq01.shop.test",
        "rabbit01.shop.test",
        """
        client.properties:1:12 USES POSSIBLE mq01.shop.test -> rabbit01.shop.test
        hosts.ini:2:1 USES POSSIBLE mq[01:20].shop.test
        nginx/nginx.conf:1:34 USES CERTAIN ^mq\\d+\\.shop\\.test$
        rules.yml:1:17 USES POSSIBLE mq\\\\d+.*
        rules.yml:2:17 USES POSSIBLE (mq01|db01)\\.shop\\.test -> (rabbit01|db01)\\.shop\\.test
        """);
  }

  @Test
  void a_name_that_only_a_series_states_is_known() throws IOException {
    check(
        Map.of("hosts.ini", "[mq]\nmq[01:20].shop.test\n"),
        "mq07.shop.test",
        "rabbit07.shop.test",
        "hosts.ini:2:1 USES POSSIBLE mq[01:20].shop.test\n");
  }

  /** Asks lazily and of everything, which must not differ. */
  private void check(Map<String, String> files, String from, String to, String expected)
      throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = tree.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    List<Change> change = List.of(Change.renameHost(from, to));
    Impact lazy = WhatBreaks.impactOf(change, List.of(tree), SourceOptions.DEFAULT);
    Impact whole = WhatBreaks.scan(tree).impactOf(change);
    assertEquals(expected, lines(lazy.places()));
    assertEquals(expected, lines(whole.places()));
    assertEquals(whole.breakages(), lazy.breakages());
  }

  private static String lines(List<Place> places) {
    StringBuilder lines = new StringBuilder();
    Stream<String> all =
        places.stream()
            .sorted()
            .map(
                place ->
                    place.evidence().at().path()
                        + ":"
                        + place.evidence().at().line()
                        + ":"
                        + place.evidence().at().column()
                        + " "
                        + place.role()
                        + " "
                        + place.certainty()
                        + " "
                        + place.evidence().text()
                        + place.edit().map(edit -> " -> " + edit).orElse(""));
    all.forEach(line -> lines.append(line).append('\n'));
    return lines.toString();
  }
}
