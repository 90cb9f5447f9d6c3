package io.whatbreaks.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the library behaves inside a program of somebody else. */
class MannersTest {
  private static final JavaClasses LIBRARY = ArchitectureTest.LIBRARY;

  @Test
  void no_static_field_can_be_set_again() {
    noFields()
        .that()
        .areStatic()
        .and(
            describe(
                "made by no compiler", f -> !f.getModifiers().contains(JavaModifier.SYNTHETIC)))
        .should()
        .notBeFinal()
        .check(LIBRARY);
  }

  /** Filled while their class is loaded, and scratch space that says nothing afterwards. */
  private static final Set<String> ALLOWED =
      Set.of(
          "io.whatbreaks.scan.Words.SEEN",
          "io.whatbreaks.scanners.dns.RecordType.BY_WORD",
          "io.whatbreaks.scanners.text.Languages.BY_ENDING",
          "io.whatbreaks.scanners.text.Languages.BY_NAME",
          "io.whatbreaks.scanners.value.KnownProgram.EXACT",
          "io.whatbreaks.scanners.value.KnownProgram.PREFIXES");

  @Test
  void no_static_field_holds_what_changes() throws ReflectiveOperationException {
    Set<String> mutable = new TreeSet<>();
    int seen = 0;
    for (JavaClass c : LIBRARY) {
      for (Field field : c.reflect().getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
          field.setAccessible(true);
          seen++;
          if (changes(field.get(null))) {
            mutable.add(c.getName() + "." + field.getName());
          }
        }
      }
    }
    assertEquals(new TreeSet<>(ALLOWED), mutable);
    assertTrue(seen > 300, "only " + seen + " fields seen");
  }

  private static boolean changes(Object value) {
    String type = value == null ? "" : value.getClass().getName();
    if (value instanceof Collection || value instanceof Map) {
      boolean fixed =
          type.startsWith("java.util.ImmutableCollections$")
              || type.startsWith("java.util.Collections$Unmodifiable")
              || type.startsWith("java.util.Collections$Empty")
              || type.startsWith("com.google.common.collect.Regular")
              || type.startsWith("com.google.common.collect.Singleton")
              || type.startsWith("com.google.common.collect.ImmutableEnum");
      return !fixed;
    }
    return value instanceof ThreadLocal
        || value instanceof CharSequence && !(value instanceof String)
        || type.startsWith("java.util.concurrent.");
  }

  @Test
  void no_system_property_is_read_or_written() {
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "a system property",
                call ->
                    call.getTargetOwner().getName().equals("java.lang.System")
                        && call.getTarget().getName().matches("(get|set|clear)Propert(y|ies)")))
        .orShould()
        .callMethod(Boolean.class, "getBoolean", String.class)
        .orShould()
        .callMethod(Integer.class, "getInteger", String.class)
        .orShould()
        .callMethod(Long.class, "getLong", String.class)
        .check(LIBRARY);
  }

  @Test
  void the_process_of_others_is_left_alone() {
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "what ends, hooks or replaces",
                call ->
                    call.getTargetOwner().getName().matches("java.lang.(System|Runtime)")
                        && call.getTarget()
                            .getName()
                            .matches("exit|halt|addShutdownHook|setOut|setErr|setIn|gc")))
        .orShould()
        .callMethodWhere(
            describe(
                "defaults of the whole program",
                call ->
                    call.getTarget().getName().equals("setDefault")
                        || call.getTarget().getName().equals("setDefaultUncaughtExceptionHandler")
                        || call.getTarget().getName().equals("printStackTrace")))
        .check(LIBRARY);
  }

  @Test
  void signatures_show_the_jdk_and_this_library_alone() {
    Set<String> shown = new TreeSet<>();
    int members = 0;
    for (JavaClass c : LIBRARY) {
      if (visible(c)) {
        for (JavaMember member : c.getMembers()) {
          if (member.getModifiers().contains(PUBLIC) || member.getModifiers().contains(PROTECTED)) {
            members++;
            types(member)
                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(type -> !type.isPrimitive())
                .map(JavaClass::getName)
                .filter(name -> !name.startsWith("java.") && !name.startsWith("io.whatbreaks."))
                .forEach(name -> shown.add(member.getFullName() + " shows " + name));
          }
        }
      }
    }
    assertEquals(Set.of(), shown);
    assertTrue(members > 500, "only " + members + " members seen");
  }

  private static boolean visible(JavaClass c) {
    return (c.getModifiers().contains(PUBLIC) || c.getModifiers().contains(PROTECTED))
        && c.getEnclosingClass().map(MannersTest::visible).orElse(true);
  }

  private static Stream<JavaType> types(JavaMember member) {
    if (member instanceof JavaField field) {
      return Stream.of(field.getType());
    }
    JavaCodeUnit unit = (JavaCodeUnit) member;
    return Stream.of(
            Stream.of(unit.getReturnType()),
            unit.getParameterTypes().stream(),
            unit.getExceptionTypes().stream())
        .flatMap(types -> types);
  }
}
