package io.whatbreaks.scan;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WordsTest {

  private static Set<Integer> words(String text) {
    return Arrays.stream(Words.of(text.getBytes(UTF_8))).boxed().collect(Collectors.toSet());
  }

  private static boolean holds(String text, String word) {
    return words(text).containsAll(words(word));
  }

  @Test
  void a_word_is_a_run_of_letters_and_digits() {
    assertTrue(holds("amqp://shop@MQ01.shop.test:5672/", "mq01 5672"));
    assertEquals(false, holds("mq010 xmq01", "mq01"));
    assertTrue(holds("app-01", "app") && holds("app-01", "01"));
    assertEquals(Set.of(), words(" .:/-_"));
    assertEquals(words("one two"), words("two ONE two"));
    assertTrue(holds("Bücher", "Bücher"));
  }

  @Test
  void a_word_behind_an_escape_is_one() {
    assertTrue(holds("\"a\\nmq01\\tdb01\"", "mq01"));
    assertTrue(holds("\"a\\nmq01\\tdb01\"", "db01"));
    assertTrue(holds("C:\\new\\table", "new table"));
  }

  @Test
  void wide_text_has_the_words_of_its_letters() {
    int[] wide = Words.of("a.conf", "\ufeffdb.host=mq01\n".getBytes(UTF_16LE));
    Set<Integer> found = Arrays.stream(wide).boxed().collect(Collectors.toSet());
    assertTrue(found.containsAll(words("a conf db host mq01")));
  }

  @Property(tries = 100)
  void every_word_is_found_among_any_others(
      @ForAll @Size(max = 300)
          java.util.List<@AlphaChars @NumericChars @StringLength(min = 1, max = 9) String> all) {
    Set<Integer> found = words(String.join("-", all));
    for (String word : all) {
      assertTrue(found.containsAll(words(word)), word);
    }
    assertEquals(found.size(), Words.of(String.join(" ", all).getBytes(UTF_8)).length);
  }

  @Test
  void a_text_is_found_whatever_its_letter_case() {
    byte[] bytes = "Hosts: mq01, MQ01".getBytes(UTF_8);
    assertEquals(7, Words.indexOf(bytes, "MQ01", 0));
    assertEquals(13, Words.indexOf(bytes, "mq01", 8));
    assertEquals(-1, Words.indexOf(bytes, "mq02", 0));
    assertEquals(-1, Words.indexOf(bytes, "MQ01, ", 12));
  }

  @Property(tries = 2000)
  void a_text_is_found_where_java_finds_it(
      @ForAll @CharRange(from = 'a', to = 'c') @CharRange(from = 'B', to = 'C') String text,
      @ForAll
          @CharRange(from = 'a', to = 'c')
          @CharRange(from = 'A', to = 'B')
          @StringLength(max = 4)
          String sought,
      @ForAll @IntRange(max = 5) int from) {
    int expected = text.toLowerCase(Locale.ROOT).indexOf(sought.toLowerCase(Locale.ROOT), from);
    int start = sought.isEmpty() ? expected : from;
    assertEquals(expected, Words.indexOf(text.getBytes(UTF_8), sought, start));
  }

  @Test
  void a_long_text_is_found() {
    String sought = "ab".repeat(100) + "c";
    byte[] bytes = ("ab".repeat(150) + sought + "ab").getBytes(UTF_8);
    assertEquals(300, Words.indexOf(bytes, sought, 0));
    assertEquals(-1, Words.indexOf(bytes, sought + "b", 0));
  }
}
