package io.whatbreaks.scanners.table;

import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.PropertyWriter.Property;
import java.util.ArrayList;
import java.util.List;

/**
 * Properties that one property holds as JSON: {@code SPRING_APPLICATION_JSON}.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/features/external-config.html">JSON
 *     Application Properties</a>
 */
final class ApplicationJson {
  private static final String KEY = ApplicationKeys.uniform("spring.application.json");

  private ApplicationJson() {}

  static boolean isIn(Property property) {
    return ApplicationKeys.uniform(property.key()).equals(KEY);
  }

  /** The properties of a value; what JSON escapes is left out, as it stands otherwise there. */
  static List<Property> of(Scalar value) {
    List<Property> properties = new ArrayList<>();
    for (Node root : Format.JSON.read(value.value()).roots()) {
      flatten("", root, value, properties);
    }
    return properties;
  }

  private static void flatten(String path, Node node, Scalar whole, List<Property> into) {
    if (node instanceof Scalar leaf) {
      int from = leaf.offset(0);
      int to = leaf.endOffset(leaf.value().length());
      boolean plain = whole.value().substring(from, to).equals(leaf.value());
      if (plain && !path.isEmpty() && !leaf.value().isEmpty()) {
        into.add(new Property(path, whole.part(from, to)));
      }
    } else if (node instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        String key = entry.key().value();
        flatten(path.isEmpty() ? key : path + "." + key, entry.value(), whole, into);
      }
    } else if (node instanceof Node.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        flatten(path + "[" + i + "]", sequence.items().get(i), whole, into);
      }
    } else {
      throw new AssertionError(node);
    }
  }
}
