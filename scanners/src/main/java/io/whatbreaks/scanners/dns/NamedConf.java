package io.whatbreaks.scanners.dns;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.value.ClientNet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** States the facts of one BIND configuration. */
final class NamedConf {
  private static final int DNS_PORT = 53;
  private static final int DEEPEST = 20;

  private final Document document;
  private final ScanOutput output;
  private final NodeId component;
  private String directory = "";
  private int port = DNS_PORT;
  private Optional<Evidence> listens = Optional.empty();

  NamedConf(Document document, ScanOutput output) {
    this.document = document;
    this.output = output;
    this.component = NodeId.component(document.scope(), isOfPowerDns(document) ? "pdns" : "bind");
  }

  /** Whether it lies where PowerDNS has its configuration. */
  static boolean isOfPowerDns(Document document) {
    String folder = "/" + document.folder() + "/";
    return folder.contains("/powerdns/") || folder.contains("/pdns/");
  }

  void state(Node.Mapping root) {
    for (Node.Entry entry : root.entries()) {
      if (entry.key().value().equals("options")) {
        options(entry);
      }
    }
    boolean main = document.fileName().equals("named.conf") && !isOfPowerDns(document);
    if (main && !root.entries().isEmpty()) {
      Scalar first = root.entries().get(0).key();
      Evidence here = output.evidence(first.start(), first.end(), "named/installation");
      output.add(new Fact.Installation(component, "bind", "", here));
      if (listens.isEmpty()) {
        output.add(new Fact.Listener(component, DNS_PORT, here));
      }
    }
    listens.ifPresent(here -> output.add(new Fact.Listener(component, port, here)));
    statements(root, 0);
    new NamedZones(component, this::within, output).state(root);
  }

  private void options(Node.Entry options) {
    for (Node.Entry entry : block(options.value())) {
      List<Scalar> words = words(entry.value());
      switch (word(entry)) {
        case "directory" -> directory = words.isEmpty() ? "" : words.get(0).value();
        case "port" -> listen(words, 0);
        case "listen-on" -> {
          if (words.size() > 1 && words.get(0).value().equals("port")) {
            listen(words, 1);
          }
        }
        default -> {}
      }
    }
  }

  private void listen(List<Scalar> words, int at) {
    if (at < words.size() && isPort(words.get(at).value())) {
      Scalar word = words.get(at);
      port = Integer.parseInt(word.value());
      listens = Optional.of(output.evidence(word.start(), word.end(), "named/listen-on"));
    }
  }

  private static boolean isPort(String word) {
    return word.matches("[1-9]\\d{0,4}") && Integer.parseInt(word) <= 65535;
  }

  private void statements(Node.Mapping block, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    for (Node.Entry entry : block.entries()) {
      statement(entry);
      if (mapping(entry.value()) instanceof Node.Mapping inner) {
        statements(inner, depth + 1);
      }
    }
  }

  private void statement(Node.Entry entry) {
    String word = word(entry);
    switch (word) {
      case "file", "include" -> reads(entry, word);
      case "masters",
          "primaries",
          "forwarders",
          "also-notify",
          "parental-agents",
          "dual-stack-servers" ->
          servers(entry, word);
      case "listen-on", "listen-on-v6" -> block(entry.value()).forEach(a -> own(a.key(), word));
      case "server" -> words(entry.value()).stream().limit(1).forEach(a -> access(a, word));
      case "acl",
          "allow-query",
          "allow-query-cache",
          "allow-recursion",
          "allow-transfer",
          "allow-update",
          "allow-notify",
          "allow-update-forwarding",
          "blackhole",
          "match-clients",
          "allow" ->
          clients(entry, word);
      default -> {}
    }
  }

  private void reads(Node.Entry entry, String keyword) {
    List<Scalar> words = words(entry.value());
    if (words.isEmpty() || words.get(0).value().isEmpty()) {
      return;
    }
    Scalar path = words.get(0);
    output.add(
        new Fact.Reads(
            component,
            within(path.value()),
            output.evidence(
                path.offset(0), path.endOffset(path.value().length()), "named/" + keyword)));
  }

  /**
   * A relative path hangs on the directory option; where that is in another file, on its usual
   * value.
   */
  private String within(String path) {
    String full = path;
    if (!path.startsWith("/")) {
      String from = directory;
      if (from.isEmpty()) {
        from = document.localPath().startsWith("etc/bind/") ? "/var/cache/bind" : document.folder();
      }
      full = from.isEmpty() ? path : from + "/" + path;
    }
    return full.startsWith("/") ? full.substring(1) : full;
  }

  private void servers(Node.Entry entry, String keyword) {
    Group group =
        new Group(keyword + "@" + document.fileName() + ":" + entry.key().start(), Group.Mode.ANY);
    for (Node.Entry item : block(entry.value())) {
      // 10.0.0.1 port 5353 key transfer;
      List<Scalar> more = words(item.value());
      OptionalInt own = OptionalInt.empty();
      if (more.size() > 1 && more.get(0).value().equals("port") && isPort(more.get(1).value())) {
        own = OptionalInt.of(Integer.parseInt(more.get(1).value()));
      }
      int to = own.orElse(DNS_PORT);
      Fact.Use use = new Fact.Use(Lookup.EACH_USE, group, true, Certainty.CERTAIN, keyword);
      reference(item.key(), OptionalInt.of(to), use);
    }
  }

  private void own(Scalar item, String keyword) {
    if (!item.value().startsWith("127.") && !item.value().equals("::1")) {
      reference(
          item,
          OptionalInt.empty(),
          new Fact.Use(Lookup.LISTEN, Group.ALONE, true, Certainty.CERTAIN, keyword));
    }
  }

  /** A list that names others, keys for instance, does not tell by itself who may come in. */
  private void clients(Node.Entry entry, String keyword) {
    List<Scalar> items = block(entry.value()).stream().map(Node.Entry::key).toList();
    items.forEach(item -> access(item, keyword));
    boolean tells =
        keyword.startsWith("allow") && items.stream().allMatch(item -> net(item).isPresent());
    for (Scalar item : tells ? items : List.<Scalar>of()) {
      output.add(
          new Fact.Admission(
              component,
              keyword + "@" + document.localPath() + ":" + entry.key().start(),
              net(item).orElseThrow(),
              !item.value().startsWith("!"),
              output.evidence(
                  item.offset(0), item.endOffset(item.value().length()), "named/" + keyword)));
    }
  }

  private static Optional<String> net(Scalar item) {
    return ClientNet.of(item.value().replaceFirst("^!", ""));
  }

  private void access(Scalar item, String keyword) {
    reference(
        item,
        OptionalInt.empty(),
        new Fact.Use(Lookup.EACH_USE, Group.ALONE, false, Certainty.CERTAIN, keyword));
  }

  /** Anything but an address is a list, a key or a net. */
  private void reference(Scalar item, OptionalInt to, Fact.Use use) {
    String written = item.value();
    int from = written.startsWith("!") ? 1 : 0;
    String address = written.substring(from);
    if (HostName.address(address).isEmpty()) {
      return;
    }
    output.add(
        new Fact.Reference(
            component,
            new Fact.Target(document.scope(), address, Set.of(NodeKind.HOST), to),
            use,
            output.evidence(
                item.offset(from), item.endOffset(written.length()), "named/" + use.key())));
  }

  static String word(Node.Entry entry) {
    return entry.key().value().toLowerCase(Locale.ROOT);
  }

  /** The words behind a keyword, a block left out. */
  static List<Scalar> words(Node value) {
    List<Scalar> words = new ArrayList<>();
    List<Node> items = value instanceof Node.Sequence sequence ? sequence.items() : List.of(value);
    for (Node item : items) {
      if (item instanceof Scalar word && !word.value().isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  static List<Node.Entry> block(Node value) {
    return mapping(value) instanceof Node.Mapping block ? block.entries() : List.of();
  }

  private static Node mapping(Node value) {
    if (value instanceof Node.Sequence sequence && !sequence.items().isEmpty()) {
      return sequence.items().get(sequence.items().size() - 1);
    }
    return value;
  }
}
