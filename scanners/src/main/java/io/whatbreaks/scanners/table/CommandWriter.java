package io.whatbreaks.scanners.table;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.PropertyWriter.Property;
import io.whatbreaks.scanners.value.CommandLine;
import io.whatbreaks.scanners.value.Endpoint;
import io.whatbreaks.scanners.value.ReferenceWriter;
import io.whatbreaks.scanners.value.ReferenceWriter.Usage;
import io.whatbreaks.scanners.value.Sentences;
import io.whatbreaks.scanners.value.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * States what a command line of one component says: {@code -Dkey=value} and {@code --key=value} as
 * settings, the hosts it names as references looked up at each use, other words as candidates.
 */
public final class CommandWriter {
  private static final String RULE = "command";

  private final Document document;
  private final ScanOutput output;
  private final NodeId component;
  private final Certainty certainty;
  private final Certainty untold;
  private final ReferenceWriter references;

  /**
   * Writes for a component.
   *
   * @param certainty POSSIBLE where it is not known whether the command is run at all
   * @param untold POSSIBLE where hosts count so that no table row of the program tells
   */
  public CommandWriter(
      Document document,
      ScanOutput output,
      NodeId component,
      Certainty certainty,
      Certainty untold) {
    this.document = requireNonNull(document, "document");
    this.output = requireNonNull(output, "output");
    this.component = requireNonNull(component, "component");
    this.certainty = requireNonNull(certainty, "certainty");
    this.untold = requireNonNull(untold, "untold");
    this.references = new ReferenceWriter(output, component, document.scope());
  }

  /** States what the command says. */
  public void write(CommandLine command) {
    List<CommandLine.Found> hosts = new ArrayList<>();
    List<CommandLine.Word> words = new ArrayList<>();
    Map<Scalar, String> properties = new LinkedHashMap<>();
    for (CommandLine.Found found : command.endpoints()) {
      if (isProperty(found.option())) {
        properties.put(found.word(), found.option());
      } else {
        hosts.add(found);
      }
    }
    for (CommandLine.Word word : command.rest()) {
      if (isProperty(word.option())) {
        properties.put(word.text(), word.option());
      } else {
        words.add(word);
      }
    }
    hosts.forEach(found -> host(found, group(found, hosts)));
    command.names().forEach(this::name);
    properties(properties, true, Fact.Rank.SYSTEM_PROPERTY);
    properties(properties, false, Fact.Rank.COMMAND_LINE);
    for (CommandLine.Word word : words) {
      if (!ApplicationKeys.isSecret(word.option())) {
        references.candidates(word.text(), span(word), word.option(), RULE);
      }
    }
  }

  private void properties(Map<Scalar, String> all, boolean ofSystem, int rank) {
    List<Property> some =
        all.entrySet().stream()
            .filter(entry -> isOfSystem(entry.getValue(), entry.getKey()) == ofSystem)
            .map(entry -> new Property(entry.getValue(), entry.getKey()))
            .toList();
    PropertyWriter.Source source = new PropertyWriter.Source(component, rank, "", certainty);
    new PropertyWriter(document, output, source).write(some);
  }

  /** {@code -Dkey=value}; arguments win over those. */
  private boolean isOfSystem(String option, Scalar value) {
    String written = "-D" + option + "=";
    int start = value.offset(0) - written.length();
    return start >= 0 && document.text().startsWith(written, start);
  }

  /** {@code log_daemon_msg "Starting FTP server"} tells people something, no program. */
  private static Fact.Span span(CommandLine.Word word) {
    String text = word.text().value();
    boolean said = word.option().isEmpty() ? Sentences.isOne(text) : Sentences.isTitle(text);
    return said && text.indexOf('.') < 0 ? Fact.Span.PROSE : Fact.Span.LITERAL;
  }

  private static boolean isProperty(String option) {
    return option.indexOf('.') > 0 || (!option.isEmpty() && ApplicationKeys.of(option).isPresent());
  }

  /** Hosts in one word of a program that is known, as in {@code psql -h db01,db02}. */
  private Group group(CommandLine.Found found, List<CommandLine.Found> all) {
    List<Endpoint> sameWord =
        all.stream()
            .filter(other -> other.told() && other.word().equals(found.word()))
            .map(CommandLine.Found::endpoint)
            .toList();
    Group.Mode mode =
        found.told()
            ? ReferenceWriter.mode(Group.Mode.SINGLE, found.word().value(), sameWord)
            : Group.Mode.SINGLE;
    return mode == Group.Mode.SINGLE
        ? Group.ALONE
        : new Group(RULE + "@" + document.localPath() + ":" + found.word().start(), mode);
  }

  private void host(CommandLine.Found found, Group group) {
    String host = found.endpoint().host();
    // A specifier of systemd or cron's line break: no name, whatever it becomes.
    boolean unclear = host.indexOf('%') >= 0 && HostName.address(host).isEmpty();
    if (unclear || host.matches(".*\\$(?!\\{).*")) {
      return;
    }
    Certainty sure = found.certainty().and(certainty).and(found.told() ? certainty : untold);
    Usage usage =
        new Usage(Syntax.ANY, Lookup.EACH_USE, Group.Mode.SINGLE, true, sure, OptionalInt.empty());
    references.reference(found.word(), found.endpoint(), usage, group, found.option(), RULE);
  }

  private void name(CommandLine.Named named) {
    references.named(named.name(), named.kind(), certainty, "", RULE);
  }
}
