package io.whatbreaks.model;

import java.math.BigInteger;

/**
 * One step in the order of versions: first the rank decides, then the number, then the word.
 *
 * @param rank what sort of step it is: the end, and a number 0, have rank 0
 * @param number of any size
 * @param word in the letters that are compared
 */
record VersionPart(int rank, BigInteger number, String word) implements Comparable<VersionPart> {
  /** A number, which comes after whatever may stand behind fewer numbers. */
  private static final int NUMBER = 3;

  /** What is compared where a version has no more parts; also what a number 0 is. */
  static final VersionPart END = new VersionPart(0, BigInteger.ZERO, "");

  static VersionPart number(String digits) {
    BigInteger number = new BigInteger(digits);
    return number.signum() == 0 ? END : new VersionPart(NUMBER, number, "");
  }

  /** A number where nothing but numbers can stand. */
  static VersionPart only(String digits) {
    return of(0, digits.isEmpty() ? "0" : digits);
  }

  static VersionPart of(int rank, String digits) {
    return new VersionPart(rank, new BigInteger(digits), "");
  }

  static VersionPart word(int rank, String word) {
    return new VersionPart(rank, BigInteger.ZERO, word);
  }

  @Override
  public int compareTo(VersionPart other) {
    int byRank = Integer.compare(rank, other.rank);
    int byNumber = byRank != 0 ? byRank : number.compareTo(other.number);
    return byNumber != 0 ? byNumber : word.compareTo(other.word);
  }
}
