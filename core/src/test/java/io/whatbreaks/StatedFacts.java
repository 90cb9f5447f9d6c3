package io.whatbreaks;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Facts written as lines, so that a test reads like the files it is about.
 *
 * <pre>
 * [ns01/db.shop.test] host:ns01           a document, and where its names are looked up from
 * zone shop.test -eu.shop.test +x.shop.test  a zone, what it delegates, other names that exist
 * a mq01.shop.test 10.0.0.5               an address record; cname NAME TARGET an alias record
 * ptr 5 10.0.0.5 mq01.shop.test           the reverse record of an address, its owner as written
 * ns shop.test ns01.shop.test             a name server of a zone
 * a mq01[.shop.test] 10.0.0.5             the same, written as a relative name
 * guess shop                              what its names were completed with; origin if certain
 * serves bind etc/bind/db.shop shop.test  another document's origin; behind it: VIEW CLIENT…
 * [till3/etc/hosts] host:till3
 * own till3 10.0.0.9                      a machine's own line; pin NAME ADDRESS another's
 * search shop.test                        also: ndots 2, order files dns
 * needs basket mq01:5672 start any=bus    a reference and how it is needed; also: listen
 * needs lb app01 in=backend               a reference in a part of a process; also of listens
 * passes lb frontend backend              a part hands on; called lb frontend shop.test its name
 * needs store app02 soft client           who may come in; reverse-client: by the reverse record
 * admits store 10.0.0.0/24 list           whose addresses may come in; refuses: may not
 * interface eth0 10.0.0.9                 an address that a machine's own file gives it
 * set basket mq.host=mq01 profile=prod    a setting
 * [a/compose.yaml] compose:a in tree:
 * joins db back shared                    a name is on a network, known to the machine as that
 * selects db app=db                       a name selects components; carries COMPONENT app=db
 * ports db 80,443                         a name answers on these ports alone
 * </pre>
 *
 * <p>The evidence of a fact is the word of the line that a rename would edit.
 */
public final class StatedFacts {
  private final List<Fact> facts = new ArrayList<>();
  private String path = "facts";
  private Scope from = Scope.tree("");
  private Scope holder = Scope.tree("");
  private int number;
  private String line = "";
  private String[] words = {};

  private StatedFacts() {}

  /** The facts that lines of text state. */
  public static List<Fact> of(String text) {
    StatedFacts stated = new StatedFacts();
    text.lines().forEach(stated::line);
    return List.copyOf(stated.facts);
  }

  /** The world of these facts. */
  public static World world(String text) {
    return World.of(of(text));
  }

  /** A scope by its printed form; {@code compose:shop in host:till3} lies within another. */
  public static Scope scope(String text) {
    String[] parts = text.split(" in ", 2);
    int colon = parts[0].indexOf(':');
    Scope.Kind kind = Scope.Kind.valueOf(parts[0].substring(0, colon).toUpperCase(Locale.ROOT));
    String name = parts[0].substring(colon + 1);
    return parts.length == 1
        ? new Scope(kind, name, "")
        : Scope.within(scope(parts[1]), kind, name);
  }

  private void line(String text) {
    number++;
    line = text;
    if (text.isBlank()) {
      return;
    }
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      path = text.substring(1, close);
      from = scope(text.substring(close + 1).strip());
      int in = text.indexOf(" in ");
      holder = in < 0 ? from : scope(text.substring(in + 4).strip());
      number = 0;
      return;
    }
    words = text.strip().split("\\s+");
    switch (words[0]) {
      case "zone", "a", "cname", "dname", "ptr" -> record();
      case "ns" -> nameServer();
      case "origin", "guess", "serves" -> zoneFile();
      case "own", "hostname", "pin", "search", "ndots", "order" -> machine();
      case "service", "alias", "placed", "queue", "exchange", "bind" -> declared();
      case "joins", "carries", "selects", "ports" -> containers();
      case "needs" -> needs();
      case "set" -> set();
      default -> component();
    }
  }

  private Evidence at(String word, String rule) {
    int column = line.indexOf(word, line.indexOf(words[0]) + words[0].length()) + 1;
    return new Evidence(
        new SourceLocation(path, number, column, column + word.length()), word, line, "test", rule);
  }

  private NodeId me() {
    return NodeId.component(holder, words[1]);
  }

  private void record() {
    switch (words[0]) {
      case "zone" -> {
        List<String> away = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int i = 2; i < words.length; i++) {
          (words[i].startsWith("-") ? away : others).add(words[i].substring(1));
        }
        facts.add(
            new Fact.Zone(
                whole(words[1]),
                away,
                others,
                Certainty.CERTAIN,
                at(written(words[1]), "zone/origin")));
      }
      case "a" -> {
        declare(NodeId.host(Scope.DNS, whole(words[1])), "zone/a");
        facts.add(
            new Fact.Address(
                NodeId.host(Scope.DNS, whole(words[1])), words[2], at(words[2], "zone/a")));
      }
      case "ptr" -> {
        declare(NodeId.address(words[2]), "zone/ptr");
        facts.add(
            new Fact.Reference(
                NodeId.component(holder, path),
                new Fact.Target(
                    Scope.DNS, words[3] + ".", Set.of(NodeKind.HOST), OptionalInt.empty()),
                new Fact.Use(Lookup.EACH_USE, Group.ALONE, true, Certainty.CERTAIN, ""),
                at(words[3], "zone/ptr")));
      }
      default -> {
        String rule = "zone/" + words[0];
        if (!words[0].equals("dname")) {
          declare(NodeId.host(Scope.DNS, whole(words[1])), rule);
        }
        facts.add(
            new Fact.Alias(
                NodeId.host(Scope.DNS, whole(words[1])),
                whole(words[2]),
                at(written(words[2]), rule)));
      }
    }
  }

  /** Of {@code mq01[.shop.test]} the whole name. */
  private static String whole(String word) {
    return word.replaceFirst("^@\\[", "").replace("[", "").replace("]", "");
  }

  /** Of {@code mq01[.shop.test]} what stands in the file: {@code mq01}. */
  private static String written(String word) {
    return word.replaceFirst("\\[.*]", "");
  }

  private NodeId document() {
    String root = from.name() + "/";
    return NodeId.component(from, path.startsWith(root) ? path.substring(root.length()) : path);
  }

  private void nameServer() {
    facts.add(
        new Fact.Reference(
            document(),
            new Fact.Target(Scope.DNS, words[2] + ".", Set.of(NodeKind.HOST), OptionalInt.empty()),
            new Fact.Use(
                Lookup.EACH_USE,
                new Group("zone/ns:" + words[1], Group.Mode.ANY),
                true,
                Certainty.CERTAIN,
                ""),
            at(words[2], "zone/ns")));
  }

  private void zoneFile() {
    if (words[0].equals("serves")) {
      String view = words.length > 4 ? words[4] : "";
      List<String> clients = List.of(words).subList(Math.min(5, words.length), words.length);
      facts.add(
          new Fact.ZoneFile(
              me(),
              words[2],
              Optional.of(words[3]),
              Certainty.CERTAIN,
              view,
              clients,
              at(words[2], "named/file")));
      return;
    }
    facts.add(
        new Fact.ZoneFile(
            document(),
            document().name(),
            Optional.of(words[1]),
            words[0].equals("guess") ? Certainty.POSSIBLE : Certainty.CERTAIN,
            "",
            List.of(),
            at(words[1], "zone/file")));
  }

  private void declare(NodeId node, String rule) {
    facts.add(new Fact.Declaration(node, Optional.empty(), at(written(words[1]), rule)));
  }

  private void machine() {
    List<String> rest = List.of(words).subList(1, words.length);
    switch (words[0]) {
      case "hostname" -> declare(NodeId.host(from, words[1]), "hostname");
      case "own", "pin" -> {
        if (words[0].equals("own")) {
          declare(NodeId.host(from, words[1]), "hosts/own");
        }
        facts.add(
            new Fact.Address(
                NodeId.host(from, words[1]),
                words[2],
                at(words[1], "hosts/pin"),
                at(words[2], "hosts/address")));
      }
      case "search" -> resolver(rest, OptionalInt.empty(), List.of());
      case "ndots" -> resolver(List.of(), OptionalInt.of(Integer.parseInt(words[1])), List.of());
      default -> resolver(List.of(), OptionalInt.empty(), rest);
    }
  }

  private void resolver(List<String> search, OptionalInt ndots, List<String> order) {
    facts.add(new Fact.ResolverConfig(from, search, ndots, order, at(words[1], "resolver")));
  }

  private void declared() {
    switch (words[0]) {
      case "service" -> {
        NodeId host = NodeId.host(from, words[1]);
        facts.add(new Fact.Declaration(host, Optional.of(me()), at(words[1], "service")));
        facts.add(new Fact.Placement(me(), host, at(words[1], "service")));
      }
      case "alias" ->
          facts.add(new Fact.Alias(NodeId.host(from, words[1]), words[2], at(words[2], "alias")));
      case "placed" ->
          facts.add(new Fact.Placement(me(), NodeId.host(from, words[2]), at(words[2], "placed")));
      case "bind" ->
          facts.add(
              new Fact.Binding(
                  NodeId.component(holder, "broker"),
                  new NodeId(NodeKind.EXCHANGE, from, words[1]),
                  new NodeId(NodeKind.QUEUE, from, words[2]),
                  words[3],
                  List.of(),
                  at(words[1], "bind"),
                  at(words[2], "bind")));
      default ->
          facts.add(
              new Fact.Declaration(
                  new NodeId(NodeKind.of(words[0]).orElseThrow(), from, words[1]),
                  words.length > 2
                      ? Optional.of(NodeId.component(holder, words[2]))
                      : Optional.empty(),
                  at(words[1], words[0])));
    }
  }

  private void containers() {
    NodeId host = NodeId.host(from, words[1]);
    switch (words[0]) {
      case "joins" ->
          facts.add(
              new Fact.Attachment(
                  host, words[2], words.length > 3 ? words[3] : "", at(words[2], "joins")));
      case "ports" ->
          facts.add(
              new Fact.Ports(
                  host,
                  Stream.of(words[2].split(",")).map(Integer::valueOf).toList(),
                  at(words[2], "ports")));
      default ->
          facts.add(
              new Fact.Labels(
                  words[0].equals("carries") ? me() : host,
                  from,
                  List.of(words).subList(2, words.length),
                  at(words[2], words[0])));
    }
  }

  private void needs() {
    String name = words[2];
    OptionalInt port = OptionalInt.empty();
    int colon = name.lastIndexOf(':');
    if (colon > 0 && name.substring(colon + 1).matches("\\d+")) {
      port = OptionalInt.of(Integer.parseInt(name.substring(colon + 1)));
      name = name.substring(0, colon);
    }
    Lookup lookup = Lookup.EACH_USE;
    Group group = Group.ALONE;
    Certainty certainty = Certainty.CERTAIN;
    boolean hard = true;
    String key = "";
    String rule = "needs";
    NodeKind kind = NodeKind.HOST;
    for (int i = 3; i < words.length; i++) {
      String[] option = words[i].split("=", 2);
      switch (option[0]) {
        case "start" -> lookup = Lookup.START;
        case "listen" -> lookup = Lookup.LISTEN;
        case "connection" -> lookup = Lookup.CONNECTION;
        case "soft" -> hard = false;
        case "rule" -> rule = option[1];
        case "client" -> lookup = Lookup.CLIENT;
        case "reverse-client" -> lookup = Lookup.REVERSE_CLIENT;
        case "possible" -> certainty = Certainty.POSSIBLE;
        case "key" -> key = option[1];
        case "in" -> {}
        case "queue", "exchange", "topic", "component" ->
            kind = NodeKind.of(option[0]).orElseThrow();
        default ->
            group = new Group(option[1], Group.Mode.valueOf(option[0].toUpperCase(Locale.ROOT)));
      }
    }
    facts.add(
        new Fact.Reference(
            me(),
            new Fact.Target(from, name, Set.of(kind), port),
            new Fact.Use(lookup, group, hard, certainty, key),
            at(name.endsWith(".") ? name.substring(0, name.length() - 1) : name, rule)));
    part(Fact.Tie.HOLDS, "", facts.get(facts.size() - 1).evidence());
  }

  private void part(Fact.Tie tie, String value, Evidence at) {
    if (!value("in").isEmpty()) {
      facts.add(new Fact.Part(me(), value("in"), tie, value, at));
    }
  }

  private void set() {
    String[] pair = words[2].split("=", 2);
    int rank = Fact.Rank.FILE;
    String profile = "";
    for (int i = 3; i < words.length; i++) {
      String[] option = words[i].split("=", 2);
      if (option[0].equals("profile")) {
        profile = option[1];
        rank += Fact.Rank.PROFILE;
      } else {
        rank = Integer.parseInt(option[1]);
      }
    }
    int column = line.indexOf('=') + 2;
    Evidence evidence =
        new Evidence(
            new SourceLocation(path, number, column, column + pair[1].length()),
            pair[1],
            line,
            "test",
            "set");
    facts.add(new Fact.Setting(me(), pair[0], pair[1], rank, profile, evidence));
  }

  private void component() {
    switch (words[0]) {
      case "interface" ->
          facts.add(
              new Fact.Declaration(
                  NodeId.address(words[2]), Optional.of(me()), at(words[2], "interface")));
      case "listens" -> {
        Evidence port = at(words[2], "listens");
        facts.add(new Fact.Listener(me(), Integer.parseInt(words[2]), port));
        part(Fact.Tie.ENTERED, words[2], port);
      }
      case "admits", "refuses" ->
          facts.add(
              new Fact.Admission(
                  me(),
                  words.length > 3 ? words[3] : "",
                  words[2],
                  words[0].equals("admits"),
                  at(words[2], words[0])));
      case "passes", "called" ->
          facts.add(
              new Fact.Part(
                  me(),
                  words[2],
                  words[0].equals("passes") ? Fact.Tie.PASSES : Fact.Tie.CALLED,
                  words[3],
                  at(words[3], words[0])));
      case "reads" -> facts.add(new Fact.Reads(me(), words[2], at(words[2], "reads")));
      case "settings" -> facts.add(new Fact.Reads(me(), words[2], false, at(words[2], "settings")));
      case "note" ->
          facts.add(
              new Fact.Note(
                  me(),
                  "needs",
                  Lookup.valueOf(words[2].toUpperCase(Locale.ROOT)),
                  words[3],
                  "the manual",
                  at(words[3], "needs")));
      case "installed" ->
          facts.add(
              new Fact.Installation(
                  me(), words[2], words.length > 3 ? words[3] : "", at(words[2], "installed")));
      case "identity" ->
          facts.add(
              new Fact.Identity(
                  me(),
                  words[2],
                  Fact.Loss.valueOf(words[3].toUpperCase(Locale.ROOT)),
                  option("possible") ? Certainty.POSSIBLE : Certainty.CERTAIN,
                  new Fact.Bond(
                      List.of(words).subList(4, words.length).stream()
                          .filter(word -> !Set.of("possible", "short", "alias").contains(word))
                          .filter(word -> !word.startsWith("own="))
                          .toList(),
                      value("own"),
                      option("short"),
                      option("alias")),
                  new Fact.Advice("its name is its machine's", "pin it", "unpin it", "the manual"),
                  at(words[1], "identity")));
      case "value", "literal", "comment", "prose" ->
          facts.add(
              new Fact.Token(
                  me(),
                  from,
                  words[2],
                  Fact.Span.valueOf(words[0].toUpperCase(Locale.ROOT)),
                  at(words[2], "token")));
      default -> throw new IllegalArgumentException(line);
    }
  }

  private boolean option(String word) {
    return List.of(words).contains(word);
  }

  private String value(String key) {
    return List.of(words).stream()
        .filter(word -> word.startsWith(key + "="))
        .map(word -> word.substring(key.length() + 1))
        .findFirst()
        .orElse("");
  }
}
