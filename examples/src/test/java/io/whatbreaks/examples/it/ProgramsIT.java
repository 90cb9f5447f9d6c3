package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** A server that is missing: a test that was left out would look like one that passed. */
class ProgramsIT {
  @Test
  void a_missing_program_fails_and_says_which_package_brings_it() {
    AssertionFailedError missing =
        assertThrows(
            AssertionFailedError.class, () -> Programs.need("no-such-server", "some-package"));
    assertTrue(missing.getMessage().startsWith("no-such-server is not installed"));
    assertTrue(missing.getMessage().contains("some-package"));
  }
}
