package io.whatbreaks.scanners.text;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NamePattern;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * States the keys of entries that describe a machine: those with an address among their values, and
 * all of an inventory. Programs join the keys on the way there to the machine's name.
 */
final class EntryKeys {
  private static final int LARGEST = 1_000_000;
  private static final int DEEPEST = 20;
  private static final int MOST = 20_000;
  private static final int LONGEST_KEY = 100;
  private static final String RULE = "text/keys";
  private static final Pattern ADDRESS =
      Pattern.compile("\\d\\.\\d{1,3}\\.\\d{1,3}\\.\\d|[\\da-f]:[\\da-f]{0,4}:[\\da-f]");
  private static final Pattern INVENTORY =
      Pattern.compile("(?i)(?:.*[._-])?(?:inventory|hosts)(?:[._-].*)?\\.ya?ml");

  private final ScanOutput output;
  private final Document document;
  private final boolean isInventory;
  private final List<String> way = new ArrayList<>();
  private int count;

  private EntryKeys(Document document, ScanOutput output, boolean isInventory) {
    this.document = document;
    this.output = output;
    this.isInventory = isInventory;
  }

  static void write(Document document, ScanOutput output) {
    String name = document.fileName();
    Optional<Format> format = format(name);
    String text = document.text();
    if (format.isEmpty() || text.length() > LARGEST) {
      return;
    }
    boolean isInventory = INVENTORY.matcher(name).matches();
    if (isInventory || ADDRESS.matcher(text).find()) {
      EntryKeys keys = new EntryKeys(document, output, isInventory);
      format.get().read(text).roots().forEach(root -> keys.node(root, 0));
    }
  }

  private static Optional<Format> format(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return switch (ending) {
      case "yml", "yaml" -> Optional.of(Format.YAML);
      case "json" -> Optional.of(Format.JSON);
      case "tf", "hcl", "tfvars" -> Optional.of(Format.HCL);
      default -> Optional.empty();
    };
  }

  private void node(Node node, int depth) {
    if (depth > DEEPEST || count > MOST) {
      return;
    }
    if (node instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> node(item, depth + 1));
    } else if (node instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        way.add(entry.key().value());
        if (way.size() > 1 && isMachine(entry.value())) {
          state(entry.key());
        }
        node(entry.value(), depth + 1);
        way.remove(way.size() - 1);
      }
    }
  }

  private boolean isMachine(Node value) {
    if (value instanceof Node.Mapping mapping) {
      return isInventory || mapping.entries().stream().anyMatch(entry -> isAddress(entry.value()));
    }
    return isInventory && value instanceof Scalar scalar && scalar.value().isEmpty();
  }

  private static boolean isAddress(Node value) {
    return value instanceof Scalar scalar
        && scalar.value().length() <= 60
        && HostName.address(scalar.value())
            .filter(address -> !address.startsWith("127.") && !address.equals("0.0.0.0"))
            .filter(address -> !address.equals("::") && !address.equals("::1"))
            .isPresent();
  }

  private void state(Scalar key) {
    String name = key.value();
    boolean could =
        !name.isEmpty()
            && name.length() <= LONGEST_KEY
            && way.stream().noneMatch(element -> element.indexOf('/') >= 0);
    if (could) {
      count++;
      output.add(
          new Fact.Pattern(
              document.component(),
              document.scope(),
              new NamePattern(String.join("/", way), NamePattern.Syntax.KEYS),
              Certainty.POSSIBLE,
              output.evidence(key.offset(0), key.endOffset(name.length()), RULE)));
    }
  }
}
