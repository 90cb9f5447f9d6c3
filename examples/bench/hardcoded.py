#!/usr/bin/env python3
"""Times the reading of the string constants of jars beside ClassGraph alone.

    hardcoded.py JAR...      (after mvn package; best of five, in one process each)

ClassGraph reads the classes with static final constants, which is less than what methods hold.
"""
import glob
import os
import subprocess
import sys
import tempfile

PROGRAM = """
import io.github.classgraph.*;
import io.whatbreaks.scanners.assertion.HardCodedHosts;
import java.nio.file.Path;
import java.util.*;

public class Times {
  public static void main(String[] jars) throws Exception {
    List<Path> paths = Arrays.stream(jars).map(Path::of).toList();
    long alone = Long.MAX_VALUE;
    long ours = Long.MAX_VALUE;
    int classes = 0;
    int found = 0;
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      try (ScanResult r = new ClassGraph().overrideClasspath((Object[]) jars).enableAllInfo()
          .enableStaticFinalFieldConstantInitializerValues().ignoreClassVisibility().scan()) {
        classes = r.getAllClasses().size();
      }
      alone = Math.min(alone, System.nanoTime() - start);
      start = System.nanoTime();
      found = HardCodedHosts.inPaths(paths).find().lint().findings().size();
      ours = Math.min(ours, System.nanoTime() - start);
    }
    System.out.printf(Locale.ROOT, "%d classes: ClassGraph alone %d ms, hard-coded hosts %d ms (%.1f times), %d findings%n",
        classes, alone / 1_000_000, ours / 1_000_000, (double) ours / alone, found);
  }
}
"""


def main():
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    jars = glob.glob(os.path.join(root, "target", "lib", "*.jar"))
    class_path = os.environ.get("WHATBREAKS_CLASSPATH") or os.pathsep.join(jars)
    if len(sys.argv) < 2 or not class_path:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "Times.java")
        with open(source, "w") as file:
            file.write(PROGRAM)
        subprocess.run(["java", "-cp", class_path, source] + sys.argv[1:], check=True)


if __name__ == "__main__":
    main()
