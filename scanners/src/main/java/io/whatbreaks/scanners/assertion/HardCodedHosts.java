package io.whatbreaks.scanners.assertion;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.Snapshot;
import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.lint.Acceptance;
import io.whatbreaks.lint.Lint;
import io.whatbreaks.scanners.bytecode.ClassFiles;
import io.whatbreaks.scanners.value.KnownNames;
import io.whatbreaks.scanners.value.LiteralJudge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Host names, addresses and URLs that a program holds itself, where its configuration should say
 * them: as a test of that program.
 *
 * <pre>{@code
 * HardCodedHosts.inPackages("com.acme")
 *     .allowing("localhost", "*.acme.com").because("public sites of ours")
 *     .shouldBeAbsent();
 * }</pre>
 *
 * <p>Looked at are the string constants of classes and the string literals of programs, comments
 * and tests apart. What only looks like a host is none: versions, packages, property keys, files,
 * namespaces, mail addresses, what is kept for documentation, and {@code localhost}. Loopback needs
 * no allowance.
 *
 * <p>Immutable: each method gives another one. Nothing is connected to or looked up.
 */
public final class HardCodedHosts {
  private final Place place;
  private final Allowed allowed;
  private final List<String> reasons;
  private final List<Snapshot> snapshots;
  private final Optional<Path> store;

  /** Where literals are looked for. */
  private record Place(String name, Reading reading, String nothing) {}

  @FunctionalInterface
  private interface Reading {
    void read(Literals literals) throws IOException;
  }

  private HardCodedHosts(
      Place place,
      Allowed allowed,
      List<String> reasons,
      List<Snapshot> snapshots,
      Optional<Path> store) {
    this.place = place;
    this.allowed = allowed;
    this.reasons = List.copyOf(reasons);
    this.snapshots = List.copyOf(snapshots);
    this.store = store;
  }

  private static HardCodedHosts in(String name, Reading reading, String nothing) {
    return new HardCodedHosts(
        new Place(name, reading, nothing), Allowed.NOTHING, List.of(), List.of(), Optional.empty());
  }

  /** In the classes of some packages, and of those below them, on the class path. */
  public static HardCodedHosts inPackages(String... packages) {
    List<String> names = List.of(packages);
    notEmpty(names, "package");
    return in(
        "packages " + String.join(", ", names),
        literals -> ClassFiles.inPackages(names, literals),
        "the package is written otherwise, or its classes are not on the class path of this test:"
            + " correct the name, or make the module that holds it a dependency of the tests");
  }

  /** In some classes, and those nested in them. */
  public static HardCodedHosts inClasses(Class<?>... classes) {
    List<Class<?>> types = List.of(classes);
    notEmpty(types, "class");
    return in(
        "classes " + String.join(", ", types.stream().map(Class::getName).toList()),
        literals -> types.forEach(type -> ClassFiles.of(type, literals)),
        "a class is always looked at");
  }

  /** In the classes of a jar, a war, or jars within, or of a folder. */
  public static HardCodedHosts inJar(Path jar) {
    requireNonNull(jar, "jar");
    return in(
        jar.toString(),
        literals -> ClassFiles.under(jar, literals),
        "the jar holds no class, or it is not the jar that the build makes: give the path of the"
            + " one with the classes, and let the test run after it is made");
  }

  /**
   * In the programs below a folder, or in one file: Java, Kotlin, Groovy, Scala, Python,
   * JavaScript, TypeScript, Go, Ruby, PHP, C# and shell. Tests are left out.
   */
  public static HardCodedHosts inSources(Path folder) {
    return files(
        folder, ProgramFiles.Sort.SOURCES, "it holds no program in a language that is read");
  }

  /** In the values of properties, YAML, JSON, XML, TOML, INI and env files below a folder. */
  public static HardCodedHosts inResources(Path folder) {
    return files(folder, ProgramFiles.Sort.RESOURCES, "it holds no file of a format that is read");
  }

  private static HardCodedHosts files(Path folder, ProgramFiles.Sort sort, String cause) {
    requireNonNull(folder, "folder");
    return in(
        folder.toString(),
        literals -> new ProgramFiles(sort, literals).read(folder, ""),
        cause
            + ", or the path is not the one that is meant: it is relative to the directory that the"
            + " test runs in");
  }

  /** In classes, jars and programs below some paths: what {@code whatbreaks hardcoded} looks at. */
  public static HardCodedHosts inPaths(List<Path> paths) {
    List<Path> all = List.copyOf(paths);
    notEmpty(all, "path");
    return in(
        String.join(", ", all.stream().map(Path::toString).toList()),
        literals -> {
          for (Path path : all) {
            Path last = path.toAbsolutePath().normalize().getFileName();
            String prefix = all.size() > 1 && last != null ? last + "/" : "";
            new ProgramFiles(ProgramFiles.Sort.PROGRAMS, literals).read(path, prefix);
          }
        },
        "there is no class, jar or program in it, or only tests");
  }

  private static void notEmpty(List<?> given, String what) {
    if (given.isEmpty()) {
      throw new IllegalArgumentException("no " + what + " to look at");
    }
  }

  /**
   * Leaves out some names and addresses.
   *
   * @param names whole names and addresses, {@code *.example.com} for everything below a domain,
   *     {@code 10.*} for addresses that begin so
   * @throws IllegalArgumentException if a pattern allows everything
   */
  public HardCodedHosts allowing(String... names) {
    List<String> more = new ArrayList<>(reasons);
    more.add(String.join(", ", names));
    return new HardCodedHosts(place, allowed.and(List.of(names)), more, snapshots, store);
  }

  /**
   * Says why what was allowed last may stand there; failures show it.
   *
   * @throws IllegalStateException if nothing was allowed before
   */
  public HardCodedHosts because(String reason) {
    requireNonNull(reason, "reason");
    if (reasons.isEmpty()) {
      throw new IllegalStateException("nothing was allowed that '" + reason + "' could be said of");
    }
    List<String> told = new ArrayList<>(reasons);
    told.set(told.size() - 1, told.get(told.size() - 1) + " because " + reason);
    return new HardCodedHosts(place, allowed, told, snapshots, store);
  }

  /**
   * Knows the company by a scan of its configuration: any literal that is one of its hosts or
   * addresses is found, even a bare {@code mq01}, and queues where queues are named.
   */
  public HardCodedHosts knowing(Snapshot company) {
    List<Snapshot> all = new ArrayList<>(snapshots);
    all.add(requireNonNull(company, "company"));
    return new HardCodedHosts(place, allowed, reasons, all, store);
  }

  /**
   * Leaves out what a file accepts. Where there is none it is made with what is found now; entries
   * that fit nothing any more are taken out. Where the environment variable {@code CI} is set, the
   * file is only read.
   *
   * @see AcceptFile
   */
  public HardCodedHosts acceptedIn(Path file) {
    return new HardCodedHosts(
        place, allowed, reasons, snapshots, Optional.of(requireNonNull(file, "file")));
  }

  /**
   * What was found.
   *
   * @param lint the findings, accepted ones apart
   * @param classes how many classes were looked at
   * @param coverage what became of all files
   * @param diagnostics what could not be read
   */
  public record Found(Lint lint, int classes, Coverage coverage, List<Diagnostic> diagnostics) {
    /** Copies the list. */
    public Found {
      requireNonNull(lint, "lint");
      requireNonNull(coverage, "coverage");
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /**
   * What is there, apart from what is allowed and accepted.
   *
   * @throws UncheckedIOException if a path cannot be read
   */
  public Found find() {
    return find(isStrict());
  }

  private static boolean isStrict() {
    String ci = System.getenv("CI");
    return ci != null && !ci.isEmpty() && !ci.equals("false");
  }

  Found find(boolean strict) {
    Literals literals = new Literals(judge(), allowed);
    try {
      place.reading().read(literals);
      literals.finish();
      Lint lint = new Lint(literals.findings(), List.of());
      if (store.isPresent() && literals.files() > 0) {
        lint = new AcceptStore(store.get(), strict).apply(lint, today());
      }
      return new Found(
          lint, literals.classes(), Coverage.of(literals.readings()), literals.diagnostics());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What is there, apart from what is allowed and some acceptances.
   *
   * @throws UncheckedIOException if a path cannot be read
   */
  public Found find(List<Acceptance> accepted) {
    Found found = find();
    return new Found(
        found.lint().accepting(accepted, today()),
        found.classes(),
        found.coverage(),
        found.diagnostics());
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneId.systemDefault());
  }

  private LiteralJudge judge() {
    return new LiteralJudge(snapshots.isEmpty() ? KnownNames.NONE : new CompanyNames(snapshots));
  }

  /**
   * Fails where anything is found, where something could not be read, and where nothing at all was
   * looked at.
   *
   * @throws AssertionError that lists each finding with its place, and how to mend it
   * @throws UncheckedIOException if a path cannot be read
   */
  public void shouldBeAbsent() {
    shouldBeAbsent(isStrict());
  }

  void shouldBeAbsent(boolean strict) {
    Found found = find(strict);
    if (found.coverage().files() == 0) {
      throw new AssertionError("nothing was looked at in " + place.name() + ": " + place.nothing());
    }
    if (!found.lint().findings().isEmpty() || !found.diagnostics().isEmpty()) {
      throw new AssertionError(
          new Failure(found, place.name(), reasons, store.filter(file -> strict)).text());
    }
  }
}
