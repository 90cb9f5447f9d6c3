package io.whatbreaks.scanners.dns;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** States the facts of one tinydns data file. */
final class TinydnsData {
  /** Each is compared with all delegations. */
  private static final int MOST_ZONES = 500;

  private final Document document;
  private final ScanOutput output;

  /** Whether more is wanted than which zones and wildcards there are. */
  private final boolean whole;

  private boolean stated;

  private final Map<String, Scalar> zones = new LinkedHashMap<>();
  private final Set<String> delegations = new LinkedHashSet<>();

  /** Owners of what is neither address, alias nor delegation. */
  private final Set<String> others = new LinkedHashSet<>();

  TinydnsData(Document document, ScanOutput output) {
    this.document = document;
    this.output = output;
    this.whole = output.wantsDetails();
  }

  void state() {
    String text = document.text();
    int start = 0;
    while (start < text.length()) {
      int end = start;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      char first = text.charAt(start);
      if (end > start && first != '#' && first > ' ') {
        line(first, fields(text, start + 1, end));
      }
      start = end + 1;
    }
    zones.entrySet().stream().limit(MOST_ZONES).forEach(e -> zone(e.getKey(), e.getValue()));
  }

  private void zone(String name, Scalar written) {
    List<String> below = new ArrayList<>();
    for (String delegation : delegations) {
      if (!delegation.equals(name) && HostName.isWithin(delegation, name)) {
        below.add(delegation);
      }
    }
    output.add(
        new Fact.Zone(
            name,
            below,
            others.stream().filter(other -> HostName.isWithin(other, name)).toList(),
            Certainty.CERTAIN,
            output.evidence(written.start(), Written.end(written), "tinydns/zone")));
  }

  /** The fields of a line without the blanks behind them. */
  private static List<Scalar> fields(String text, int start, int end) {
    List<Scalar> fields = new ArrayList<>();
    int from = start;
    for (int i = start; i <= end; i++) {
      if (i == end || text.charAt(i) == ':') {
        fields.add(Scalar.verbatim(text.substring(from, i).stripTrailing(), from));
        from = i + 1;
      }
    }
    return fields;
  }

  private void line(char type, List<Scalar> fields) {
    Scalar name = fields.get(0);
    if ("@S^':".indexOf(type) >= 0 || (!whole && "+=36C".indexOf(type) >= 0)) {
      others.add(normal(name));
    }
    // A wildcard speaks of names that are written nowhere.
    stated = whole || name.value().startsWith("*");
    switch (type) {
      case '+', '=' -> address(name, fields, type == '+' ? "tinydns/a" : "tinydns/host");
      case '3', '6' -> address(name, fields, "tinydns/aaaa");
      case 'C' -> alias(name, fields);
      case '.' -> {
        zones.putIfAbsent(normal(name), name);
        server(fields, "ns", Group.Mode.ANY);
      }
      case '&' -> {
        delegations.add(normal(name));
        server(fields, "ns", Group.Mode.ANY);
      }
      case '@' -> server(fields, "mx", Group.Mode.ORDERED);
      case 'S' -> server(fields, "srv", Group.Mode.ANY);
      case '^' -> field(fields, 1).ifPresent(to -> reference(to, normal(to), "ptr", Group.ALONE));
      case 'Z' -> {
        zones.putIfAbsent(normal(name), name);
        field(fields, 1).ifPresent(to -> reference(to, normal(to), "soa", Group.ALONE));
      }
      case '\'' -> field(fields, 1).ifPresent(this::policy);
      case ':', '-', '%' -> {}
      default -> lost(name, "a line begins with the type of its record, not with " + type);
    }
  }

  private void policy(Scalar text) {
    if (!stated) {
      return;
    }
    for (Scalar name : SpfNames.in(unescaped(text))) {
      String absolute = ZoneNames.absolute(name.value(), "", "");
      Fact.Target target =
          new Fact.Target(Scope.DNS, absolute + ".", Set.of(NodeKind.HOST), OptionalInt.empty());
      output.add(
          new Fact.Reference(
              document.component(),
              target,
              new Fact.Use(Lookup.EACH_USE, Group.ALONE, true, Certainty.CERTAIN, ""),
              output.evidence(name.offset(0), name.endOffset(absolute.length()), "tinydns/spf")));
    }
  }

  /** The text with its octal escapes, {@code \072} for a colon, replaced. */
  private static Scalar unescaped(Scalar text) {
    String written = text.value();
    StringBuilder plain = new StringBuilder(written.length());
    int[] offsets = new int[written.length()];
    int i = 0;
    while (i < written.length()) {
      offsets[plain.length()] = text.offset(i);
      if (written.startsWith("\\", i) && i + 4 <= written.length()) {
        String octal = written.substring(i + 1, i + 4);
        if (octal.matches("[0-3][0-7]{2}")) {
          plain.append((char) Integer.parseInt(octal, 8));
          i += 4;
          continue;
        }
      }
      plain.append(written.charAt(i++));
    }
    return Scalar.scattered(
        plain.toString(), text.start(), text.end(), Arrays.copyOf(offsets, plain.length()));
  }

  private static Optional<Scalar> field(List<Scalar> fields, int at) {
    return at < fields.size() && !fields.get(at).value().isEmpty()
        ? Optional.of(fields.get(at))
        : Optional.empty();
  }

  private static String normal(Scalar name) {
    return ZoneNames.absolute(name.value(), "", "");
  }

  private void lost(Scalar at, String message) {
    output.lost("tinydns-syntax", at.start(), message, "this line is left out");
  }

  private void address(Scalar name, List<Scalar> fields, String rule) {
    Optional<Scalar> written = field(fields, 1);
    boolean hex = rule.equals("tinydns/aaaa");
    Optional<String> address =
        written.flatMap(w -> HostName.address(hex ? colons(w.value()) : w.value()));
    if (written.isEmpty() || address.isEmpty()) {
      lost(name, "no address for " + name.value());
      return;
    }
    declare(name, normal(name), rule);
    address(normal(name), address.get(), written.get(), rule);
  }

  private void address(String name, String address, Scalar at, String rule) {
    if (stated) {
      output.add(
          new Fact.Address(
              NodeId.host(Scope.DNS, name), address, output.evidence(at.start(), at.end(), rule)));
    }
  }

  private void declare(Scalar written, String name, String rule) {
    if (!stated) {
      return;
    }
    output.add(
        new Fact.Declaration(
            NodeId.host(Scope.DNS, name),
            Optional.empty(),
            output.evidence(written.start(), Written.end(written), rule)));
  }

  /** 32 hexadecimal digits as an IPv6 address. */
  private static String colons(String hex) {
    if (hex.length() != 32) {
      return hex;
    }
    StringBuilder address = new StringBuilder(39);
    for (int i = 0; i < 32; i += 4) {
      address.append(i > 0 ? ":" : "").append(hex, i, i + 4);
    }
    return address.toString();
  }

  private void alias(Scalar name, List<Scalar> fields) {
    Optional<Scalar> target = field(fields, 1);
    if (target.isEmpty()) {
      lost(name, "no target for " + name.value());
      return;
    }
    if (!stated) {
      return;
    }
    Scalar to = target.get();
    declare(name, normal(name), "tinydns/cname");
    output.add(
        new Fact.Alias(
            NodeId.host(Scope.DNS, normal(name)),
            normal(to),
            output.evidence(to.start(), Written.end(to), "tinydns/cname")));
  }

  /** {@code fqdn:ip:x}: x without a dot stands for {@code x.ns.fqdn} or {@code x.mx.fqdn}. */
  private void server(List<Scalar> fields, String kind, Group.Mode mode) {
    Optional<Scalar> server = field(fields, 2);
    if (server.isEmpty()) {
      return;
    }
    Scalar x = server.get();
    String owner = normal(fields.get(0));
    boolean whole = x.value().indexOf('.') >= 0;
    String name = whole ? normal(x) : normal(x) + "." + kind + "." + owner;
    reference(x, name, kind, new Group("tinydns/" + kind + ":" + owner, mode));
    Optional<Scalar> ip = field(fields, 1);
    Optional<String> address = ip.flatMap(written -> HostName.address(written.value()));
    if (ip.isPresent() && address.isPresent()) {
      declare(x, name, "tinydns/" + kind);
      address(name, address.get(), ip.get(), "tinydns/" + kind);
    }
  }

  private void reference(Scalar written, String name, String kind, Group group) {
    if (!stated) {
      return;
    }
    output.add(
        new Fact.Reference(
            document.component(),
            new Fact.Target(Scope.DNS, name + ".", Set.of(NodeKind.HOST), OptionalInt.empty()),
            new Fact.Use(Lookup.EACH_USE, group, !kind.equals("soa"), Certainty.CERTAIN, ""),
            output.evidence(written.start(), Written.end(written), "tinydns/" + kind)));
  }
}
