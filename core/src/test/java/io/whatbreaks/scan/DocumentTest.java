package io.whatbreaks.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.model.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DocumentTest {
  private static Document of(byte[] bytes) {
    return new Document("till3/etc/a.conf", Scope.host("till3"), "etc/a.conf", () -> bytes);
  }

  private static Document of(String text) {
    return Document.of("till3/etc/a.conf", Scope.host("till3"), "etc/a.conf", text);
  }

  @Test
  void its_text_is_read_in_the_encoding_it_is_written_in() {
    assertEquals("Grüße", of("Grüße".getBytes(UTF_8)).text());
    assertEquals("Grüße", of("\ufeffGrüße".getBytes(UTF_8)).text());
    assertEquals("Grüße", of("\ufeffGrüße".getBytes(UTF_16LE)).text());
    assertEquals("Grüße", of("\ufeffGrüße".getBytes(UTF_16BE)).text());
    assertEquals("Grüße", of("Grüße".getBytes(ISO_8859_1)).text());
    assertEquals("", of(new byte[0]).text());
    assertEquals("\u00ff", of(new byte[] {(byte) 0xff}).text());
  }

  @Test
  void lines_end_in_any_of_three_ways() {
    Document document = of("a\nbb\r\nccc\rdddd");
    List<String> lines = new ArrayList<>();
    for (int line = 1; line <= document.lineCount(); line++) {
      lines.add(document.line(line));
    }
    assertEquals(List.of("a", "bb", "ccc", "dddd"), lines);
    assertEquals(2, document.lineStart(2));
    assertEquals(6, document.lineStart(3));
    assertEquals(10, document.lineStart(4));
  }

  @Test
  void a_final_line_end_opens_no_other_line() {
    assertEquals(1, of("a\n").lineCount());
    assertEquals(1, of("a").lineCount());
    assertEquals(2, of("a\n\n").lineCount());
    assertEquals(1, of("").lineCount());
    assertEquals("", of("").line(1));
  }

  @Test
  void columns_count_utf_16_units() {
    Document document = of("x\n\ud83d\ude00 mq01\n");
    int at = document.text().indexOf("mq01");
    assertEquals("till3/etc/a.conf:2:4", document.locate(at, at + 4).toString());
    assertEquals(8, document.locate(at, at + 4).endColumn());
  }

  @Test
  void a_span_ends_with_its_line() {
    Document document = of("first\nsecond\n");
    assertEquals(6, document.locate(2, 9).endColumn());
    assertEquals(3, document.locate(2, 9).column());
  }

  @Property(tries = 200)
  void every_offset_has_its_line(
      @ForAll @Chars({'a', '\n', '\r', 'ü'}) @StringLength(max = 40) String text) {
    Document document = of(text);
    int line = 1;
    for (int offset = 0; offset < text.length(); offset++) {
      assertEquals(line, document.lineOf(offset), () -> text.replace("\n", "N").replace("\r", "R"));
      char c = text.charAt(offset);
      boolean pair = c == '\r' && offset + 1 < text.length() && text.charAt(offset + 1) == '\n';
      line += (c == '\n' || c == '\r') && !pair ? 1 : 0;
    }
  }

  @Test
  void evidence_shows_the_span_and_its_line_without_secrets() {
    Document document = of("# x\n  url = amqp://shop:s3cr3t@mq01:5672\n");
    int at = document.text().indexOf("mq01");
    Evidence evidence = document.evidence(at, at + 4, "test", "test/url");
    assertEquals("mq01", evidence.text());
    assertEquals("url = amqp://***@mq01:5672", evidence.excerpt());
    assertEquals("test test/url", evidence.scanner() + " " + evidence.rule());
  }

  @Test
  void it_knows_its_place() {
    Document document = of("");
    assertEquals("a.conf", document.fileName());
    assertEquals("etc", document.folder());
    assertEquals("component:till3/etc/a.conf", document.component().toString());
    assertEquals("", Document.of("a", Scope.tree(""), "a", "").folder());
    assertEquals("till3/etc/a.conf", document.toString());
  }

  @Test
  void bytes_are_read_again_once_released() {
    int[] reads = {0};
    Document document =
        new Document(
            "a",
            Scope.tree(""),
            "a",
            () -> {
              reads[0]++;
              return "text".getBytes(UTF_8);
            });
    assertEquals("text", document.text());
    assertTrue(document.mentions("TEX"));
    assertFalse(document.mentions("texts"));
    assertEquals(1, reads[0]);
    document.release();
    assertEquals("text", document.text());
    assertEquals(2, reads[0]);
  }

  @Test
  void what_cannot_be_read_is_told() {
    Document document =
        new Document(
            "a",
            Scope.tree(""),
            "a",
            () -> {
              throw new IOException("gone");
            });
    assertThrows(UncheckedIOException.class, document::text);
  }

  @Test
  void what_is_made_of_a_document_is_made_once_until_it_is_released() {
    Document document = of("abc");
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      assertEquals(3, document.once("length", Integer.class, text -> made(made, text).length()));
      assertEquals("ABC", document.once("upper", String.class, text -> "ABC"));
    }
    assertEquals(List.of("abc"), made);
    document.release();
    assertEquals(4, document.once("length", Integer.class, text -> made(made, text).length() + 1));
    assertEquals(List.of("abc", "abc"), made);
  }

  private static String made(List<String> made, String text) {
    made.add(text);
    return text;
  }
}
