package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patches are taken by the programs that apply patches, and make what the API says. */
class PatchIT {
  @TempDir private Path folder;
  private Path tree;
  private Path patch;

  @BeforeEach
  void patch() throws IOException {
    tree = Files.createDirectories(folder.resolve("tree"));
    patch = folder.resolve("rename.patch");
    PatchedTree.write(PatchedTree.before(), tree);
    Run run =
        Run.of(
            "rename",
            PatchedTree.OLD,
            PatchedTree.NEW,
            tree.toString(),
            "--patch",
            patch.toString(),
            "--patch-possible");
    assertEquals("", run.err());
  }

  private void check(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(tree.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertEquals(PatchedTree.shown(PatchedTree.after()), PatchedTree.read(tree));
  }

  @Test
  void git_applies_it() throws IOException, InterruptedException {
    check(List.of("git", "apply", "--whitespace=nowarn", patch.toString()));
  }

  @Test
  void patch_applies_it() throws IOException, InterruptedException {
    check(List.of("patch", "-p1", "--fuzz=0", "--no-backup-if-mismatch", "-i", patch.toString()));
  }
}
