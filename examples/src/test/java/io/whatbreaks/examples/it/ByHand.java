package io.whatbreaks.examples.it;

import io.whatbreaks.change.Change;
import java.io.IOException;
import java.util.Set;

/** A change made by hand, as an administrator makes it: knows nothing of what is reported. */
interface ByHand {
  /** What is asked about it before. */
  Change change();

  /** The folder of the machine that changes, empty where a record alone does. */
  String machine();

  /** Makes it in a company's files, and tells the lines that were edited, {@code path:line}. */
  Set<String> apply(Company files) throws IOException;

  /** Makes it on the machines that run, whose files have been given to them. */
  default void make(RunningCompany company) throws IOException, InterruptedException {}

  /** Takes that back. */
  default void takeBack(RunningCompany company) throws IOException, InterruptedException {}
}
