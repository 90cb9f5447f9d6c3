package io.whatbreaks.scanners.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOutput;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.Leaf;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ReferenceWriterTest {

  @Test
  void endpoints_of_one_value_form_a_group() {
    ReferenceWriter.Usage usage =
        new ReferenceWriter.Usage(
            Syntax.HOSTS,
            Lookup.CONNECTION,
            Group.Mode.ANY,
            true,
            Certainty.CERTAIN,
            OptionalInt.of(9092));
    assertEquals(
        """
        1:5-9 mq01:9092 r@4:ANY CONNECTION CERTAIN
        1:10-14 mq02:1 r@4:ANY CONNECTION CERTAIN""",
        facts(
            "k = mq01,mq02:1", (writer, leaf) -> writer.endpoints(leaf.value(), usage, "k", "r")));
  }

  @Test
  void candidates_with_scheme_or_port_are_possible_references_and_others_tokens() {
    assertEquals(
        """
        1:5-9 token VALUE mq01
        1:10-13 db1:5432 :SINGLE EACH_USE POSSIBLE""",
        facts(
            "k = mq01,db1:5432",
            (writer, leaf) -> writer.candidates(leaf.value(), Fact.Span.VALUE, "k", "r")));
    assertEquals(
        """
        1:12-15 web:80 r@4:ALL EACH_USE POSSIBLE
        1:16-19 db1:5432 r@4:ALL EACH_USE POSSIBLE""",
        facts(
            "k = http://web,db1:5432",
            (writer, leaf) -> writer.candidates(leaf.value(), Fact.Span.LITERAL, "k", "r")));
  }

  @Test
  void candidates_of_comments_are_tokens() {
    assertEquals(
        "1:5-8 token COMMENT db1",
        facts(
            "k = db1:5432",
            (writer, leaf) -> writer.candidates(leaf.value(), Fact.Span.COMMENT, "k", "r")));
  }

  private static String facts(String text, BiConsumer<ReferenceWriter, Leaf> writing) {
    Scanner scanner =
        new Scanner() {
          @Override
          public String id() {
            return "test";
          }

          @Override
          public boolean accepts(Document document) {
            return true;
          }

          @Override
          public void scan(Document document, ScanOutput output) {
            ReferenceWriter writer =
                new ReferenceWriter(output, document.component(), document.scope());
            Leaf.of(Format.PROPERTIES.read(document.text()))
                .forEach(leaf -> writing.accept(writer, leaf));
          }
        };
    SourceOutput output = new SourceOutput();
    output.document(Document.of("till3/a", Scope.host("till3"), "a", text));
    return Scanners.of(List.of(scanner)).scan(output).facts().stream()
        .map(ReferenceWriterTest::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(Fact fact) {
    var at = fact.evidence().at();
    String place = at.line() + ":" + at.column() + "-" + at.endColumn() + " ";
    if (fact instanceof Fact.Token token) {
      return place + "token " + token.span() + " " + token.text();
    }
    Fact.Reference reference = (Fact.Reference) fact;
    Fact.Use use = reference.use();
    return place
        + reference.target().name()
        + ":"
        + reference.target().port().getAsInt()
        + " "
        + use.group().id()
        + ":"
        + use.group().mode()
        + " "
        + use.lookup()
        + " "
        + use.certainty();
  }
}
