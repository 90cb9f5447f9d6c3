package io.whatbreaks.scanners.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Manifests of Kubernetes in a text, line by line, so that templates of Helm are read too: objects
 * at the start of a line, and the members of a list.
 *
 * <p>Where a template writes one of several versions, it asks the cluster which to write: nothing
 * is said of it unless all of them are meant.
 */
final class UpgradeManifests {
  private static final Pattern KEY =
      Pattern.compile(
          "(?<indent>[ ]*(?:- +)?[\"']?)(?<key>apiVersion|kind|items)[\"']?\\s*:\\s*"
              + "[\"']?(?<value>[^\\s\"',#]*).*");
  private static final Pattern ONE_LINE_JSON =
      Pattern.compile("\"(apiVersion|kind)\"\\s*:\\s*\"([^\"]*)\"");

  private final String text;

  UpgradeManifests(String text) {
    this.text = text;
  }

  /** What one object, or the alternatives of a template for it, says. */
  private static final class Manifest {
    final int column;
    final List<UpgradeReading.Span> versions = new ArrayList<>();
    final List<String> versionTexts = new ArrayList<>();
    final List<String> kinds = new ArrayList<>();

    Manifest(int column) {
      this.column = column;
    }

    boolean isMeant(Map<String, List<String>> with) {
      return !versionTexts.isEmpty()
          && with.getOrDefault("apiversion", List.of()).containsAll(versionTexts)
          && (!with.containsKey("kind") || with.get("kind").stream().anyMatch(kinds::contains));
    }
  }

  List<UpgradeReading.Found> find(Map<String, List<String>> with) {
    List<UpgradeReading.Found> found = new ArrayList<>();
    for (Manifest manifest : manifests()) {
      if (manifest.isMeant(with)) {
        manifest.versions.forEach(at -> found.add(new UpgradeReading.Found(at)));
      }
    }
    return found;
  }

  private List<Manifest> manifests() {
    List<Manifest> all = new ArrayList<>();
    Manifest top = new Manifest(0);
    Manifest member = new Manifest(-1);
    int items = -1;
    int offset = 0;
    boolean json = text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
    int first = json ? Math.max(0, firstColumn()) : 0;
    all.add(top);
    for (String line : text.split("\n", -1)) {
      Matcher matcher = KEY.matcher(line);
      if (line.startsWith("---") && !line.startsWith("----")) {
        top = new Manifest(0);
        items = -1;
        all.add(top);
      } else if (matcher.matches()) {
        int column = column(matcher.group("indent"));
        boolean isTop = column == first;
        if (matcher.group("key").equals("items")) {
          items = isTop ? column : items;
        } else if (isTop) {
          add(top, matcher, offset);
        } else if (items >= 0 && (opensMember(line) || json)) {
          if (member.column != column || opensMember(line) || isComplete(member, matcher)) {
            member = new Manifest(column);
            all.add(member);
          }
          add(member, matcher, offset);
        } else if (items >= 0 && member.column == column) {
          add(member, matcher, offset);
        }
      }
      offset += line.length() + 1;
    }
    if (json && all.stream().allMatch(m -> m.versions.isEmpty())) {
      oneLine(top);
    }
    return all;
  }

  /** The column of the first key of a JSON object that is spread over lines. */
  private int firstColumn() {
    for (String line : text.split("\n", -1)) {
      int quote = line.indexOf('"');
      if (quote >= 0 && line.substring(0, quote).isBlank()) {
        return quote;
      }
    }
    return 0;
  }

  private void oneLine(Manifest top) {
    Matcher matcher = ONE_LINE_JSON.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals("kind")) {
        top.kinds.add(matcher.group(2));
      } else if (top.versions.isEmpty()) {
        top.versions.add(new UpgradeReading.Span(matcher.start(2), matcher.end(2)));
        top.versionTexts.add(matcher.group(2));
      }
    }
  }

  private static boolean isComplete(Manifest member, Matcher matcher) {
    return matcher.group("key").equals("kind")
        ? !member.kinds.isEmpty()
        : !member.versions.isEmpty();
  }

  private static boolean opensMember(String line) {
    return line.stripLeading().startsWith("- ");
  }

  private static int column(String indent) {
    return indent.endsWith("\"") || indent.endsWith("'") ? indent.length() - 1 : indent.length();
  }

  private static void add(Manifest manifest, Matcher matcher, int offset) {
    if (matcher.group("key").equals("kind")) {
      manifest.kinds.add(matcher.group("value"));
    } else {
      manifest.versions.add(
          new UpgradeReading.Span(offset + matcher.start("value"), offset + matcher.end("value")));
      manifest.versionTexts.add(matcher.group("value"));
    }
  }
}
