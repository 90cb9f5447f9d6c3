package io.whatbreaks.scanners.inventory;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists of the packages of a machine: the database of dpkg, and what {@code dpkg -l} and {@code rpm
 * -qa} print.
 *
 * @see <a href="https://manpages.debian.org/deb-control.5">deb-control(5)</a>
 */
final class PackageLists {
  private static final Pattern FIELD = Pattern.compile("(Package|Status|Version): (.*)");
  private static final Pattern DPKG_LINE =
      Pattern.compile("[ihr]i\\s+(\\S+?)(?::\\S+)?\\s+(\\S+)\\s.*");
  private static final Pattern RPM_LINE =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9+._-]*?)-((?:\\d+:)?\\d[^-\\s]*)-[^-\\s]+");

  private PackageLists() {}

  static void dpkg(Installed installed) {
    String name = "";
    boolean isInstalled = true;
    int offset = 0;
    for (String line : installed.document().text().split("\n", -1)) {
      Matcher field = FIELD.matcher(line);
      if (line.isBlank()) {
        name = "";
        isInstalled = true;
      } else if (field.matches()) {
        switch (field.group(1)) {
          case "Package" -> name = field.group(2);
          case "Status" -> isInstalled = field.group(2).endsWith(" installed");
          default -> {
            if (isInstalled && !name.isEmpty()) {
              found(
                  installed, name, field.group(2), offset + field.start(2), offset + line.length());
            }
          }
        }
      }
      offset += line.length() + 1;
    }
  }

  static void printed(Installed installed) {
    int offset = 0;
    for (String line : installed.document().text().split("\n", -1)) {
      Matcher dpkg = DPKG_LINE.matcher(line);
      Matcher rpm = RPM_LINE.matcher(line.strip());
      if (dpkg.matches()) {
        found(
            installed, dpkg.group(1), dpkg.group(2), offset + dpkg.start(2), offset + dpkg.end(2));
      } else if (rpm.matches()) {
        int start = offset + line.indexOf(rpm.group());
        found(installed, rpm.group(1), rpm.group(2), start + rpm.start(2), start + rpm.end(2));
      }
      offset += line.length() + 1;
    }
  }

  private static void found(Installed installed, String name, String version, int start, int end) {
    Set<String> software = installed.known().ofPackage(name);
    for (String one : software) {
      installed.one(installed.itself(one), one, upstream(version), start, end, "package");
    }
  }

  /** The version as the software's own project has it: without epoch, revision and repacking. */
  static String upstream(String version) {
    String plain = version.substring(version.indexOf(':') + 1);
    int revision = plain.lastIndexOf('-');
    plain = revision > 0 ? plain.substring(0, revision) : plain;
    return plain.replaceFirst("(?:[+~.]?(?:dfsg|ds|repack)|[+~]).*$", "");
  }
}
