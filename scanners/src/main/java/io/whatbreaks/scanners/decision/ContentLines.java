package io.whatbreaks.scanners.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The components of an iCalendar stream, each property with its line.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5545#section-3.1">RFC 5545, section 3.1</a>
 */
final class ContentLines {
  private static final int DEEPEST = 20;

  private ContentLines() {}

  /** Something between BEGIN and END. */
  static final class Component {
    private final String name;
    private final int line;
    private final List<Property> properties = new ArrayList<>();
    private final List<Component> inner = new ArrayList<>();

    private Component(String name, int line) {
      this.name = name;
      this.line = line;
    }

    String name() {
      return name;
    }

    private String shown() {
      return name.isEmpty() ? "nothing" : name + " of line " + line;
    }

    int line() {
      return line;
    }

    List<Component> inner(String wanted) {
      return inner.stream().filter(component -> component.name.equals(wanted)).toList();
    }

    List<Component> inner() {
      return inner;
    }

    List<Property> all(String wanted) {
      return properties.stream().filter(property -> property.name().equals(wanted)).toList();
    }

    Optional<Property> first(String wanted) {
      return properties.stream().filter(property -> property.name().equals(wanted)).findFirst();
    }

    /** The value of a property as text, escapes resolved (section 3.3.11); empty for none. */
    String text(String wanted) {
      return first(wanted).map(Property::text).orElse("");
    }
  }

  /**
   * A property.
   *
   * @param name in capitals
   * @param parameters by their names in capitals, quotes taken off
   */
  record Property(String name, Map<String, String> parameters, String value, int line) {
    String text() {
      return value
          .replaceAll("\\\\[nN]", " ")
          .replaceAll("\\\\([\\\\;,])", "$1")
          .replaceAll("\\p{Cntrl}+", " ")
          .strip();
    }

    /** The texts between commas that are not escaped. */
    List<String> texts() {
      List<String> texts = new ArrayList<>();
      for (String part : value.split("(?<!\\\\),", -1)) {
        String text = new Property(name, parameters, part, line).text();
        if (!text.isEmpty()) {
          texts.add(text);
        }
      }
      return texts;
    }

    String parameter(String wanted) {
      return parameters.getOrDefault(wanted, "");
    }
  }

  private record Line(String text, int number) {}

  /**
   * The outermost components.
   *
   * @throws Refusal where a line is none, or what begins does not end
   */
  static List<Component> read(String text) {
    List<Component> open = new ArrayList<>();
    Component top = new Component("", 1);
    open.add(top);
    for (Line line : unfolded(text)) {
      Property property = property(line);
      Component current = open.get(open.size() - 1);
      if (property.name().equals("BEGIN")) {
        if (open.size() > DEEPEST) {
          throw new Refusal("too-deep", line.number(), "this is nested too deep", "");
        }
        Component next = new Component(property.text().toUpperCase(Locale.ROOT), line.number());
        current.inner.add(next);
        open.add(next);
      } else if (property.name().equals("END")) {
        if (open.size() == 1 || !property.text().equalsIgnoreCase(current.name())) {
          throw new Refusal(
              "syntax-error",
              line.number(),
              "this ends " + property.text() + ", but what is open is " + current.shown(),
              "repair the file");
        }
        open.remove(open.size() - 1);
      } else {
        current.properties.add(property);
      }
    }
    if (open.size() > 1) {
      Component current = open.get(open.size() - 1);
      throw new Refusal(
          "syntax-error",
          current.line(),
          "this " + current.name() + " does not end",
          "the file may be cut off");
    }
    return top.inner;
  }

  /** A line that begins with a blank goes on from the one before. */
  private static List<Line> unfolded(String text) {
    List<Line> lines = new ArrayList<>();
    StringBuilder joined = new StringBuilder();
    int start = 1;
    int number = 0;
    for (String raw : text.split("\\r?\\n", -1)) {
      number++;
      if (number == 1 && raw.startsWith("\ufeff")) {
        raw = raw.substring(1);
      }
      if (!raw.isEmpty() && (raw.charAt(0) == ' ' || raw.charAt(0) == '\t') && number > 1) {
        joined.append(raw, 1, raw.length());
        continue;
      }
      if (joined.length() > 0) {
        lines.add(new Line(joined.toString(), start));
      }
      joined.setLength(0);
      joined.append(raw);
      start = number;
    }
    if (joined.length() > 0) {
      lines.add(new Line(joined.toString(), start));
    }
    return lines;
  }

  private static Property property(Line line) {
    String text = line.text();
    Map<String, String> parameters = new LinkedHashMap<>();
    boolean quoted = false;
    int from = 0;
    String name = "";
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ';' || c == ':')) {
        String part = text.substring(from, i);
        if (from == 0) {
          name = part.strip().toUpperCase(Locale.ROOT);
        } else {
          parameter(parameters, part);
        }
        from = i + 1;
        if (c == ':') {
          return new Property(name, parameters, text.substring(from), line.number());
        }
      }
    }
    throw new Refusal(
        "syntax-error", line.number(), "this is no line of a calendar", "write NAME:VALUE");
  }

  private static void parameter(Map<String, String> parameters, String part) {
    int equals = part.indexOf('=');
    if (equals > 0) {
      parameters.put(
          part.substring(0, equals).strip().toUpperCase(Locale.ROOT),
          part.substring(equals + 1).replace("\"", "").strip());
    }
  }

  /** Why a calendar cannot be read. */
  @SuppressWarnings("serial")
  static final class Refusal extends RuntimeException {
    private final String code;
    private final int line;
    private final String hint;

    Refusal(String code, int line, String message, String hint) {
      super(message);
      this.code = code;
      this.line = line;
      this.hint = hint;
    }

    String code() {
      return code;
    }

    int line() {
      return line;
    }

    String hint() {
      return hint;
    }
  }
}
