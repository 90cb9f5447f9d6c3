package io.whatbreaks.examples;

import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.plan.Patch;
import io.whatbreaks.plan.Proof;
import io.whatbreaks.report.ProofReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whatbreaks prove OLD NEW PATH…}. */
@Command(
    name = "prove",
    description =
        "Makes every edit of a rename in memory, reads everything again, and says whether all is as"
            + " it was with the name replaced.",
    footer = {
      "",
      "Nothing is written. Exit status: 0 it is as it was, 1 it is not: the differences, 2 error."
    })
final class ProveCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "OLD",
      description = "Today's name, such as mq01, mq01.shop.test or queue:orders.")
  private String from = "";

  @Parameters(
      index = "1",
      paramLabel = "NEW",
      description = "The new name; a short one gets the old one's domain.")
  private String to = "";

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to read: directories, files, archives.")
  private List<Path> paths = List.of();

  @Option(
      names = "--certain-only",
      description = "Leaves the places as they are that only possibly name OLD.")
  private boolean certainOnly;

  @Mixin private SourceFlags sources = new SourceFlags();
  @Mixin private AnswerFlags answer = new AnswerFlags();

  ProveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    SourceFlags.check(paths);
    Proof proof;
    try (Progress progress = sources.progress(terminal)) {
      progress.start();
      proof =
          WhatBreaks.read(paths, sources.options(paths, terminal))
              .prove(
                  new Change.Rename(from, to, false),
                  certainOnly ? Patch.Choice.CERTAIN : Patch.Choice.POSSIBLE);
    }
    if (answer.json()) {
      answer.write(terminal, out -> ProofReport.write(proof, out));
    } else {
      answer.write(terminal, ProofReport.text(proof));
    }
    return proof.holds() ? 0 : 1;
  }
}
