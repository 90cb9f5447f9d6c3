package io.whatbreaks.scanners.assertion;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scanners.assertion.Literals.Literal;
import io.whatbreaks.scanners.bytecode.ClassFiles;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.Leaf;
import io.whatbreaks.scanners.text.SourceLiterals;
import io.whatbreaks.scanners.value.LiteralUse;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Goes through files and folders for programs, compiled or not, or for resources. */
final class ProgramFiles {
  private static final int LARGEST = 5_000_000;
  private static final Set<String> PASSED_OVER =
      Set.of(
          ".git",
          ".hg",
          ".svn",
          "node_modules",
          ".venv",
          "venv",
          "__pycache__",
          "bower_components",
          ".gradle",
          ".idea");
  private static final Pattern COMPILED_TEST =
      Pattern.compile("(?:^|.*/)(?:test-classes|classes/(?:java|kotlin|groovy|scala)/test)/.*");

  /** What is looked at. */
  enum Sort {
    PROGRAMS,
    SOURCES,
    RESOURCES
  }

  private final Sort sort;
  private final Literals literals;

  ProgramFiles(Sort sort, Literals literals) {
    this.sort = sort;
    this.literals = literals;
  }

  /**
   * Looks at a file or at everything below a folder.
   *
   * @param prefix of the paths shown, with a final slash, or empty
   * @throws IOException if the path cannot be read
   */
  void read(Path root, String prefix) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(root, BasicFileAttributes.class);
    if (!attributes.isDirectory()) {
      file(root, prefix + root.getFileName(), true);
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean passed =
                !folder.equals(root) && PASSED_OVER.contains(folder.getFileName().toString());
            return passed ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              file(file, prefix + root.relativize(file).toString().replace('\\', '/'), false);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            literals.failed(prefix + root.relativize(file), "it cannot be read");
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void file(Path file, String shown, boolean named) throws IOException {
    boolean compiled = shown.endsWith(".class") || ClassFiles.isArchive(shown);
    if (sort == Sort.PROGRAMS && compiled) {
      if (named || !COMPILED_TEST.matcher(shown).matches()) {
        String folder =
            shown.endsWith(".class")
                ? shown.substring(0, shown.lastIndexOf('/') + 1)
                : named ? "" : shown + "!/";
        ClassFiles.under(file, new Below(folder, literals));
      }
    } else if (sort == Sort.RESOURCES) {
      Optional<Format> format = format(shown);
      if (format.isPresent()) {
        text(file, shown, document -> resource(document, format.get()));
      }
    } else if (SourceLiterals.isProgram(shown)
        || (named && SourceLiterals.isProgram(file.getFileName().toString()))) {
      text(file, shown, ProgramFiles::source);
    }
  }

  /** Shows the paths of what lies in a folder or a jar. */
  private record Below(String folder, ClassFiles.Sink sink) implements ClassFiles.Sink {
    @Override
    public void take(String path, byte[] bytes) {
      sink.take(folder + path, bytes);
    }

    @Override
    public void failed(String path, String reason) {
      sink.failed(folder + path, reason);
    }
  }

  private interface Reading {
    List<Literal> of(Document document);
  }

  private void text(Path file, String shown, Reading reading) throws IOException {
    if (Files.size(file) > LARGEST) {
      literals.failed(shown, "larger than " + LARGEST + " bytes");
      return;
    }
    byte[] bytes = Files.readAllBytes(file);
    Document document = new Document(shown, Scope.tree(""), shown, () -> bytes);
    literals.text(document, reading.of(document));
  }

  private static List<Literal> source(Document document) {
    List<Literal> all = new ArrayList<>();
    SourceLiterals.read(document, (text, use) -> all.add(new Literal(text, use)));
    return all;
  }

  private static List<Literal> resource(Document document, Format format) {
    List<Literal> all = new ArrayList<>();
    for (Leaf leaf : Leaf.of(format.read(document))) {
      all.add(new Literal(leaf.value(), LiteralUse.named(leaf.path())));
    }
    return all;
  }

  private static Optional<Format> format(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "properties" -> Optional.of(Format.PROPERTIES);
      case "yml", "yaml" -> Optional.of(Format.YAML);
      case "json" -> Optional.of(Format.JSON);
      case "xml" -> Optional.of(Format.XML);
      case "toml" -> Optional.of(Format.TOML);
      case "ini", "cfg" -> Optional.of(Format.INI);
      case "env" -> Optional.of(Format.ENV);
      default -> Optional.empty();
    };
  }
}
