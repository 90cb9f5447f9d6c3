package io.whatbreaks.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.base.HasDescription;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls between the packages: imports run towards the start of the data's way. */
class ArchitectureTest {

  private static final String ROOT = "io.whatbreaks";
  private static final String CORE = "core";
  private static final String SCANNERS = "scanners";

  /** Each package of core, and those right before it; what stands before those may be seen too. */
  private static final Map<String, Set<String>> BEFORE =
      Map.ofEntries(
          Map.entry("model", Set.of()),
          Map.entry("diagnostic", Set.of("model")),
          Map.entry("fact", Set.of("diagnostic")),
          Map.entry("scan", Set.of("fact")),
          Map.entry("world", Set.of("fact")),
          Map.entry("graph", Set.of("world")),
          Map.entry("change", Set.of("world")),
          Map.entry("rule", Set.of("world")),
          Map.entry("broker", Set.of("world")),
          Map.entry("impact", Set.of("graph", "change", "rule", "broker")),
          Map.entry("plan", Set.of("impact", "scan")),
          Map.entry("decision", Set.of("plan")),
          Map.entry("lint", Set.of("scan", "graph", "broker")),
          Map.entry("diff", Set.of("graph")),
          Map.entry("report", Set.of("decision", "lint", "diff")),
          // The front door.
          Map.entry("", Set.of("scan", "report")));

  /** Packages of scanners that the other scanners share. */
  private static final Set<String> SHARED = Set.of("format", "value", "text", "table");

  /** The packages of scanners; one that is not listed here fails. */
  private static final Set<String> SCANNER_PACKAGES =
      Set.of(
          "source",
          "format",
          "value",
          "table",
          "text",
          "dns",
          "spring",
          "bytecode",
          "compose",
          "kubernetes",
          "rabbitmq",
          "cron",
          "certificate",
          "env",
          "systemd",
          "terraform",
          "inventory",
          "owners",
          "decision",
          "assertion");

  private static final String[] JACKSON = {"tools.jackson..", "com.fasterxml.jackson.."};

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** The library: core and scanners, without the programs that use it. */
  static final JavaClasses LIBRARY =
      ALL.that(describe("core or scanners", c -> !module(c).equals("examples")));

  /**
   * The library without the classes that ask a name server or a broker, when the user named one.
   */
  private static final JavaClasses OFFLINE =
      LIBRARY.that(
          describe(
              "without a live source",
              c -> !isNameServer(outermost(c)) && !isBroker(outermost(c))));

  private static boolean isNameServer(JavaClass c) {
    return c.getFullName().equals("io.whatbreaks.scanners.source.NameServer");
  }

  private static boolean isBroker(JavaClass c) {
    return c.getFullName().equals("io.whatbreaks.scanners.source.BrokerApi");
  }

  // What every rule below stands on: a rule over classes that were not found holds always.

  @Test
  void the_packages_are_those_that_are_listed_and_each_holds_something() {
    Set<String> listed = new TreeSet<>();
    BEFORE.keySet().forEach(p -> listed.add(p.isEmpty() ? ROOT : ROOT + "." + p));
    SCANNER_PACKAGES.forEach(p -> listed.add(ROOT + ".scanners." + p));
    listed.add(ROOT + ".scanners");
    listed.add(ROOT + ".examples");
    listed.add(ROOT + ".examples.scanner");
    Set<String> found =
        ALL.stream().map(JavaClass::getPackageName).collect(toCollection(TreeSet::new));

    Set<String> unlisted = new TreeSet<>(found);
    unlisted.removeAll(listed);
    Set<String> missing = new TreeSet<>(listed);
    missing.removeAll(found);
    assertAll(
        () -> assertEquals(Set.of(), unlisted, "packages that no wall is known for"),
        () -> assertEquals(Set.of(), missing, "packages that are listed and empty"));
  }

  @Test
  void enough_classes_are_seen() {
    Map<String, List<JavaClass>> byModule =
        ALL.stream().collect(groupingBy(ArchitectureTest::module));
    assertEquals(Set.of(CORE, SCANNERS, "examples"), byModule.keySet());
    assertTrue(byModule.get(CORE).size() > 20, () -> "core: " + byModule.get(CORE).size());
  }

  // Imports run towards the start.

  @Test
  void imports_run_towards_the_start() {
    classes().should(onlySee("what stands before it", ArchitectureTest::maySee)).check(LIBRARY);
  }

  @Test
  void packages_have_no_cycles() {
    slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass c) {
                return SliceIdentifier.of(c.getPackageName());
              }

              @Override
              public String getDescription() {
                return "packages";
              }
            })
        .should()
        .beFreeOfCycles()
        .check(ALL);
  }

  @Test
  void only_the_graph_knows_jgrapht() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.whatbreaks.graph")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jgrapht..")
        .check(ALL);
  }

  @Test
  void only_the_plan_knows_the_writer_of_diffs() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.whatbreaks.plan")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.github.difflib..")
        .check(ALL);
  }

  @Test
  void only_reports_snapshots_and_readers_of_json_and_yaml_know_jackson() {
    DescribedPredicate<JavaClass> mayKnow =
        resideInAnyPackage(
                "io.whatbreaks.report..",
                "io.whatbreaks.scanners.format..",
                "io.whatbreaks.scanners.source..",
                "io.whatbreaks.scanners.table..")
            .or(
                describe(
                    "what writes and reads snapshots",
                    c -> outermost(c).getFullName().startsWith("io.whatbreaks.scan.Snapshot")));
    noClasses()
        .that(DescribedPredicate.not(mayKnow))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(JACKSON)
        .check(LIBRARY);
  }

  @Test
  void only_the_scanner_of_bytecode_knows_its_libraries() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.whatbreaks.scanners.bytecode..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.github.classgraph..", "org.objectweb.asm..")
        .check(ALL);
  }

  @Test
  void only_the_reader_of_decisions_knows_its_library() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.whatbreaks.scanners.decision")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.dmfs..")
        .check(ALL);
  }

  @Test
  void no_public_signature_shows_a_library() {
    DescribedPredicate<JavaClass> hidden =
        resideInAnyPackage(
                "org.jgrapht..",
                "com.google.common..",
                "com.github.difflib..",
                "io.github.classgraph..")
            .or(resideInAnyPackage(JACKSON))
            .as("JGraphT, Guava, java-diff-utils, ClassGraph or Jackson");
    classes().should(notShow(hidden)).check(LIBRARY);
  }

  @Test
  void the_library_leaves_standard_streams_and_logging_frameworks_alone() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(LIBRARY);
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(LIBRARY);
    noClasses().should().dependOnClassesThat().resideInAPackage("org.slf4j..").check(LIBRARY);
  }

  @Test
  void the_library_opens_no_socket() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.net.http..")
                .or(
                    named(
                        "java.net.Socket",
                        "java.net.ServerSocket",
                        "java.net.DatagramSocket",
                        "java.net.MulticastSocket",
                        "java.net.URLConnection",
                        "java.net.HttpURLConnection",
                        "java.nio.channels.SocketChannel",
                        "java.nio.channels.ServerSocketChannel",
                        "java.nio.channels.DatagramChannel",
                        "java.nio.channels.AsynchronousSocketChannel")))
        .check(OFFLINE);
  }

  @Test
  void the_library_resolves_no_name() {
    noClasses()
        .should()
        .accessTargetWhere(
            calls(
                "java.net.InetAddress",
                "getByName",
                "getAllByName",
                "getLocalHost",
                "getHostName",
                "getCanonicalHostName",
                "isReachable"))
        .orShould()
        .accessTargetWhere(calls("java.net.InetSocketAddress", "<init>", "getHostName"))
        // Even the equality of two URLs looks their hosts up.
        .orShould()
        .accessTargetWhere(
            calls("java.net.URL", "openConnection", "openStream", "equals", "hashCode"))
        .orShould()
        .dependOnClassesThat(
            named(
                "org.xbill.DNS.Address",
                "org.xbill.DNS.Lookup",
                "org.xbill.DNS.SimpleResolver",
                "org.xbill.DNS.ExtendedResolver",
                "org.xbill.DNS.ZoneTransferIn",
                "org.xbill.DNS.ResolverConfig",
                "org.xbill.DNS.lookup.LookupSession"))
        .check(OFFLINE);
  }

  @Test
  void only_the_reader_of_dns_paths_asks_a_name_server() {
    Set<String> readers =
        Set.of(
            "io.whatbreaks.scanners.source.DnsReader",
            "io.whatbreaks.scanners.source.LookedUpZone");
    noClasses()
        .that(describe("others", c -> !readers.contains(outermost(c).getFullName())))
        .should()
        .dependOnClassesThat(describe("a name server", c -> isNameServer(outermost(c))))
        .check(OFFLINE);
  }

  @Test
  void only_the_reader_of_brokers_asks_one() {
    String reader = "io.whatbreaks.scanners.source.BrokerReader";
    noClasses()
        .that(describe("others", c -> !outermost(c).getFullName().equals(reader)))
        .should()
        .dependOnClassesThat(describe("a broker", c -> isBroker(outermost(c))))
        .check(OFFLINE);
  }

  private static String module(JavaClass c) {
    String within = within(c.getPackageName());
    return Set.of(SCANNERS, "examples").contains(first(within)) ? first(within) : CORE;
  }

  private static boolean maySee(JavaClass origin, JavaClass target) {
    if (origin.getPackageName().equals(target.getPackageName())) {
      return true;
    }
    if (module(origin).equals(CORE)) {
      return module(target).equals(CORE)
          && before(within(origin.getPackageName())).contains(within(target.getPackageName()));
    }
    String scanner = scanner(origin);
    if (module(target).equals(CORE)) {
      // Assertions ask the whole program, as its user does.
      return scanner.equals("assertion")
          // Decisions are no facts: they are asked beside an answer.
          || (scanner.equals("decision")
              && Set.of("decision", "impact").contains(within(target.getPackageName())))
          || before("scan").contains(within(target.getPackageName()))
          || within(target.getPackageName()).equals("scan");
    }
    // Assertions on compiled classes are about what the scanner of bytecode sees.
    boolean classes = scanner.equals("assertion") && scanner(target).equals("bytecode");
    // The front package of the scanners may put all of them together.
    return module(target).equals(SCANNERS)
        && !scanner(target).equals("assertion")
        && (scanner.isEmpty()
            || classes
            || scanner.equals(scanner(target))
            || SHARED.contains(scanner(target)));
  }

  /** Everything that stands before a package of core, however far. */
  private static Set<String> before(String corePackage) {
    Set<String> all = new TreeSet<>();
    for (String p : BEFORE.getOrDefault(corePackage, Set.of())) {
      all.add(p);
      all.addAll(before(p));
    }
    return all;
  }

  private static String scanner(JavaClass c) {
    return first(within(c.getPackageName()).replaceFirst("^scanners\\.?", ""));
  }

  private static String within(String packageName) {
    return packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
  }

  private static String first(String dotted) {
    return dotted.split("\\.", 2)[0];
  }

  private static JavaClass outermost(JavaClass c) {
    return c.getEnclosingClass().map(ArchitectureTest::outermost).orElse(c);
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    return describe(String.join(", ", names), c -> Set.of(names).contains(c.getFullName()));
  }

  private static DescribedPredicate<JavaAccess<?>> calls(String owner, String... methods) {
    return describe(
        owner + " " + String.join(", ", methods),
        access ->
            access.getTargetOwner().getFullName().equals(owner)
                && Set.of(methods).contains(access.getTarget().getName()));
  }

  private interface Sight {
    boolean allows(JavaClass origin, JavaClass target);
  }

  private static ArchCondition<JavaClass> onlySee(String what, Sight sight) {
    return new ArchCondition<>("only see " + what) {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        for (Dependency d : origin.getDirectDependenciesFromSelf()) {
          JavaClass target = d.getTargetClass().getBaseComponentType();
          if (target.getPackageName().startsWith(ROOT) && !sight.allows(origin, target)) {
            events.add(violated(d, d.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> notShow(DescribedPredicate<JavaClass> hidden) {
    return new ArchCondition<>("not show " + hidden.getDescription() + " to a caller") {
      @Override
      public void check(JavaClass c, ConditionEvents events) {
        if (!visible(c)) {
          return;
        }
        Stream<JavaType> above =
            Stream.concat(c.getSuperclass().stream(), c.getInterfaces().stream());
        report(c, above, events);
        c.getMembers().stream()
            .filter(ArchitectureTest::visible)
            .forEach(m -> report(m, shown(m), events));
      }

      private void report(HasDescription who, Stream<JavaType> types, ConditionEvents events) {
        types
            .map(JavaType::getAllInvolvedRawTypes)
            .flatMap(Collection::stream)
            .filter(hidden)
            .distinct()
            .forEach(
                t -> events.add(violated(who, who.getDescription() + " shows " + t.getFullName())));
      }
    };
  }

  /** Public, and every class around it too. */
  private static boolean visible(JavaClass c) {
    return (c.getModifiers().contains(PUBLIC) || c.getModifiers().contains(PROTECTED))
        && c.getEnclosingClass().map(ArchitectureTest::visible).orElse(true);
  }

  private static boolean visible(JavaMember m) {
    return m.getModifiers().contains(PUBLIC) || m.getModifiers().contains(PROTECTED);
  }

  private static Stream<JavaType> shown(JavaMember member) {
    if (member instanceof JavaField field) {
      return Stream.of(field.getType());
    }
    if (member instanceof JavaCodeUnit unit) {
      Stream<JavaType> thrown = unit.getExceptionTypes().stream().map(Function.identity());
      return Stream.of(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream(), thrown)
          .flatMap(Function.identity());
    }
    throw new AssertionError(member);
  }
}
