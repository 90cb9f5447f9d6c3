package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that has ended.
 *
 * @param status its exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Ran(List<String> command, int status, String out, String err) {

  /** Runs a command without input to its end, which must come within the seconds given. */
  static Ran of(int seconds, List<String> command) throws IOException, InterruptedException {
    return of(seconds, new ProcessBuilder(command));
  }

  /** The same for a command whose environment or folder was set. */
  static Ran of(int seconds, ProcessBuilder builder) throws IOException, InterruptedException {
    Path out = Files.createTempFile("whatbreaks-it", ".out");
    Path err = Files.createTempFile("whatbreaks-it", ".err");
    try {
      Process process =
          builder
              .redirectInput(new File("/dev/null"))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        fail("not done after " + seconds + " s: " + builder.command() + "\n" + read(out, err));
      }
      return new Ran(builder.command(), process.exitValue(), read(out), read(err));
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  private static String read(Path... files) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : files) {
      all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }
    return all.toString();
  }

  /** Both streams. */
  String said() {
    return out + err;
  }

  /** This, once it is sure that the command succeeded. */
  Ran succeeded() {
    assertEquals(0, status, this::toString);
    return this;
  }

  @Override
  public String toString() {
    return command + " ended with " + status + "\n" + said();
  }
}
