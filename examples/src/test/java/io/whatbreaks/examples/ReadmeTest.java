package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each command that a page shows is run, and says what the page says. In a block {@code console} a
 * line that begins with {@code $} is a command, the lines behind it are its output; {@code …} alone
 * stands for any lines, at the end of a line for its rest.
 */
class ReadmeTest {
  private static final String PROGRAM = "examples/whatbreaks ";

  @TempDir private Path scratch;
  private int status;

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/own-scanner.md", "docs/cli.md"})
  void every_command_says_what_the_page_says(String page) throws IOException {
    List<String> block = new ArrayList<>();
    boolean isConsole = false;
    int commands = 0;
    for (String line : Files.readAllLines(Run.checkout().resolve(page))) {
      if (!line.startsWith("```")) {
        if (isConsole) {
          block.add(line);
        }
        continue;
      }
      isConsole = line.equals("```console");
      if (line.equals("```") && !block.isEmpty()) {
        commands += check(block);
        block.clear();
      }
    }
    assertTrue(commands > 0, "no command in " + page);
  }

  private int check(List<String> block) throws IOException {
    int commands = 0;
    for (int i = 0; i < block.size(); commands++) {
      String command = block.get(i);
      assertTrue(command.startsWith("$ "), command);
      int end = i + 1;
      while (end < block.size() && !block.get(end).startsWith("$ ")) {
        end++;
      }
      compare(command, block.subList(i + 1, end), said(command.substring(2)));
      i = end;
    }
    return commands;
  }

  private String said(String command) {
    if (command.equals("echo $?")) {
      return status + "\n";
    }
    if (!command.startsWith(PROGRAM)) {
      return fail("not a command of this program: " + command);
    }
    List<Object> args = new ArrayList<>();
    for (String word : command.substring(PROGRAM.length()).split(" ")) {
      boolean isFile = word.endsWith(".json") && !word.contains("/");
      args.add(
          word.startsWith("examples/")
              ? Run.checkout().resolve(word)
              : isFile ? scratch.resolve(word) : word);
    }
    Run run = Run.of(args.toArray());
    status = run.status();
    String said = run.err() + run.out();
    return said.replace(Run.checkout() + "/", "").replace(scratch + "/", "");
  }

  private static void compare(String command, List<String> shown, String said) {
    StringBuilder pattern = new StringBuilder();
    for (String line : shown) {
      if (line.equals("…")) {
        pattern.append("(?:.*\n)*?");
      } else if (line.endsWith("…")) {
        pattern.append(Pattern.quote(line.substring(0, line.length() - 1))).append(".*\n");
      } else {
        pattern.append(Pattern.quote(line)).append('\n');
      }
    }
    if (!Pattern.matches(pattern.toString(), said)) {
      assertEquals(String.join("\n", shown) + "\n", said, command);
    }
  }
}
