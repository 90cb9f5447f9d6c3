package io.whatbreaks.scanners.dns;

import java.util.List;

/**
 * One resource record of a zone file: its absolute owner and the words of its data, in their
 * places.
 *
 * <p>Not a record of Java: the places are kept in an array, since there may be very many.
 */
final class ZoneRecord {
  private final Owner owner;
  private final RecordType type;
  private final String origin;
  private final int[] spans;
  private final List<String> words;

  /**
   * A name and the place it is written at, which may be on a line before.
   *
   * @param name absolute, as {@link ZoneNames} has it
   */
  record Owner(String name, int start, int end) {}

  /**
   * A record.
   *
   * @param origin what relative names of its data are completed with
   * @param words of the data
   * @param spans start and end of each word
   */
  ZoneRecord(Owner owner, RecordType type, String origin, List<String> words, int[] spans) {
    this.owner = owner;
    this.type = type;
    this.origin = origin;
    this.words = words;
    this.spans = spans;
  }

  Owner owner() {
    return owner;
  }

  RecordType type() {
    return type;
  }

  String origin() {
    return origin;
  }

  List<String> words() {
    return words;
  }

  int start(int word) {
    return spans[2 * word];
  }

  int end(int word) {
    return spans[2 * word + 1];
  }

  /** The word that is the name or address; empty where a template fills it in. */
  String target() {
    return type.nameAt() < words.size() ? words.get(type.nameAt()) : "";
  }
}
