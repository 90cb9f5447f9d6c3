package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.graph.Dependency;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.report.JsonAnswers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code whatbreaks why FROM TO PATH…}. */
@Command(
    name = "why",
    description = "Shows the shortest chain of evidence by which FROM depends on TO.",
    footer = {"", "Exit status: 0 answered, 2 error."})
final class WhyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "FROM", description = "Who depends.")
  private String from = "";

  @Parameters(index = "1", paramLabel = "TO", description = "On what.")
  private String to = "";

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to read: directories, files, archives, snapshots, dns://SERVER/ZONE.")
  private List<Path> paths = List.of();

  @Mixin private SourceFlags sources = new SourceFlags();
  @Mixin private AnswerFlags answer = new AnswerFlags();

  WhyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Snapshot snapshot = sources.scan(paths, terminal);
    List<NodeId> origins = snapshot.find(from);
    List<NodeId> targets = snapshot.find(to);
    List<Dependency> chain = shortest(snapshot, origins, targets);
    sources.tellLost(snapshot, terminal);
    if (answer.json()) {
      answer.write(terminal, out -> JsonAnswers.writeChain(chain, out));
    } else {
      answer.write(terminal, text(chain, origins, targets));
    }
    return 0;
  }

  private static List<Dependency> shortest(
      Snapshot snapshot, List<NodeId> origins, List<NodeId> targets) {
    List<Dependency> best = List.of();
    for (NodeId origin : origins) {
      for (NodeId target : targets) {
        List<Dependency> path = snapshot.graph().path(origin, target);
        if (!path.isEmpty() && (best.isEmpty() || path.size() < best.size())) {
          best = path;
        }
      }
    }
    return best;
  }

  private static String text(List<Dependency> chain, List<NodeId> origins, List<NodeId> targets) {
    if (chain.isEmpty()) {
      return ids(origins) + " has no known dependency on " + ids(targets) + "\n";
    }
    StringBuilder text = new StringBuilder();
    for (Dependency link : chain) {
      text.append(link.origin()).append(" depends on ").append(link.target());
      if (!link.via().isEmpty()) {
        text.append(" (through ").append(ids(link.via())).append(')');
      }
      if (link.certainty() == Certainty.POSSIBLE) {
        text.append("  (possible)");
      }
      text.append('\n');
      link.evidence().ifPresent(evidence -> append(text, evidence));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Evidence evidence) {
    text.append("    ").append(evidence.at()).append("  ").append(evidence.excerpt()).append('\n');
  }

  private static String ids(List<NodeId> nodes) {
    return nodes.stream().map(NodeId::toString).collect(Collectors.joining(", "));
  }
}
