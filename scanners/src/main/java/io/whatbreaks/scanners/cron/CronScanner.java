package io.whatbreaks.scanners.cron;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.CommandWriter;
import io.whatbreaks.scanners.table.PropertyWriter;
import io.whatbreaks.scanners.table.PropertyWriter.Property;
import io.whatbreaks.scanners.value.CommandLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code /etc/crontab}, {@code /etc/cron.d} and the tables of users.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/crontab.5.html">crontab(5)</a>
 */
public final class CronScanner implements Scanner {
  private static final Pattern SYSTEM =
      Pattern.compile("(?:.*/)?(?:etc/)?cron\\.d/[^/]+|(?:.*/)?etc/crontab");
  private static final Pattern OF_USER =
      Pattern.compile("(?:.*/)?var/spool/cron/(?:crontabs/|tabs/)?[^/]+|(?:.*/)?[^/]+\\.crontab");
  private static final Pattern VARIABLE =
      Pattern.compile("\\s*(?:\"([^\"]+)\"|'([^']+)'|([A-Za-z_]\\w*))\\s*=(.*)");
  private static final String TIME = "\\s*(?:@\\w+|[\\d*,/~HR-]\\S*(?:\\s+[\\w*,/~?#-]+){4})\\s+";
  private static final Pattern WITH_USER = Pattern.compile(TIME + "[\\w.{}$:@-]+\\s+(?=\\S)");
  private static final Pattern WITHOUT_USER = Pattern.compile(TIME + "(?=\\S)");

  /** Made by the service loader. */
  public CronScanner() {}

  @Override
  public String id() {
    return "cron";
  }

  @Override
  public boolean accepts(Document document) {
    String path = document.localPath();
    return path.contains("cron")
        && (SYSTEM.matcher(path).matches() || OF_USER.matcher(path).matches());
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    output.understood();
    Pattern schedule = OF_USER.matcher(document.localPath()).matches() ? WITHOUT_USER : WITH_USER;
    List<Property> environment = new ArrayList<>();
    for (int number = 1; number <= document.lineCount(); number++) {
      String line = document.line(number);
      if (line.isBlank() || line.stripLeading().startsWith("#")) {
        continue;
      }
      int start = document.lineStart(number);
      Matcher variable = VARIABLE.matcher(line);
      Matcher times = schedule.matcher(line);
      if (variable.matches()) {
        variable(variable, start, environment);
      } else if (times.lookingAt()) {
        command(document, output, number, times.end());
      } else {
        output.lost(
            "syntax-error",
            start,
            "this line of a crontab is neither a variable nor a job",
            schedule == WITH_USER
                ? "write five time fields or @daily, a user and a command"
                : "write five time fields or @daily and a command");
      }
    }
    new PropertyWriter(
            document,
            output,
            new PropertyWriter.Source(
                document.component(), Fact.Rank.ENVIRONMENT, "", Certainty.POSSIBLE))
        .write(environment);
  }

  private static void variable(Matcher line, int start, List<Property> environment) {
    int group = line.group(1) != null ? 1 : line.group(2) != null ? 2 : 3;
    String key = line.group(group);
    // Whom to write to, and as whom: no host is reached for it by name.
    if (key.equals("MAILTO") || key.equals("MAILFROM")) {
      return;
    }
    String value = line.group(4).strip();
    int from = line.end(4) - line.group(4).stripLeading().length();
    int to = from + value.length();
    boolean quoted =
        value.length() > 1
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    environment.add(
        new Property(
            key,
            quoted
                ? Scalar.quoted(
                    value.substring(1, value.length() - 1),
                    start + from,
                    start + to,
                    start + from + 1)
                : Scalar.verbatim(value, start + from)));
  }

  private static void command(Document document, ScanOutput output, int number, int from) {
    String line = document.line(number);
    int to = from;
    // An unescaped percent sign ends the command: what follows is its input.
    while (to < line.length() && (line.charAt(to) != '%' || line.charAt(to - 1) == '\\')) {
      to++;
    }
    int start = document.lineStart(number);
    NodeId component = NodeId.component(document.scope(), name(document) + ":" + number);
    Scalar text = Scalar.verbatim(line.substring(from, to), start + from);
    CommandLine command = CommandLine.of(text);
    output.add(
        new Fact.Reads(
            component, document.localPath(), output.evidence(start + from, start + to, "job")));
    for (Scalar file : command.files()) {
      String path = file.value();
      if (path.startsWith("/") && path.indexOf('$') < 0 && !isOfSystem(path)) {
        output.add(
            new Fact.Reads(
                component,
                path.substring(1),
                output.evidence(file.offset(0), file.endOffset(path.length()), "job.file")));
      }
    }
    new CommandWriter(document, output, component, Certainty.CERTAIN, Certainty.CERTAIN)
        .write(command);
  }

  private static boolean isOfSystem(String path) {
    return path.startsWith("/bin/")
        || path.startsWith("/sbin/")
        || path.startsWith("/usr/bin/")
        || path.startsWith("/usr/sbin/")
        || path.startsWith("/dev/");
  }

  /** The path below {@code etc/}, or the file of a user's table. */
  private static String name(Document document) {
    String path = document.localPath();
    if (OF_USER.matcher(path).matches() && path.contains("var/spool/cron/")) {
      return document.fileName();
    }
    return path.startsWith("etc/") ? path.substring("etc/".length()) : path;
  }
}
