package io.whatbreaks.scanners.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The software that upgrade rules know, by the names under which it is installed. */
public final class KnownSoftware {
  /** {@code registry:5000/path/NAME:TAG@sha256:…}; a variable may stand for any part. */
  private static final Pattern IMAGE =
      Pattern.compile("(?:.*/)?([a-z0-9._-]+)(?::([^:@/]*))?(?:@.*)?");

  /** Numbers and a mark of what is not released; what follows is the variant of the image. */
  private static final Pattern TAG =
      Pattern.compile("v?(\\d+(?:\\.\\d+)*(?:[-.]?(?:alpha|beta|rc|m)[.-]?\\d*)?)(?![0-9]).*");

  private final List<UpgradeSheet> sheets;
  private final Set<String> needed = new HashSet<>();

  private KnownSoftware(List<UpgradeSheet> sheets) {
    this.sheets = sheets;
    for (UpgradeSheet sheet : sheets) {
      sheet
          .table()
          .rules()
          .forEach(rule -> rule.versions().needs().forEach(need -> needed.add(need.software())));
    }
  }

  /** Of the rules of the jar. */
  public static KnownSoftware bundled() {
    return Bundled.KNOWN;
  }

  /**
   * Of those and some directories.
   *
   * @throws io.whatbreaks.diagnostic.WhatBreaksException for the first mistake, with its place
   * @throws IOException if a directory cannot be read
   */
  public static KnownSoftware with(List<Path> directories) throws IOException {
    return directories.isEmpty() ? bundled() : new KnownSoftware(UpgradeSheets.with(directories));
  }

  /** Of what a scanner is configured with, else of the jar. */
  public static KnownSoftware orBundled(@Nullable KnownSoftware own) {
    return own == null ? bundled() : own;
  }

  /**
   * A software, and its version where the name tells it.
   *
   * @param version empty where it does not
   */
  public record Release(String software, String version) {}

  /** What an image of containers holds, by the last element of its name, letter case apart. */
  public List<Release> ofImage(String reference) {
    Matcher matcher = IMAGE.matcher(reference.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return List.of();
    }
    String tag = matcher.group(2) == null ? "" : matcher.group(2);
    Matcher version = TAG.matcher(tag);
    String told = version.matches() ? version.group(1) : "";
    return sheets.stream()
        .filter(sheet -> sheet.names().images().contains(matcher.group(1)))
        .map(sheet -> new Release(sheet.table().software(), told))
        .distinct()
        .toList();
  }

  /** The software of a package of Debian or RPM. */
  public Set<String> ofPackage(String name) {
    return named(name, sheet -> sheet.names().packages());
  }

  /** The software of a chart of Helm. */
  public Set<String> ofChart(String name) {
    return named(name, sheet -> sheet.names().charts());
  }

  /** The software whose version a file of that name holds. */
  public Set<String> ofFile(String name) {
    return named(name, sheet -> sheet.names().files());
  }

  /**
   * The software of a package of a language, {@code maven:GROUP:ARTIFACT}; the coordinate itself
   * where a rule asks for it.
   */
  public Set<String> ofArtifact(String coordinate) {
    Set<String> all = named(coordinate, sheet -> sheet.names().artifacts());
    if (needed.contains(coordinate)) {
      all.add(coordinate);
    }
    return all;
  }

  /** Whether a software is known by its own id. */
  public Optional<String> ofId(String id) {
    return sheets.stream()
        .map(sheet -> sheet.table().software())
        .filter(id::equals)
        .findFirst()
        .or(() -> Optional.of(id).filter(needed::contains));
  }

  private Set<String> named(
      String name, java.util.function.Function<UpgradeSheet, List<String>> names) {
    Set<String> all = new TreeSet<>();
    for (UpgradeSheet sheet : sheets) {
      if (names.apply(sheet).stream().anyMatch(pattern -> Glob.fits(pattern, name))) {
        all.add(sheet.table().software());
      }
    }
    return all;
  }

  /** Loaded when a question first asks for upgrades. */
  private static final class Bundled {
    static final KnownSoftware KNOWN = new KnownSoftware(UpgradeSheets.bundled());
  }
}
