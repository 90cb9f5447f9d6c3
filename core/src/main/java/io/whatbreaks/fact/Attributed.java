package io.whatbreaks.fact;

/** What people say of components, documents or machines from outside. */
public interface Attributed {
  /** What the subject is. */
  Fact.Ownership.By by();

  /** Its name, or a pattern: see {@link Fact.Ownership}. */
  String subject();

  /** Statements of one section replace one another, the later one holds. */
  String section();

  /** Whether it takes back what else would hold, and says nothing in its place. */
  default boolean isEmpty() {
    return false;
  }

  /** Where it is said. */
  Evidence evidence();
}
