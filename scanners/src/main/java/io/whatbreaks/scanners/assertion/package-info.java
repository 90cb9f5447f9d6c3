/**
 * Assertions for tests, with whatever test library: a failure is an {@link AssertionError} whose
 * places development environments turn into links.
 *
 * <pre>{@code
 * HardCodedHosts.inPackages("com.acme").allowing("localhost").because("development").shouldBeAbsent();
 *
 * assertThat(snapshot).renaming("mq01", "rabbit01").breaksNothing();
 * }</pre>
 */
@NullMarked
package io.whatbreaks.scanners.assertion;

import org.jspecify.annotations.NullMarked;
