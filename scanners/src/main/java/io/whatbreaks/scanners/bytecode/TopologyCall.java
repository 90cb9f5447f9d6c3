package io.whatbreaks.scanners.bytecode;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.NodeKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * What a call of a library says of queues, exchanges and topics: a row of the resource {@code
 * messaging-calls.txt}.
 *
 * @param owner the classes that have the method
 * @param takes the simple names of the types of its first parameters
 * @param parts what stands where: the word, and the number of the parameter, or a fixed word
 */
record TopologyCall(Pattern owner, List<String> takes, Act act, Map<String, String> parts) {
  private static final String MARKERS = "markers";
  private static final Table TABLE = read();

  /** What a call does with what it names. */
  enum Act {
    PUBLISHES,
    CONSUMES,
    DECLARES,
    USES,
    BINDS,
    BINDS_EXCHANGE
  }

  private record Table(List<String> markers, Map<String, List<TopologyCall>> byMethod) {}

  TopologyCall {
    takes = List.copyOf(takes);
  }

  /** Texts of which a class holds one if it has anything to do with messages. */
  static List<String> markers() {
    return TABLE.markers();
  }

  /** What a call says, if it is known. */
  static Optional<TopologyCall> of(MethodInsnNode call) {
    List<TopologyCall> rows = TABLE.byMethod().getOrDefault(call.name, List.of());
    return rows.stream().filter(row -> row.fits(call)).findFirst();
  }

  private boolean fits(MethodInsnNode call) {
    if (!owner.matcher(call.owner).matches()) {
      return false;
    }
    Type[] types = Type.getArgumentTypes(call.desc);
    if (types.length < takes.size()) {
      return false;
    }
    for (int i = 0; i < takes.size(); i++) {
      String name = types[i].getClassName();
      int simple = Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1;
      if (!name.substring(simple).equals(takes.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The number, from 1, of the parameter in which such a thing stands; 0 if in none. */
  int parameter(String word) {
    String number = parts.getOrDefault(word, "0");
    return Character.isDigit(number.charAt(0)) ? Integer.parseInt(number) : 0;
  }

  /** The parts that name a thing, with the kinds that it may be. */
  Map<Set<NodeKind>, Integer> things() {
    Map<Set<NodeKind>, Integer> things = new LinkedHashMap<>();
    for (String word : parts.keySet()) {
      Set<NodeKind> kinds = EnumSet.noneOf(NodeKind.class);
      for (String kind : word.split("\\+", -1)) {
        NodeKind.of(kind).ifPresent(kinds::add);
      }
      if (!kinds.isEmpty()) {
        things.put(kinds, parameter(word));
      }
    }
    return things;
  }

  /** The class and method as people write them. */
  static String shown(MethodInsnNode call) {
    String owner =
        call.owner.substring(
            Math.max(call.owner.lastIndexOf('/'), call.owner.lastIndexOf('$')) + 1);
    return call.name.equals("<init>") ? "new " + owner : owner + "." + call.name;
  }

  private static Table read() {
    Map<String, List<TopologyCall>> byMethod = new HashMap<>();
    List<String> markers = new ArrayList<>();
    try (InputStream in = TopologyCall.class.getResourceAsStream("messaging-calls.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(requireNonNull(in), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.isBlank() || line.charAt(0) == '#') {
          continue;
        }
        List<String> words = List.of(line.split(" ", -1));
        if (words.get(0).equals(MARKERS)) {
          markers.addAll(words.subList(1, words.size()));
        } else {
          add(words, byMethod);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Table(List.copyOf(markers), byMethod);
  }

  private static void add(List<String> words, Map<String, List<TopologyCall>> byMethod) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : words.subList(4, words.size())) {
      int equals = part.indexOf('=');
      parts.put(part.substring(0, equals), part.substring(equals + 1));
    }
    TopologyCall call =
        new TopologyCall(
            Pattern.compile(words.get(0)),
            words.get(2).equals("-") ? List.of() : List.of(words.get(2).split(",", -1)),
            Act.valueOf(words.get(3).toUpperCase(Locale.ROOT).replace('-', '_')),
            parts);
    for (String method : words.get(1).split("\\|", -1)) {
      byMethod.computeIfAbsent(method, absent -> new ArrayList<>()).add(call);
    }
  }
}
