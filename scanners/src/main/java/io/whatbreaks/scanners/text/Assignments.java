package io.whatbreaks.scanners.text;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * States the variables that names are joined from: those that a shell script sets for itself, and
 * those of Ansible's files of variables, which every playbook of the tree sees.
 *
 * @see <a
 *     href="https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_variables.html">Ansible:
 *     Using variables</a>
 */
final class Assignments {
  private static final int LARGEST = 1_000_000;
  private static final int LONGEST = 500;
  private static final String RULE = "text/variable";
  private static final Pattern SHELL =
      Pattern.compile(
          "(?m)^[ \\t]*(?:(?:export|readonly|local|declare)[ \\t]+)?(\\w{1,100})="
              + "(?:\"([^\"\\n`]{1,300})\"|'([^'\\n]{1,300})'|([\\w.:${}/-]{1,300}))[ \\t]*(?:#.*|;.*)?$");
  private static final Pattern VARIABLES =
      Pattern.compile("(?:.*/)?(?:group_vars|host_vars|vars|defaults)/.*\\.ya?ml");

  private final Document document;
  private final ScanOutput output;

  private Assignments(Document document, ScanOutput output) {
    this.document = document;
    this.output = output;
  }

  static void write(Document document, ScanOutput output, boolean isShell) {
    if (document.text().length() > LARGEST) {
      return;
    }
    Assignments assignments = new Assignments(document, output);
    if (isShell) {
      assignments.shell();
    } else if (VARIABLES.matcher(document.localPath()).matches()) {
      Format.YAML.read(document).roots().forEach(assignments::variables);
    }
  }

  private void shell() {
    Matcher matcher = SHELL.matcher(document.text());
    while (matcher.find()) {
      for (int group = 2; group <= 4; group++) {
        if (matcher.start(group) >= 0) {
          setting(
              Fact.Setting.localKey(document.path(), matcher.group(1)),
              Scalar.verbatim(matcher.group(group), matcher.start(group)));
        }
      }
    }
  }

  private void variables(Node root) {
    if (root instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        String key = entry.key().value();
        if (entry.value() instanceof Scalar value && key.matches("\\w{1,100}")) {
          setting(key, value);
        }
      }
    }
  }

  private void setting(String key, Scalar value) {
    if (value.value().isEmpty() || value.value().length() > LONGEST) {
      return;
    }
    output.add(
        new Fact.Setting(
            document.component(),
            key,
            value.value(),
            Fact.Rank.FILE,
            "",
            output.evidence(value.offset(0), value.endOffset(value.value().length()), RULE)));
  }
}
