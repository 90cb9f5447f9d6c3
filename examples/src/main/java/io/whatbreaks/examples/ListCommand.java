package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whatbreaks list [KIND] PATH…}. */
@Command(
    name = "list",
    customSynopsis = "whatbreaks list [OPTIONS] [KIND] PATH...",
    description = "Lists what is declared.",
    footer = {
      "",
      "KIND is host, queue, exchange, topic, vhost, address, endpoint, service or component. The",
      "first argument is one when it is one of these words and a PATH follows: a folder called",
      "host is listed by `whatbreaks list ./host`.",
      "service lists what is installed where in which version, and which file says so.",
      "Exit status: 0 answered, 2 error."
    })
final class ListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "[KIND] PATH",
      description = "What to read: directories, files, archives, snapshots, dns://SERVER/ZONE.")
  private List<String> arguments = List.of();

  @Option(names = "--referenced", description = "Adds what is only named, never declared.")
  private boolean referenced;

  @Mixin private SourceFlags sources = new SourceFlags();
  @Mixin private AnswerFlags answer = new AnswerFlags();

  @Spec private @Nullable CommandSpec command;

  ListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Optional<NodeKind> kind = NodeKind.of(arguments.get(0));
    List<String> given = arguments;
    if (kind.isPresent() && arguments.size() > 1) {
      given = arguments.subList(1, arguments.size());
    } else if (kind.isPresent() && command != null) {
      throw new ParameterException(
          command.commandLine(),
          "Missing required parameter: PATH; for a folder called "
              + arguments.get(0)
              + " write ./"
              + arguments.get(0));
    }
    Snapshot snapshot = sources.scan(given.stream().map(Path::of).toList(), terminal);
    if (kind.equals(Optional.of(NodeKind.SERVICE))) {
      sources.tellLost(snapshot, terminal);
      ServiceList.write(snapshot.world(), answer, terminal);
      return 0;
    }
    Set<NodeId> nodes = new TreeSet<>(snapshot.world().declared());
    nodes.addAll(snapshot.world().components());
    if (referenced) {
      nodes.addAll(snapshot.world().referencedOnly());
    }
    kind.ifPresent(only -> nodes.removeIf(node -> node.kind() != only));
    sources.tellLost(snapshot, terminal);
    NodeList.write(nodes, snapshot, answer, terminal);
    return 0;
  }
}
