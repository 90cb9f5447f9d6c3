package io.whatbreaks.scanners.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The reader of the JDK is the measure for the values that are read here with their places. */
final class XmlReferenceTest {

  @Property(tries = 3000)
  void keys_and_values_are_those_of_the_reader_of_the_jdk(@ForAll("documents") String text)
      throws XMLStreamException {
    LocatedTree tree = Format.XML.read(text);
    assertEquals(List.of(), tree.problems(), text);
    assertEquals(List.of(), TreeText.broken(tree, text), text);
    assertEquals(expected(text), read(tree), text);
  }

  /** Keys with a sign before them, values without their outer blanks, empty ones left out. */
  private static List<String> read(LocatedTree tree) {
    List<String> found = new ArrayList<>();
    tree.roots().forEach(root -> collect(root, found));
    return found;
  }

  private static void collect(Node node, List<String> found) {
    if (node instanceof Scalar scalar) {
      if (!scalar.value().isBlank()) {
        found.add(scalar.value().strip());
      }
    } else if (node instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        if (!entry.key().value().isEmpty()) {
          found.add("@" + entry.key().value());
        }
        collect(entry.value(), found);
      }
    }
  }

  private static List<String> expected(String text) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
    List<String> found = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        run.append(reader.getText());
      } else if (event != XMLStreamConstants.COMMENT
          && event != XMLStreamConstants.PROCESSING_INSTRUCTION) {
        value(run.toString(), found);
        run.setLength(0);
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        found.add("@" + reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
          found.add("@" + reader.getAttributeLocalName(i));
          value(reader.getAttributeValue(i), found);
        }
      }
    }
    return found;
  }

  private static void value(String value, List<String> found) {
    if (!value.isBlank()) {
      found.add(value.strip());
    }
  }

  @Provide
  Arbitrary<String> documents() {
    return element(3).map(body -> "<?xml version='1.0'?>\n<!DOCTYPE r [<!ENTITY e 'x'>]>\n" + body);
  }

  private static Arbitrary<String> element(int depth) {
    Arbitrary<String> name = Arbitraries.of("a", "b-c", "d.e", "p:f");
    Arbitrary<String> attribute =
        Arbitraries.of("", " g='1 &lt; 2'", " h = \"i'j\nk\"", " p:l='&#65;&quot;' m=''");
    Arbitrary<String> text =
        Arbitraries.of(
            "", "x", " y z\n", "&amp;&#x42;", "<![CDATA[<&]]>", "<!-- <q> -->", "<?r s?>", "'\"=>");
    Arbitrary<String> child = depth == 0 ? text : Arbitraries.oneOf(text, element(depth - 1));
    return net.jqwik.api.Combinators.combine(name, attribute, child.list().ofMaxSize(4))
        .as(
            (tag, attributes, inner) ->
                "<"
                    + tag
                    + " xmlns:p='urn:p'"
                    + attributes
                    + ">"
                    + String.join("", inner)
                    + "</"
                    + tag
                    + " >");
  }
}
