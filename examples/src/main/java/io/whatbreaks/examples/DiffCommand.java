package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.diff.Diff;
import io.whatbreaks.diff.NameMap;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.report.JsonDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whatbreaks diff A B}. */
@Command(
    name = "diff",
    description =
        "Shows what only one of two has: things declared, dependencies, bindings. Staging and"
            + " production, for instance, or yesterday and today.",
    footer = {
      "",
      "Each line of the file of --map is one pair, A's name = B's name: staging-db01 = prod-db01,",
      "full or by the first label. * stands for the same part on both sides: staging-* = prod-*;",
      "on B's side alone for any: staging-db01 = prod-db*. Namespaces and folders are named so too.",
      "Exit status: 0 no difference, 1 differences, 2 error."
    })
final class DiffCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "A", description = "A directory, archive or snapshot.")
  private Path left = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "What it is compared with.")
  private Path right = Path.of("");

  @Option(
      names = "--map",
      paramLabel = "FILE",
      description = "What B calls the hosts of A; may be repeated.")
  private List<Path> maps = List.of();

  @Option(
      names = "--map-domain",
      paramLabel = "DOMAIN=DOMAIN",
      description = "Names within A's domain are those within B's; may be repeated.")
  private List<String> domains = List.of();

  @Mixin private SourceFlags sources = new SourceFlags();
  @Mixin private AnswerFlags answer = new AnswerFlags();

  @Spec private @Nullable CommandSpec command;

  DiffCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    NameMap names = names();
    Snapshot a = sources.scan(List.of(left), terminal);
    Snapshot b = sources.scan(List.of(right), terminal);
    Diff diff = a.differences(b, names);
    if (answer.json()) {
      answer.write(terminal, out -> JsonDiff.write(diff, side(a), side(b), out));
    } else {
      answer.write(terminal, text(diff));
    }
    sources.tellLost(a, terminal);
    sources.tellLost(b, terminal);
    return diff.entries().isEmpty() ? 0 : 1;
  }

  private static JsonDiff.Read side(Snapshot snapshot) {
    return new JsonDiff.Read(snapshot.coverage(), snapshot.diagnostics());
  }

  private NameMap names() throws IOException {
    NameMap names = NameMap.NONE;
    for (Path map : maps) {
      terminal.reads(map);
      names = new MapFile(map).addTo(names);
    }
    for (String domain : domains) {
      int equals = domain.indexOf('=');
      try {
        names =
            names.withDomain(
                domain.substring(0, Math.max(0, equals)), domain.substring(equals + 1));
      } catch (IllegalArgumentException e) {
        String why = "--map-domain is A's domain = B's domain, not '" + domain + "'";
        throw command == null ? e : new ParameterException(command.commandLine(), why, e);
      }
    }
    return names;
  }

  private static String text(Diff diff) {
    StringBuilder text = new StringBuilder();
    int onlyA = 0;
    for (Diff.Entry entry : diff.entries()) {
      onlyA += entry.side() == Diff.Side.A ? 1 : 0;
      text.append("only ").append(entry.side()).append(": ").append(statement(entry));
      text.append(entry.certainty() == Certainty.POSSIBLE ? "  (possible)" : "");
      text.append("\n    ").append(entry.evidence().at());
      text.append("  ").append(entry.evidence().excerpt()).append('\n');
    }
    if (diff.entries().isEmpty()) {
      return "No differences in what was given.\n";
    }
    int onlyB = diff.entries().size() - onlyA;
    return text + "\n" + onlyA + " only in A, " + onlyB + " only in B\n";
  }

  private static String statement(Diff.Entry entry) {
    String target = entry.target().map(Object::toString).orElse("");
    return switch (entry.kind()) {
      case DECLARED -> entry.origin() + " is declared";
      case DEPENDENCY ->
          entry.origin()
              + " depends on "
              + target
              + (entry.detail().isEmpty() ? "" : " port " + entry.detail());
      case BINDING -> entry.origin() + " is bound to " + target + " by '" + entry.detail() + "'";
    };
  }
}
