package io.whatbreaks.scanners.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AnnotationNode;

/** Takes the values of an annotation out of the form that ASM gives them. */
final class AnnotationText {
  private AnnotationText() {}

  /** A value, or nothing where it is the default. */
  static Optional<Object> value(AnnotationNode annotation, String key) {
    List<@Nullable Object> pairs = annotation.values == null ? List.of() : annotation.values;
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      if (key.equals(pairs.get(i))) {
        return Optional.ofNullable(pairs.get(i + 1));
      }
    }
    return Optional.empty();
  }

  /** A text that is not empty. */
  static Optional<String> of(AnnotationNode annotation, String key) {
    return all(annotation, key).stream().findFirst();
  }

  /** All texts of a value that is one or a list, without empty ones. */
  static List<String> all(AnnotationNode annotation, String key) {
    List<String> texts = new ArrayList<>();
    for (Object item : items(annotation, key)) {
      if (item instanceof String text && !text.isEmpty()) {
        texts.add(text);
      } else if (item instanceof String[] constant && constant.length == 2) {
        texts.add(constant[1]);
      }
    }
    return texts;
  }

  /** All annotations of a value that is one or a list. */
  static List<AnnotationNode> nested(AnnotationNode annotation, String key) {
    List<AnnotationNode> all = new ArrayList<>();
    for (Object item : items(annotation, key)) {
      if (item instanceof AnnotationNode inner) {
        all.add(inner);
      }
    }
    return all;
  }

  private static List<?> items(AnnotationNode annotation, String key) {
    Optional<Object> value = value(annotation, key);
    return value.isEmpty()
        ? List.of()
        : value.get() instanceof List<?> list ? list : List.of(value.get());
  }
}
