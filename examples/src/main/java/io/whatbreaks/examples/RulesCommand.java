package io.whatbreaks.examples;

import io.whatbreaks.fact.UpgradeRules;
import io.whatbreaks.fact.UpgradeTable;
import io.whatbreaks.report.JsonUpgrades;
import io.whatbreaks.scanners.table.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whatbreaks rules list}. */
@Command(
    name = "rules",
    customSynopsis = "whatbreaks rules list [OPTIONS]",
    description = "Lists the upgrade rules and the tables of software.",
    footer = {
      "",
      "Of each software: the versions whose release notes were gone through, when that was, and",
      "how many rules speak of each version. JSON has every rule.",
      "Exit status: 0 answered, 2 error."
    })
final class RulesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "list", description = "The only thing that can be done with them.")
  private String what = "";

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "Reads further upgrade rules from its YAML files; may be repeated.")
  private List<Path> rules = List.of();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help and ends.")
  boolean help;

  @Mixin private AnswerFlags answer = new AnswerFlags();

  @Spec private @Nullable CommandSpec command;

  RulesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (command != null && !what.equals("list")) {
      throw new ParameterException(
          command.commandLine(), "'" + what + "' is nothing to do with rules: write list");
    }
    UpgradeRules known = UpgradeRules.found(rules);
    List<JsonUpgrades.Software> tables =
        Tables.with(List.of()).all().stream()
            .map(
                table -> new JsonUpgrades.Software(table.software(), table.title(), table.source()))
            .toList();
    if (answer.json()) {
      answer.write(terminal, out -> JsonUpgrades.writeRules(known, tables, out));
      return 0;
    }
    StringBuilder text = new StringBuilder("Upgrade rules\n");
    known.tables().forEach(table -> text.append("  ").append(line(table)).append('\n'));
    text.append("\nTables of software\n");
    tables.forEach(
        table ->
            text.append("  ").append(table.id()).append("  ").append(table.title()).append('\n'));
    answer.write(terminal, text.toString());
    return 0;
  }

  private static String line(UpgradeTable table) {
    return table.software()
        + "  "
        + table.covers().map(Object::toString).orElse("(covers not told)")
        + "  "
        + (table.date().isEmpty() ? "(no date)" : table.date())
        + "  "
        + table.rules().size()
        + (table.rules().size() == 1 ? " rule, " : " rules, ")
        + table.certain()
        + " of them certain: "
        + table.ranges().entrySet().stream()
            .map(range -> range.getKey() + " (" + range.getValue() + ")")
            .collect(Collectors.joining(", "));
  }
}
