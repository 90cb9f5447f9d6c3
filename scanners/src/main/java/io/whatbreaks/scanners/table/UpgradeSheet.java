package io.whatbreaks.scanners.table;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.UpgradeRule;
import io.whatbreaks.fact.UpgradeTable;
import java.util.List;

/**
 * What a file of upgrade rules says of one software.
 *
 * @param table what core needs of it
 * @param matched the rules that documents show, with how they do
 * @param names by which it is known that the software is there
 */
record UpgradeSheet(UpgradeTable table, List<Matched> matched, Names names) {
  UpgradeSheet {
    requireNonNull(table, "table");
    matched = List.copyOf(matched);
    requireNonNull(names, "names");
  }

  /** A rule and one of its matches. */
  record Matched(UpgradeRule rule, UpgradeMatch match) {
    Matched {
      requireNonNull(rule, "rule");
      requireNonNull(match, "match");
    }
  }

  /**
   * By which names the software is installed.
   *
   * @param images of containers, the last elements of their paths: {@code rabbitmq}
   * @param packages of Debian and RPM; a star stands for any part
   * @param charts of Helm
   * @param artifacts coordinates of packages of languages, {@code maven:org.postgresql:postgresql},
   *     whose version is the software's own
   * @param files names of files that hold nothing but its version
   */
  record Names(
      List<String> images,
      List<String> packages,
      List<String> charts,
      List<String> artifacts,
      List<String> files) {
    Names {
      images = List.copyOf(images);
      packages = List.copyOf(packages);
      charts = List.copyOf(charts);
      artifacts = List.copyOf(artifacts);
      files = List.copyOf(files);
    }
  }
}
