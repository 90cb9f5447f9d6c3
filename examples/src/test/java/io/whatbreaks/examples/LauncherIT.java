package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process, from a copy of the checkout that was never built. */
class LauncherIT {

  /** What the launcher itself calls, Maven apart. */
  private static final List<String> TOOLS =
      List.of("dirname", "readlink", "find", "mkdir", "rm", "cat", "sleep", "mv");

  private static Run run(Path directory, List<String> command, Path scratch)
      throws IOException, InterruptedException {
    return run(directory, command, System.getenv("PATH"), scratch);
  }

  private static Run run(Path directory, List<String> command, String path, Path scratch)
      throws IOException, InterruptedException {
    File err = scratch.resolve("err").toFile();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PATH", path);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process =
        builder
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectError(err)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, Files.readString(err.toPath()));
  }

  private static void copy(Path to) throws IOException {
    Path from = Run.checkout();
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path relative = from.relativize(file);
        boolean made =
            relative.startsWith(".git") || relative.toString().matches("(.*/)?target(/.*)?");
        if (!made && !Files.isDirectory(file)) {
          Path copied = to.resolve(relative);
          Files.createDirectories(copied.getParent());
          Files.copy(file, copied);
        }
      }
    }
  }

  /** A path with the programs that every system has, and without Maven. */
  private static String withoutMaven(Path bin) throws IOException {
    Files.createDirectories(bin);
    for (String tool : TOOLS) {
      Path called = bin.resolve(tool);
      Files.writeString(called, "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
      assertTrue(called.toFile().setExecutable(true));
    }
    return bin.toString();
  }

  @Test
  void it_builds_on_first_use_and_answers_from_anywhere(@TempDir Path scratch)
      throws IOException, InterruptedException {
    Path checkout = Files.createDirectories(scratch.resolve("check out"));
    copy(checkout);
    List<String> question =
        List.of("examples/whatbreaks", "rename", "mq01", "rabbit01", "examples/startup");
    String poor = withoutMaven(scratch.resolve("bin"));
    Run unbuilt = run(checkout, question, poor, scratch);
    assertEquals(2, unbuilt.status());
    assertTrue(unbuilt.err().contains("Maven (mvn)"), unbuilt.err());

    Run first = run(checkout, question, scratch);
    assertEquals(1, first.status(), first.err());
    assertTrue(first.err().startsWith("whatbreaks: building it"), first.err());
    assertTrue(first.out().contains("component:app02/stock-service"), first.out());

    Run second = run(checkout, question, poor, scratch);
    assertEquals(new Run(1, first.out(), ""), second);

    Path launcher = checkout.resolve("examples/whatbreaks");
    Run elsewhere =
        run(
            scratch,
            List.of(launcher.toString(), "rename", "mq0l", "x", "check out/examples/startup"),
            scratch);
    assertEquals(2, elsewhere.status());
    assertTrue(elsewhere.err().startsWith("whatbreaks: nothing is known by the name mq0l"));
    Run version = run(scratch, List.of(launcher.toString(), "--version"), scratch);
    assertTrue(version.out().matches("whatbreaks \\d+\\.\\d+.*\n"), version.out());
  }
}
