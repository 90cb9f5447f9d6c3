package io.whatbreaks.scanners.assertion;

import io.whatbreaks.Snapshot;

/**
 * Assertions on a company's configuration, each of which throws a plain {@link AssertionError}.
 *
 * <pre>{@code
 * import static io.whatbreaks.scanners.assertion.CompanyAssertions.assertThat;
 *
 * assertThat(snapshot).renaming("mq01", "rabbit01").breaksOnly(component("billing"));
 * }</pre>
 *
 * <p>Beside a static import of AssertJ's {@code assertThat} the compiler tells them apart by their
 * arguments; within its {@code satisfies} and soft assertions they do as its own do.
 */
public final class CompanyAssertions {
  private CompanyAssertions() {}

  /** Asserts something of what was scanned. */
  public static SnapshotAssert assertThat(Snapshot snapshot) {
    return new SnapshotAssert(snapshot);
  }

  /**
   * A component, for {@link ImpactAssert#breaksOnly}.
   *
   * @param name its name alone, which is that of each component called so, or its id: {@code
   *     component:app01/billing}
   */
  public static ComponentName component(String name) {
    return new ComponentName(name);
  }
}
