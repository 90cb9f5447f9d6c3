package io.whatbreaks.scanners.inventory;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scanners.table.KnownSoftware;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is installed in which version: of software that upgrade rules know, and only where a
 * question asks for upgrades.
 */
public final class InventoryScanner implements Scanner {
  private static final Pattern PRINTED =
      Pattern.compile("(?i)(?:rpm|dpkg|packages?|installed|software)[^/]*\\.(?:txt|list)");
  private static final Pattern FROM =
      Pattern.compile("(?im)^\\s*FROM\\s+(?:--\\S+\\s+)?([^\\s#]+)(?:\\s+AS\\s+(\\S+))?\\s*$");
  private static final Pattern RELEASE =
      Pattern.compile("(?m)^(ID|VERSION_ID)=\"?([^\"\\n]*)\"?\\s*$");
  private static final Pattern VERSION = Pattern.compile("\\s*v?(\\d[^\\s]*)\\s*");
  private static final int LONGEST_VERSION = 64;

  private final @Nullable KnownSoftware own;

  /** With the rules of the jar. */
  public InventoryScanner() {
    this(null);
  }

  private InventoryScanner(@Nullable KnownSoftware own) {
    this.own = own;
  }

  @Override
  public String id() {
    return "inventory";
  }

  @Override
  public Scanner configured(SourceOptions options) throws IOException {
    return requireNonNull(options, "options").rules().isEmpty()
        ? this
        : new InventoryScanner(KnownSoftware.with(options.rules()));
  }

  @Override
  public boolean accepts(Document document) {
    return true;
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    if (!output.wantsUpgrades()) {
      return;
    }
    Installed installed =
        new Installed(document, output, own == null ? KnownSoftware.bundled() : own);
    String name = document.fileName();
    String path = document.localPath();
    if (path.endsWith("var/lib/dpkg/status") || path.contains("var/lib/dpkg/status.d/")) {
      PackageLists.dpkg(installed);
    } else if (PRINTED.matcher(name).matches()) {
      PackageLists.printed(installed);
    } else if (name.equals("pom.xml")) {
      new BuildFiles(installed).maven();
    } else if (name.endsWith(".gradle")
        || name.endsWith(".gradle.kts")
        || name.endsWith(".versions.toml")) {
      new BuildFiles(installed).gradle();
    } else if (name.equals("Chart.yaml") || name.equals("requirements.yaml")) {
      new Charts(installed).chart();
    } else if (name.startsWith("values") && (name.endsWith(".yaml") || name.endsWith(".yml"))) {
      new Charts(installed).values();
    } else if (name.contains("Dockerfile") || name.contains("Containerfile")) {
      dockerfile(installed);
    } else if (name.equals("os-release")) {
      release(installed);
    } else if (!new LockFiles(installed).read()) {
      versionFile(installed);
    }
  }

  /** What runs is made of the last stage, which may go on from another one. */
  private static void dockerfile(Installed installed) {
    Matcher matcher = FROM.matcher(installed.document().text());
    Map<String, Integer> stages = new HashMap<>();
    List<int[]> places = new ArrayList<>();
    List<String> images = new ArrayList<>();
    while (matcher.find()) {
      Integer stage = stages.get(matcher.group(1));
      images.add(stage == null ? matcher.group(1) : images.get(stage));
      places.add(stage == null ? new int[] {matcher.start(1), matcher.end(1)} : places.get(stage));
      if (matcher.group(2) != null) {
        stages.put(matcher.group(2), images.size() - 1);
      }
    }
    if (!images.isEmpty()) {
      int last = images.size() - 1;
      for (KnownSoftware.Release release : installed.known().ofImage(images.get(last))) {
        installed.one(
            installed.application(),
            release.software(),
            release.version(),
            places.get(last)[0],
            places.get(last)[1],
            "image");
      }
    }
  }

  /** The distribution itself. */
  private static void release(Installed installed) {
    String id = "";
    Matcher matcher = RELEASE.matcher(installed.document().text());
    while (matcher.find()) {
      if (matcher.group(1).equals("ID")) {
        id = matcher.group(2);
      }
    }
    matcher.reset();
    while (matcher.find()) {
      if (matcher.group(1).equals("VERSION_ID")) {
        String version = matcher.group(2);
        int start = matcher.start(2);
        int end = matcher.end(2);
        installed
            .known()
            .ofId(id)
            .ifPresent(
                software ->
                    installed.one(
                        installed.itself(software), software, version, start, end, "release"));
      }
    }
  }

  private static void versionFile(Installed installed) {
    Set<String> software = installed.known().ofFile(installed.document().fileName());
    if (software.isEmpty()) {
      return;
    }
    String text = installed.document().text();
    String first = text.substring(0, Math.min(LONGEST_VERSION, text.length())).split("\n", 2)[0];
    Matcher version = VERSION.matcher(first);
    if (version.matches()) {
      for (String one : software) {
        installed.one(
            installed.itself(one), one, version.group(1), version.start(1), version.end(1), "file");
      }
    }
  }
}
