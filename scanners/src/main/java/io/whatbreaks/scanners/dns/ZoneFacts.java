package io.whatbreaks.scanners.dns;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** States the facts of the records of one zone file, now that the origin is known. */
final class ZoneFacts {
  /**
   * A file with more holds something else than zones, and each is compared with all delegations.
   */
  private static final int MOST_ZONES = 500;

  /** The first label of a mailbox, which may hold dots behind backslashes. */
  private static final Pattern USER = Pattern.compile("^((?:\\\\.|[^.\\\\])+)\\.");

  private final Document document;
  private final ScanOutput output;
  private final List<ZoneRecord> records;
  private final ZoneOrigin origin;
  private final Set<String> hosts = new HashSet<>();

  /** Owners of NS records. */
  private final Set<String> servers = new LinkedHashSet<>();

  /** Owners of what is neither address, alias, delegation nor signature. */
  private final Set<String> others = new LinkedHashSet<>();

  private final Set<String> zones = new LinkedHashSet<>();
  private int declaredAt = -1;
  private String declared = "";

  ZoneFacts(Document document, ScanOutput output, List<ZoneRecord> records, ZoneOrigin origin) {
    this.document = document;
    this.output = output;
    this.records = records;
    this.origin = origin;
  }

  void state() {
    for (ZoneRecord record : records) {
      if (record.type().makesHost()) {
        hosts.add(owner(record));
      } else if (record.type() == RecordType.NS) {
        servers.add(owner(record));
      } else if (isOther(record.type())) {
        others.add(owner(record));
      }
    }
    boolean whole =
        output.wantsDetails()
            || document.mentions("$GENERATE")
            || records.stream().anyMatch(record -> record.type() == RecordType.DNAME);
    if (!whole && records.stream().anyMatch(ZoneFacts::isWildcard)) {
      // What is there is not the wildcard's.
      others.addAll(hosts);
    }
    boolean authority = records.stream().anyMatch(record -> record.type() == RecordType.SOA);
    for (ZoneRecord record : records) {
      if (record.type() == RecordType.SOA) {
        zone(record, origin.certainty());
        contact(record);
      } else if (!authority && record.type() == RecordType.NS) {
        // Its SOA record is in another file, or this is a part of a zone.
        if (owner(record).equals(origin.name())) {
          zone(record, Certainty.POSSIBLE);
        }
      }
      // A wildcard speaks of names that are written nowhere.
      if (whole || isWildcard(record)) {
        declaration(record);
        data(record);
      }
    }
  }

  /** The mailbox of who answers for the zone: RFC 1035, sections 3.3.13 and 8. */
  private void contact(ZoneRecord record) {
    if (record.words().size() < 2) {
      return;
    }
    String written = record.words().get(1);
    Matcher user = USER.matcher(written);
    if (!user.find()) {
      return;
    }
    String domain = target(record, written.substring(user.end()));
    if (domain.isEmpty()) {
      return;
    }
    output.add(
        new Fact.Ownership(
            Fact.Ownership.By.DOCUMENT,
            "",
            "",
            List.of(user.group(1).replaceAll("\\\\(.)", "$1") + "@" + domain),
            output.evidence(record.start(1), record.end(1), "zone/soa.contact")));
  }

  private static boolean isOther(RecordType type) {
    return switch (type) {
      // Nobody looks for a host among the many names of a reverse zone.
      case SOA, DNAME, PTR, SIGNATURE -> false;
      default -> true;
    };
  }

  private static boolean isWildcard(ZoneRecord record) {
    return record.owner().name().startsWith("*");
  }

  private String owner(ZoneRecord record) {
    return ZoneNames.resolve(record.owner().name(), origin.name());
  }

  private void zone(ZoneRecord start, Certainty certainty) {
    String zone = owner(start);
    if (zones.size() >= MOST_ZONES || !zones.add(zone)) {
      return;
    }
    List<String> delegations = new ArrayList<>();
    for (String server : servers) {
      if (!server.equals(zone) && HostName.isWithin(server, zone)) {
        delegations.add(server);
      }
    }
    List<String> within = new ArrayList<>();
    for (String other : others) {
      if (HostName.isWithin(other, zone)) {
        within.add(other);
      }
    }
    output.add(
        new Fact.Zone(
            zone,
            delegations,
            within,
            certainty,
            output.evidence(start.owner().start(), start.owner().end(), "zone/origin")));
  }

  /**
   * Every place where the owner of addresses is written is part of its definition, a mail record of
   * the same owner included. What belongs to the zone as such is not.
   */
  private void declaration(ZoneRecord record) {
    switch (record.type()) {
      case SOA, NS, DNAME -> {
        return;
      }
      case PTR -> {
        reverse(record);
        return;
      }
      default -> {}
    }
    String owner = owner(record);
    boolean again = record.owner().start() == declaredAt && owner.equals(declared);
    if (again || owner.isEmpty() || !hosts.contains(owner)) {
      return;
    }
    declaredAt = record.owner().start();
    declared = owner;
    output.add(
        new Fact.Declaration(
            NodeId.host(Scope.DNS, owner),
            Optional.empty(),
            output.evidence(declaredAt, record.owner().end(), record.type().rule())));
  }

  /** The owner of a reverse record is an address, written backwards. */
  private void reverse(ZoneRecord record) {
    HostName.ofReverse(owner(record))
        .ifPresent(
            address ->
                output.add(
                    new Fact.Declaration(
                        NodeId.address(address),
                        Optional.empty(),
                        output.evidence(
                            record.owner().start(), record.owner().end(), "zone/ptr"))));
  }

  private void data(ZoneRecord record) {
    if (record.target().isEmpty()) {
      return;
    }
    switch (record.type()) {
      case A, AAAA -> address(record);
      case CNAME, DNAME, ALIAS, ANAME -> alias(record);
      case SVCB, HTTPS -> {
        reference(record, Group.Mode.ORDERED, OptionalInt.empty());
        RecordTexts.hints(record).forEach(hint -> text(record, hint, ""));
      }
      case MX, KX -> reference(record, Group.Mode.ORDERED, OptionalInt.empty());
      case SRV -> reference(record, Group.Mode.ANY, port(record.words().get(2)));
      case NS, AFSDB -> reference(record, Group.Mode.ANY, OptionalInt.empty());
      case PTR, SOA -> reference(record, Group.Mode.SINGLE, OptionalInt.empty());
      case NAPTR -> {
        reference(record, Group.Mode.SINGLE, OptionalInt.empty());
        RecordTexts.substitution(record).forEach(name -> text(record, name, "."));
      }
      case CAA -> RecordTexts.authority(record).forEach(name -> text(record, name, "."));
      case URI -> RecordTexts.target(record).forEach(name -> text(record, name, "."));
      case TXT, SPF -> policy(record);
      case DYNA, DYNC, SIGNATURE, OTHER -> {}
    }
  }

  private void address(ZoneRecord record) {
    HostName.address(record.target())
        .ifPresent(
            address ->
                output.add(
                    new Fact.Address(
                        NodeId.host(Scope.DNS, owner(record)), address, evidence(record))));
  }

  private void alias(ZoneRecord record) {
    String target = target(record, record.target());
    if (!target.isEmpty()) {
      output.add(new Fact.Alias(NodeId.host(Scope.DNS, owner(record)), target, evidence(record)));
    }
  }

  private void reference(ZoneRecord record, Group.Mode mode, OptionalInt port) {
    Group group =
        mode == Group.Mode.SINGLE
            ? Group.ALONE
            : new Group(record.type().rule() + ":" + owner(record), mode);
    reference(record, record.target(), new Needed(group, port), evidence(record));
  }

  /** How a name is needed, beyond what its type says. */
  private record Needed(Group group, OptionalInt port) {}

  private void reference(ZoneRecord record, String written, Needed needed, Evidence evidence) {
    boolean isAddress = HostName.address(written).isPresent();
    String name = isAddress ? written : target(record, written) + ".";
    if (name.equals(".")) {
      return;
    }
    output.add(
        new Fact.Reference(
            document.component(),
            new Fact.Target(Scope.DNS, name, Set.of(NodeKind.HOST), needed.port()),
            new Fact.Use(
                Lookup.EACH_USE,
                needed.group(),
                // A server answers whatever it is called: only updates, and those whom a delegation
                // leads to it by its name, fail.
                record.type() != RecordType.SOA
                    && record.type() != RecordType.NS
                    && record.type() != RecordType.CAA,
                certainty(record, written),
                ""),
            evidence));
  }

  private String target(ZoneRecord record, String written) {
    String name = ZoneNames.absolute(written, record.origin(), ZoneNames.UNKNOWN);
    return ZoneNames.resolve(name, origin.name());
  }

  private Certainty certainty(ZoneRecord record, String written) {
    String name = ZoneNames.absolute(written, record.origin(), ZoneNames.UNKNOWN);
    return ZoneNames.isOpen(name) ? origin.certainty() : Certainty.CERTAIN;
  }

  private void policy(ZoneRecord record) {
    for (Scalar name : SpfNames.in(record)) {
      // A name of a policy is always absolute, with or without final dot.
      String absolute = name.value().endsWith(".") ? name.value() : name.value() + ".";
      int end = name.endOffset(absolute.length() - 1);
      reference(
          record,
          absolute,
          new Needed(Group.ALONE, OptionalInt.empty()),
          output.evidence(name.offset(0), end, "zone/spf"));
    }
  }

  /** A name within a text of the data is absolute, with or without final dot. */
  private void text(ZoneRecord record, Scalar name, String dot) {
    reference(
        record,
        name.value() + dot,
        new Needed(Group.ALONE, OptionalInt.empty()),
        output.evidence(
            name.offset(0), name.endOffset(name.value().length()), record.type().rule()));
  }

  private static OptionalInt port(String word) {
    boolean number = !word.isEmpty() && word.length() <= 5;
    for (int i = 0; i < word.length(); i++) {
      number &= word.charAt(i) >= '0' && word.charAt(i) <= '9';
    }
    int port = number ? Integer.parseInt(word) : 0;
    return port >= 1 && port <= 65535 ? OptionalInt.of(port) : OptionalInt.empty();
  }

  private Evidence evidence(ZoneRecord record) {
    int word = record.type().nameAt();
    String written = record.target();
    int start = record.start(word);
    int end = record.end(word);
    boolean dot = end - start > 1 && ZoneNames.isAbsolute(written);
    return output.evidence(start, dot ? end - 1 : end, record.type().rule());
  }
}
