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

/** The program that asks through the API. */
class EmbeddingTest {
  private static final String PROGRAM = "examples/embed/AskBeforeRename.java";

  @Test
  void it_is_the_text_that_the_read_me_shows() throws IOException {
    String program = Files.readString(Run.checkout().resolve(PROGRAM));
    String page = Files.readString(Run.checkout().resolve("README.md"));
    assertTrue(page.contains("```java\n" + program + "```\n"), "README.md shows another text");
    assertTrue(program.lines().count() <= 25);
  }

  @Test
  void it_is_compiled_and_gets_the_answer() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Run.checkout().resolve(PROGRAM).toString(),
                    "mq01",
                    "rabbit01",
                    Run.startup().toString()))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.startsWith("BREAKS\n"), said);
    assertTrue(
        said.contains(
            """
            component:app01/order-service BREAKS_ON_RESTART
                app01/srv/order-service/application-prod.yml:8:11
            """),
        said);
  }
}
