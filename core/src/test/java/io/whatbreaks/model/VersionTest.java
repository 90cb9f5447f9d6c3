package io.whatbreaks.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.model.Version.Scheme;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

  private static Version version(Scheme scheme, String text) {
    return Version.of(scheme, text)
        .orElseThrow(() -> new AssertionError(scheme + " does not take " + text));
  }

  /**
   * Each line ascends. Debian: deb-version(7), "Sorting algorithm" ("1.0~beta1~svn1245" to "1.0" is
   * the manual's example). SemVer: semver.org, clause 11 (its example). Java: JEP 223 and the
   * javadoc of Runtime.Version. Kafka: MetadataVersion. OpenSSL:
   * openssl-library.org/policies/general/versioning-policy.
   */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          DOTTED,   '2.0-alpha.1 2.0-beta.1 2.0-rc.1 2.0-rc.2 2.0-rc.10 2.0 2.0.0.1 2.0.1 2.1 2.10 10.0'
          DOTTED,   '9.6.24 10 10.1 11beta2 11rc1 11.0'
          DOTTED,   '1.1.1 1.1.1a 1.1.1m 1.1.1w 1.1.2 3.0.0'
          DOTTED,   '9.1p1 9.2p1 9.2.1 9.10p1'
          DOTTED,   'v3.12.0-M1 3.12.0-RC1 3.12.0 3.12.1-SNAPSHOT 3.12.1'
          DEBIAN,   '1.0~beta1~svn1245 1.0~beta1 1.0 1.0-1 1.0-1+b1 1.0-1.1 1.0a 1.0+dfsg-1 1.1 1:0.1'
          DEBIAN,   '1.2-3~bpo1 1.2-3 1.2-3ubuntu1 1.2-10 1.10-1 2:1.0'
          DEBIAN,   '7.6-0 7.6p2-4'
          SEMVER,   '1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0'
          SEMVER,   '1.0.0-1 1.0.0-2 1.0.0-10 1.0.0-A 1.0.0-a 1.0.0 1.0.1-0 1.0.1 1.9.0 1.10.0 2'
          KAFKA,    '0.8.2.2 0.10.2.1 0.11.0.0 1.0.0 2.8-IV0 2.8-IV1 2.8.0 3.7-IV4 3.7-IV10 3.7.0 3.7.1'
          JAVA,     '1.7.0_80 1.8.0 1.8.0_25 8u392 9 9.0.1 11-ea 11 11.0.2+9 11.0.2+10 11.0.11 17-ea+33 17 17.0.1+12 17.0.10'
          CALENDAR, '18.04 20.04 20.10 20.10.1 2023-12-31 2024.1 2024-01-16 2024.2.0'
          """)
  void versions_ascend(Scheme scheme, String texts) {
    List<Version> versions =
        List.of(texts.split(" ")).stream().map(t -> version(scheme, t)).toList();
    for (int i = 0; i < versions.size(); i++) {
      for (int k = 0; k < versions.size(); k++) {
        assertEquals(
            Integer.signum(Integer.compare(i, k)),
            Integer.signum(versions.get(i).compareTo(versions.get(k))),
            versions.get(i) + " against " + versions.get(k));
      }
    }
  }

  /** SemVer: "Build metadata MUST be ignored when determining version precedence" (clause 10). */
  @ParameterizedTest
  @CsvSource({
    "DOTTED, 4.0, 4.0.0",
    "DOTTED, v4, 4.0",
    "DEBIAN, 0:1.2, 1.2",
    "DEBIAN, 1.2-0, 1.2",
    "SEMVER, 1.0.0+a, 1.0.0+b",
    "SEMVER, v1.0, 1.0.0",
    "KAFKA, 3.7, 3.7.0",
    "JAVA, 1.8.0_392, 8u392",
    "JAVA, 17.0.1+12-Debian, 17.0.1+12",
    "CALENDAR, RELEASE.2024-01-16T16-07-38Z, 2024.01.16.16.07.38"
  })
  void spellings_of_one_version_are_equal(Scheme scheme, String one, String other) {
    assertEquals(version(scheme, one), version(scheme, other));
    assertEquals(version(scheme, one).hashCode(), version(scheme, other).hashCode());
    assertEquals(0, version(scheme, one).compareTo(version(scheme, other)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "latest", "-", "bookworm", "${version}", "rc1"})
  void what_holds_no_number_is_no_version(String text) {
    for (Scheme scheme :
        List.of(Scheme.DOTTED, Scheme.SEMVER, Scheme.KAFKA, Scheme.JAVA, Scheme.DEBIAN)) {
      assertTrue(Version.of(scheme, text).isEmpty(), scheme + " takes '" + text + "'");
    }
    assertTrue(Version.of(Scheme.DOTTED, "1".repeat(200)).isEmpty(), "a text without end");
  }

  @Test
  void versions_of_two_schemes_are_not_compared() {
    assertThrows(
        IllegalArgumentException.class,
        () -> version(Scheme.JAVA, "17").compareTo(version(Scheme.DOTTED, "17")));
  }

  @ParameterizedTest
  @CsvSource({
    "3.11.18, 3.11, true",
    "3.11.18, 3, true",
    "3.11.18, 3.1, false",
    "3.11, 3.11.0, true",
    "3.11-rc.1, 3.11, true",
    "4, 4.0, true"
  })
  void a_version_is_of_a_series(String version, String series, boolean expected) {
    assertEquals(expected, version(Scheme.DOTTED, version).isOf(version(Scheme.DOTTED, series)));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> numbers =
        Arbitraries.integers()
            .between(0, 30)
            .map(String::valueOf)
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(parts -> String.join(".", parts));
    Arbitrary<String> ends =
        Arbitraries.of(
            "", "", "-rc.1", "-rc.2", "-alpha", "~b1", "-1", "-2+b1", "p1", "w", "-IV3", "+12",
            "_5");
    return net.jqwik.api.Combinators.combine(numbers, ends).as((n, e) -> n + e);
  }

  @Property(tries = 200)
  void the_order_is_total(
      @ForAll Scheme scheme,
      @ForAll("texts") String a,
      @ForAll("texts") String b,
      @ForAll("texts") String c) {
    List<Version> all =
        List.of(a, b, c).stream().flatMap(text -> Version.of(scheme, text).stream()).toList();
    for (Version x : all) {
      for (Version y : all) {
        assertEquals(Integer.signum(x.compareTo(y)), -Integer.signum(y.compareTo(x)));
        assertEquals(x.compareTo(y) == 0, x.equals(y), x + " and " + y);
        for (Version z : all) {
          boolean ascends = x.compareTo(y) <= 0 && y.compareTo(z) <= 0;
          assertTrue(!ascends || x.compareTo(z) <= 0, x + " " + y + " " + z);
        }
      }
    }
  }

  @Property(tries = 200)
  void a_longer_version_is_of_the_series_that_it_begins_with_and_not_before_it(
      @ForAll("texts") String text) {
    Version version = version(Scheme.DOTTED, text);
    for (int depth = 1; depth <= version.depth(); depth++) {
      Version series = version.series(depth);
      assertTrue(version.isOf(series), version + " is of " + series);
    }
    Version next = version(Scheme.DOTTED, version.series(9) + ".1");
    assertTrue(next.compareTo(version.series(9)) > 0, next + " after " + version.series(9));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          '3.11',          '3.11 3.11.0 3.11.18',  '3.1 3.12 4'
          '3.7.18+',       '3.7.18 3.7.28',        '3.7.17 3.8 4.0'
          '>=2.1',         '2.1 3 2.1.1',          '2.0.9 1'
          '<=24.2',        '24.2 24.1.9 3',        '24.2.1 25'
          '<=25.x',        '25 25.9.1 24',         '26 26.0'
          '>=26.2 <28',    '26.2 27.9',            '26.1 28'
          '>=26.2, <28',   '26.2 27.9',            '26.1 28'
          '3.13 | 4.0',    '3.13.7 4.0.1',         '3.12 4.1'
          '=3.1.4',        '3.1.4',                '3.1.4.1 3.1'
          '*',             '0 99',                 ''
          """)
  void a_range_means_versions(String range, String in, String out) {
    VersionRange read = VersionRange.of(Scheme.DOTTED, range);
    for (String text : in.split(" ")) {
      assertTrue(read.holds(version(Scheme.DOTTED, text)), range + " means " + text);
    }
    if (out != null) {
      for (String text : out.isEmpty() ? new String[0] : out.split(" ")) {
        assertTrue(!read.holds(version(Scheme.DOTTED, text)), range + " does not mean " + text);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", ">=", ">3.1+", "3 ||"})
  void what_is_no_range_is_refused(String text) {
    assertThrows(IllegalArgumentException.class, () -> VersionRange.of(Scheme.DOTTED, text));
  }
}
