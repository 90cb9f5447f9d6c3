package io.whatbreaks.scanners.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a jar, war or ear holds of an application: its classes and settings, and those of the jars
 * within it, in a folder that is called as the file with {@code !} behind. Classes of libraries
 * that are known (resource {@code libraries.txt}) are left out, save where the application itself
 * lies: {@code BOOT-INF/classes}, {@code WEB-INF/classes}.
 *
 * @see <a href="https://docs.spring.io/spring-boot/specification/executable-jar/nested-jars.html">
 *     Nested jars</a>
 */
final class JarMembers implements Archive.Visitor {
  /** Behind the name of a jar, where the path goes on within it. */
  static final String MARK = "!";

  private static final int MOST_MEMBERS = 100_000;
  private static final long MOST_BYTES = 1L << 30;
  private static final int DEEPEST = 3;
  private static final List<String> ENDINGS = List.of(".jar", ".war", ".ear");
  private static final Pattern OWN = Pattern.compile("(?:BOOT-INF|WEB-INF)/classes/.+");
  private static final Pattern NESTED =
      Pattern.compile("(?:(?:BOOT-INF|WEB-INF)/lib|lib|APP-INF/lib)/[^/]+\\.jar|[^/]+\\.[jw]ar");
  private static final Pattern SETTINGS =
      Pattern.compile(
          "(?:config/|META-INF/)?"
              + "(?:application|bootstrap|microprofile-config)(?:-[^/]+)?\\.(?:properties|ya?ml)");
  private static final Pattern RESOURCE =
      Pattern.compile(".+\\.(?:properties|ya?ml|xml|json|conf|toml)");
  private static final List<String> LIBRARIES = libraries();

  private final ArchiveItem folder;
  private final Spool spool;
  private final int depth;
  private int members;
  private @Nullable String problem;

  private JarMembers(ArchiveItem folder, Spool spool, int depth) {
    this.folder = folder;
    this.spool = spool;
    this.depth = depth;
  }

  /** Whether a file is called as a jar, war or ear is. */
  static boolean isCalledSo(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(end -> lower.length() > end.length() && lower.endsWith(end));
  }

  /**
   * Fills the folder that stands for a jar on a disk.
   *
   * @return why not all of it could be read, if so
   * @throws IOException if there is no room for it
   */
  static Optional<String> read(Archive jar, ArchiveItem folder, Spool spool) throws IOException {
    JarMembers members = new JarMembers(folder, spool, 1);
    try {
      jar.read(MOST_BYTES, members);
    } catch (ArchiveException e) {
      members.problem = e.getMessage();
    }
    return Optional.ofNullable(members.problem);
  }

  /** The same of a jar within an archive or another jar. */
  static Optional<String> read(InputStream jar, ArchiveItem folder, Spool spool)
      throws IOException {
    return read(jar, folder, spool, 1);
  }

  private static Optional<String> read(InputStream jar, ArchiveItem folder, Spool spool, int depth)
      throws IOException {
    JarMembers members = new JarMembers(folder, spool, depth);
    Expansion expansion = new Expansion(MOST_BYTES, 0);
    try (ZipInputStream zip = new ZipInputStream(expansion.compressed(new Unclosed(jar)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        boolean isFolder = entry.isDirectory();
        Archive.Member member =
            new Archive.Member(
                entry.getName(),
                isFolder ? Item.Kind.FOLDER : Item.Kind.FILE,
                "",
                () -> expansion.expanded(new Unclosed(zip)));
        if (!members.member(member)) {
          break;
        }
      }
    } catch (ArchiveException e) {
      members.problem = e.getMessage();
    } catch (IOException | RuntimeException damaged) {
      members.problem = ArchiveException.damaged().getMessage();
    }
    return Optional.ofNullable(members.problem);
  }

  @Override
  public boolean member(Archive.Member member) throws IOException {
    String name = member.name();
    if (++members > MOST_MEMBERS) {
      problem = "it holds more than " + MOST_MEMBERS + " files";
      return false;
    }
    List<String> parts = ArchiveTree.parts(name);
    if (member.kind() != Item.Kind.FILE || parts.isEmpty()) {
      return true;
    }
    if (parts.contains("..")) {
      problem = "a name in it leads out of it";
      return true;
    }
    String path = String.join("/", parts);
    if (depth < DEEPEST && NESTED.matcher(path).matches()) {
      nested(member, parts);
    } else if (isWanted(path)) {
      try (InputStream in = member.bytes().open()) {
        place(parts.subList(0, parts.size() - 1))
            .add(parts.get(parts.size() - 1))
            .becomeFile(Stored.of(path, in, spool));
      }
    }
    return true;
  }

  private void nested(Archive.Member member, List<String> parts) throws IOException {
    ArchiveItem inner = ArchiveItem.root(parts.get(parts.size() - 1) + MARK);
    Optional<String> inside;
    try (InputStream in = member.bytes().open()) {
      inside = read(in, inner, spool, depth + 1);
    }
    inside.ifPresent(why -> problem = why);
    if (!inner.isEmptyFolder()) {
      place(parts.subList(0, parts.size() - 1)).adopt(inner);
    }
  }

  private ArchiveItem place(List<String> folders) {
    ArchiveItem at = folder;
    for (String part : folders) {
      ArchiveItem child = at.get(part);
      at = child == null || child.kind() != Item.Kind.FOLDER ? at.add(part) : child;
    }
    return at;
  }

  private static boolean isWanted(String path) {
    boolean own = OWN.matcher(path).matches();
    if (!ClassConstants.isCalledSo(path)) {
      return SETTINGS.matcher(path).matches() || (own && RESOURCE.matcher(path).matches());
    }
    boolean isCode = !path.endsWith("module-info.class") && !path.startsWith("META-INF/");
    return isCode && (own || LIBRARIES.stream().noneMatch(path::startsWith));
  }

  private static List<String> libraries() {
    List<String> all = new ArrayList<>();
    try (InputStream in = JarMembers.class.getResourceAsStream("libraries.txt");
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && line.charAt(0) != '#') {
          all.add(line.strip() + "/");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(all);
  }
}
