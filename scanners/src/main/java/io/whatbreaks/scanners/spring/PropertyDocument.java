package io.whatbreaks.scanners.spring;

import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.ApplicationKeys;
import io.whatbreaks.scanners.table.ApplicationKeys.Holds;
import io.whatbreaks.scanners.table.PropertyWriter.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The flat properties of one document of a file, by the profiles that must be active.
 *
 * @param sections by condition, in order of first appearance; the empty condition is always active
 */
record PropertyDocument(Map<String, List<Property>> sections) {
  private static final Pattern QUARKUS_PROFILE = Pattern.compile("%\\{?([\\w,-]+)}?\\.(.+)");

  /**
   * Flattens a root.
   *
   * @param profile the profile of the file's name, empty if none
   */
  static PropertyDocument of(Node root, String profile) {
    List<Property> all = new ArrayList<>();
    flatten("", root, all);
    String own =
        all.stream()
            .filter(PropertyDocument::isProfile)
            .flatMap(property -> List.of(property.value().value().split(",", -1)).stream())
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .distinct()
            .collect(Collectors.joining(" | "));
    String condition = both(profile, own);
    Map<String, List<Property>> sections = new LinkedHashMap<>();
    for (Property property : all) {
      Matcher quarkus = QUARKUS_PROFILE.matcher(property.key());
      boolean prefixed = quarkus.matches();
      sections
          .computeIfAbsent(
              prefixed ? both(condition, quarkus.group(1).replace(",", " | ")) : condition,
              key -> new ArrayList<>())
          .add(prefixed ? new Property(quarkus.group(2), property.value()) : property);
    }
    return new PropertyDocument(sections);
  }

  private static boolean isProfile(Property property) {
    return ApplicationKeys.of(property.key())
        .map(meaning -> meaning.holds() == Holds.PROFILE)
        .orElse(false);
  }

  private static String both(String one, String other) {
    if (one.isEmpty() || other.isEmpty() || one.equals(other)) {
      return one.isEmpty() ? other : one;
    }
    return one + " & " + (other.contains("|") ? "(" + other + ")" : other);
  }

  private static void flatten(String path, Node node, List<Property> into) {
    if (node instanceof Scalar scalar) {
      if (!path.isEmpty()) {
        into.add(new Property(path, stripped(scalar)));
      }
    } else if (node instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        String key = entry.key().value();
        flatten(path.isEmpty() ? key : path + "." + key, entry.value(), into);
      }
    } else if (node instanceof Node.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        flatten(path + "[" + i + "]", sequence.items().get(i), into);
      }
    } else {
      throw new AssertionError(node);
    }
  }

  private static Scalar stripped(Scalar scalar) {
    String value = scalar.value();
    int to = value.stripTrailing().length();
    int from = to - value.substring(0, to).stripLeading().length();
    return from == 0 && to == value.length() ? scalar : scalar.part(from, to);
  }
}
