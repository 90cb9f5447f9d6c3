package io.whatbreaks.examples;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.WhatBreaksException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The {@code whatbreaks} program: says what breaks when a name changes, before it is changed. */
@Command(
    name = "whatbreaks",
    description = "Says what breaks when a name changes, from the files themselves.",
    versionProvider = ProgramVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "PATH is a directory, a file, an archive (tar, also with gzip, bzip2 or xz; zip;"
          + " jar), a snapshot, a zone of a name server: dns://SERVER[:PORT]/ZONE, or a"
          + " running RabbitMQ: rabbitmq+https://USER@HOST[:PORT][/VHOST] (its password is"
          + " WHATBREAKS_RABBITMQ_PASSWORD).",
      "",
      "Exit status of rename, retire, readdress, upgrade and assess: 0 nothing breaks,"
          + " 1 something breaks, 2 error, 3 nothing provably breaks but something is"
          + " uncertain; of lint, hardcoded and diff: 0 nothing found, 1 something found,"
          + " 2 error; of the other commands: 0 done, 2 error."
    })
public final class WhatBreaksCommand {
  /** Bad usage, an unknown name, unreadable input. */
  static final int ERROR = 2;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help and ends.")
  boolean help;

  @Option(
      names = "--version",
      versionHelp = true,
      description = "Shows the version of this program and ends.")
  boolean version;

  private WhatBreaksCommand() {}

  /** Runs the program and ends this Java machine with its exit status. */
  public static void main(String[] args) {
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    int status = run(Terminal.ofProcess(out, err), args);
    out.flush();
    err.flush();
    System.exit(status);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  /** Runs the program and gives its exit status. */
  static int run(Terminal terminal, String... args) {
    Optional<AnswerCache> cache = AnswerCache.of(terminal, args);
    if (cache.isEmpty()) {
      return answer(terminal, args);
    }
    Optional<AnswerCache.Answer> known = cache.get().find();
    if (known.isPresent()) {
      return known.get().repeat(terminal);
    }
    Recording recording = new Recording(terminal);
    int status = answer(terminal.recorded(recording), args);
    cache.get().keep(recording.answer(status), recording.stamps());
    return status;
  }

  private static int answer(Terminal terminal, String... args) {
    CommandLine program = program(terminal, args);
    PrintWriter out = writer(terminal.out());
    PrintWriter err = writer(terminal.err());
    program.setOut(out).setErr(err);
    program.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    program.setCaseInsensitiveEnumValuesAllowed(true);
    program.setParameterExceptionHandler((e, given) -> refuse(terminal, usage(e)));
    program.setExecutionExceptionHandler((e, command, parsed) -> refuse(terminal, message(e)));
    try {
      return program.execute(args);
    } catch (OutOfMemoryError e) {
      return refuse(terminal, "too little memory: give more with WHATBREAKS_OPTS=-Xmx4g");
    } catch (StackOverflowError e) {
      return refuse(terminal, "something is nested too deep to be read");
    } catch (LinkageError | AssertionError e) {
      return refuse(terminal, defect(e));
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static CommandLine program(Terminal terminal, String... args) {
    Map<String, Function<Terminal, Object>> commands = new LinkedHashMap<>();
    commands.put("rename", RenameCommand::new);
    commands.put("retire", RetireCommand::new);
    commands.put("readdress", ReaddressCommand::new);
    commands.put("upgrade", UpgradeCommand::new);
    commands.put("assess", AssessCommand::new);
    commands.put("prove", ProveCommand::new);
    commands.put("why", WhyCommand::new);
    commands.put("dependents", DependentsCommand::new);
    commands.put("dependencies", DependenciesCommand::new);
    commands.put("list", ListCommand::new);
    commands.put("coverage", CoverageCommand::new);
    commands.put("route", RouteCommand::new);
    commands.put("lint", LintCommand::new);
    commands.put("hardcoded", HardCodedCommand::new);
    commands.put("diff", DiffCommand::new);
    commands.put("rules", RulesCommand::new);
    commands.put("graph", GraphCommand::new);
    commands.put("document", DocumentCommand::new);
    commands.put("scan", ScanCommand::new);
    commands.put("merge", MergeCommand::new);
    commands.put("generate-completion", any -> new AutoComplete.GenerateCompletion());
    CommandLine program = new CommandLine(new WhatBreaksCommand());
    Function<Terminal, Object> only = args.length == 0 ? null : commands.get(args[0]);
    if (only == null || args[0].equals("generate-completion")) {
      commands.forEach((name, command) -> program.addSubcommand(name, command.apply(terminal)));
    } else {
      // Each command that is looked at costs start-up time.
      program.addSubcommand(args[0], only.apply(terminal));
    }
    return program;
  }

  static int refuse(Terminal terminal, String why) {
    terminal.err().println("whatbreaks: " + why.replaceAll("\\s*\\R\\s*", " "));
    terminal.err().flush();
    return ERROR;
  }

  private static String usage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    List<String> near =
        e instanceof CommandLine.UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    return e.getMessage()
        + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?")
        + " (see "
        + command.getCommandSpec().qualifiedName()
        + " --help)";
  }

  private static String message(Throwable e) {
    if (e instanceof WhatBreaksException refused) {
      Diagnostic why = refused.diagnostic();
      return place(why) + why.message() + (why.hint().isEmpty() ? "" : " (" + why.hint() + ")");
    }
    if (e instanceof UncheckedIOException && e.getCause() != null) {
      return message(e.getCause());
    }
    if (e instanceof FileSystemException refused) {
      return refused.getFile() + ": " + reason(refused);
    }
    boolean foreseen =
        e instanceof IOException
            || e instanceof IllegalArgumentException
            || e instanceof IllegalStateException;
    if (foreseen && e.getMessage() != null) {
      return e.getMessage();
    }
    return defect(e);
  }

  private static String defect(Throwable e) {
    Throwable first = e;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    StackTraceElement[] at = first.getStackTrace();
    return "this is a defect, please report it: " + first + (at.length == 0 ? "" : " at " + at[0]);
  }

  private static String place(Diagnostic why) {
    // An unreadable path stands in the message already.
    if (why.path().isEmpty() || why.message().startsWith(why.path())) {
      return "";
    }
    return why.path() + (why.line() > 0 ? ":" + why.line() : "") + ": ";
  }

  private static String reason(FileSystemException e) {
    if (e.getReason() != null) {
      return e.getReason();
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such file or directory";
    }
    return e instanceof AccessDeniedException ? "access denied" : "the system refuses";
  }
}
