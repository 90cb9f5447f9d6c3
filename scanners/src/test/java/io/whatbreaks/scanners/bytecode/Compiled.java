package io.whatbreaks.scanners.bytecode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Java that is compiled for a test, as its users compile it. */
public final class Compiled {
  private Compiled() {}

  /** Compiles one source file, and gives the folder with its classes. */
  public static Path java(Path folder, String name, String source, String... options) {
    try {
      Path file = folder.resolve("src").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, source);
      Path classes = Files.createDirectories(folder.resolve("classes"));
      List<String> all = new ArrayList<>(List.of(options));
      all.addAll(List.of("-proc:none", "-d", classes.toString(), file.toString()));
      int status =
          ToolProvider.getSystemJavaCompiler().run(null, null, null, all.toArray(String[]::new));
      if (status != 0) {
        throw new IllegalStateException("not compiled: " + name);
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
