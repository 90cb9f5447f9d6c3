package io.whatbreaks.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathGlobTest {

  /** The examples of GitHub's page about code owners, section "CODEOWNERS syntax". */
  @ParameterizedTest
  @CsvSource({
    "*, a/b.c, true",
    "*.js, lib/a.js, true",
    "*.js, lib/a.jsx, false",
    "/build/logs/, build/logs/a/b.log, true",
    "/build/logs/, build/logs, false",
    "/build/logs/, x/build/logs/a, false",
    "docs/*, docs/getting-started.md, true",
    "docs/*, docs/build-app/troubleshooting.md, false",
    "apps/, a/apps/b, true",
    "apps/, apps.md, false",
    "/docs/, docs/x, true",
    "/docs/, a/docs/x, false",
    "**/logs, build/logs/x, true",
    "**/logs, scripts/logs, true",
    "**/logs, deeply/nested/logs/x, true",
    "/apps/github, apps/github/x, true",
    "app01/**, app01/srv/x, true",
    "app01/**, app011/srv/x, false",
    "a/**/z, a/z, true",
    "a/**/z, a/b/c/z, true",
    "a?c, abc, true",
    "a?c, a/c, false"
  })
  void a_pattern_fits_as_the_page_has_it(String pattern, String path, boolean fits) {
    assertEquals(fits, new PathGlob(pattern).matches(path));
  }

  @Test
  void a_hostile_pattern_takes_no_time() {
    PathGlob glob = new PathGlob("**/a/".repeat(2_000) + "b");
    String path = "a/".repeat(2_000) + "c";
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertEquals(false, glob.matches(path)));
  }
}
