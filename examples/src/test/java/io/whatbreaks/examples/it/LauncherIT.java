package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a person starts it from a checkout that nothing was built in. */
class LauncherIT {
  private static final String BUILDING = "whatbreaks: building it";

  /** What the launcher itself may call, Maven apart. */
  private static final List<String> TOOLS =
      List.of("dirname", "readlink", "find", "mkdir", "rm", "cat", "sleep", "mv");

  @TempDir private Path folder;

  /** The files of this checkout without what was built from them. */
  private Path checkout() throws IOException {
    Path from = Company.checkout();
    Path to = folder.resolve("checkout");
    Set<String> left = Set.of("target", ".git");
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            if (left.contains(dir.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(dir).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            // In a worktree, .git is a file.
            if (!left.contains(file.getFileName().toString())) {
              Files.copy(
                  file,
                  to.resolve(from.relativize(file).toString()),
                  StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return to;
  }

  private static Ran start(Path checkout, String path) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("examples/whatbreaks", "rename", "mq01", "rabbit01", "examples/startup");
    builder.directory(checkout.toFile());
    builder.environment().put("PATH", path);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return Ran.of(300, builder);
  }

  private Path withoutMaven() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String tool : TOOLS) {
      Path called = bin.resolve(tool);
      Files.writeString(called, "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
      assertTrue(called.toFile().setExecutable(true));
    }
    return bin;
  }

  @Test
  void it_builds_itself_once_and_answers_without_maven_from_then_on()
      throws IOException, InterruptedException {
    Programs.need("mvn", "maven");
    Path checkout = checkout();
    String path = System.getenv("PATH");
    String poor = withoutMaven().toString();

    Ran tooPoor = start(checkout, poor);
    assertEquals(2, tooPoor.status(), tooPoor::toString);
    assertTrue(tooPoor.err().contains("Maven (mvn)"), tooPoor::toString);

    Ran first = start(checkout, path);
    assertEquals(1, first.status(), first::toString);
    assertTrue(first.err().startsWith(BUILDING), first::toString);
    assertTrue(first.out().contains("app01/srv/order-service/application-prod.yml:8:11"));

    Ran second = start(checkout, poor);
    assertEquals(1, second.status(), second::toString);
    assertEquals("", second.err());
    assertEquals(first.out(), second.out());
  }
}
