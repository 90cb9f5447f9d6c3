package io.whatbreaks.scanners.bytecode;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles the sources of a sample, with what is on the class path of the tests. */
final class CompiledSources {
  private CompiledSources() {}

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreErrors) {
      return text;
    }
  }

  /** Compiles resources {@code FOLDER/NAME.java.txt} into a folder. */
  static void into(Path output, String folder, String... names) throws IOException {
    List<JavaFileObject> sources = new ArrayList<>();
    for (String name : names) {
      String resource = folder + "/" + name + ".java.txt";
      try (InputStream in = CompiledSources.class.getResourceAsStream(resource)) {
        byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
        sources.add(new Source(name, new String(bytes, StandardCharsets.UTF_8)));
      }
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    List<String> options =
        List.of(
            "-d",
            output.toString(),
            "-proc:none",
            "-g",
            "-nowarn",
            "-cp",
            System.getProperty("java.class.path"));
    boolean done = compiler.getTask(problems, null, null, options, null, sources).call();
    assertTrue(done, problems.toString());
  }
}
