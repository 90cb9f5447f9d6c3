package io.whatbreaks.scanners.bytecode;

import static java.util.Objects.requireNonNull;

import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.Resource;
import io.github.classgraph.ScanResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Finds class files: on the class path, in folders, in jars and wars, and in jars within these.
 *
 * <p>What an archive may hold is bounded: classes of 10 MB, 4 GB in all, four jars deep.
 */
public final class ClassFiles {
  private static final int LARGEST = 10_000_000;
  private static final long MOST_BYTES = 4L << 30;
  private static final int DEEPEST = 4;

  /** Takes class files, one after the other. */
  public interface Sink {
    /**
     * A class file.
     *
     * @param path relative to where it was looked for, {@code com/acme/A.class}; behind a jar's and
     *     {@code !/} where it lies in one that lies there
     */
    void take(String path, byte[] bytes);

    /** A jar or class that could not be read, and why. */
    default void failed(String path, String reason) {}
  }

  private final Sink sink;
  private long left = MOST_BYTES;

  private ClassFiles(Sink sink) {
    this.sink = sink;
  }

  /**
   * The classes on the class path in some packages and those below them; those of tests are passed
   * over.
   */
  public static void inPackages(Collection<String> packages, Sink sink) {
    ClassGraph graph =
        new ClassGraph().acceptPackages(packages.toArray(String[]::new)).ignoreClassVisibility();
    try (ScanResult result = graph.scan()) {
      for (ClassInfo found : result.getAllClasses()) {
        Resource resource = found.isExternalClass() ? null : found.getResource();
        if (resource != null && !isTest(resource)) {
          take(found.getName().replace('.', '/') + ".class", resource, sink);
        }
      }
    }
  }

  /** Maven's and Gradle's folders of the classes of tests. */
  private static boolean isTest(Resource resource) {
    String folder = resource.getClasspathElementURI().getPath();
    return folder != null
        && folder.matches(".*/(?:test-classes|classes/(?:java|kotlin|groovy|scala)/test)/?");
  }

  private static void take(String path, Resource resource, Sink sink) {
    try (resource) {
      sink.take(path, resource.load());
    } catch (IOException e) {
      sink.failed(path, String.valueOf(e.getMessage()));
    }
  }

  /**
   * A class that is loaded, with the classes nested in it.
   *
   * @throws IllegalArgumentException if its class file cannot be found, as that of a class made at
   *     run time
   */
  public static void of(Class<?> type, Sink sink) {
    String path = type.getName().replace('.', '/') + ".class";
    ClassLoader loader = type.getClassLoader();
    try (InputStream in =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(path)
            : loader.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("no class file is found for " + type.getName());
      }
      sink.take(path, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      of(nested, sink);
    }
  }

  /** Whether a file is a jar, a war or the like by its name. */
  public static boolean isArchive(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".jar")
        || lower.endsWith(".war")
        || lower.endsWith(".ear")
        || lower.endsWith(".zip");
  }

  /**
   * The classes of a class file, a jar or a folder; jars in the folder, too.
   *
   * @throws IOException if the path cannot be read
   */
  public static void under(Path path, Sink sink) throws IOException {
    ClassFiles files = new ClassFiles(requireNonNull(sink, "sink"));
    String name = String.valueOf(path.getFileName());
    if (!Files.isDirectory(path)) {
      if (isArchive(name)) {
        files.archive(path, "");
      } else {
        files.single(path, name);
      }
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String relative = path.relativize(file).toString().replace('\\', '/');
            if (attributes.isRegularFile() && relative.endsWith(".class")) {
              files.single(file, relative);
            } else if (attributes.isRegularFile() && isArchive(relative)) {
              files.archive(file, relative + "!/");
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            sink.failed(path.relativize(file).toString(), "cannot be read");
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void single(Path file, String shown) throws IOException {
    if (Files.size(file) > LARGEST) {
      sink.failed(shown, "larger than " + LARGEST + " bytes");
    } else {
      sink.take(shown, Files.readAllBytes(file));
    }
  }

  private void archive(Path file, String prefix) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      archive(in, prefix, file.getFileName() + "", 0);
    }
  }

  private void archive(InputStream in, String prefix, String shown, int depth) {
    try (ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        member(zip, entry.getName(), prefix, depth);
      }
    } catch (ZipException | IllegalArgumentException e) {
      sink.failed(prefix.isEmpty() ? shown : prefix, "damaged: " + e.getMessage());
    } catch (IOException e) {
      sink.failed(prefix.isEmpty() ? shown : prefix, "cannot be read: " + e.getMessage());
    }
  }

  private void member(ZipInputStream zip, String name, String prefix, int depth)
      throws IOException {
    boolean inner = isArchive(name) && depth < DEEPEST;
    // Further versions of the same class for later releases, and descriptors, hold nothing else.
    if (!inner && (!name.endsWith(".class") || name.endsWith("module-info.class"))) {
      return;
    }
    int most = inner ? 512 << 20 : LARGEST;
    byte[] bytes = zip.readNBytes((int) Math.min(most, Math.max(left, 0)));
    left -= bytes.length;
    if (bytes.length == most || left <= 0) {
      sink.failed(prefix + name, "too large");
    } else if (inner) {
      archive(new ByteArrayInputStream(bytes), prefix + name + "!/", name, depth + 1);
    } else {
      sink.take(prefix + name, bytes);
    }
  }
}
