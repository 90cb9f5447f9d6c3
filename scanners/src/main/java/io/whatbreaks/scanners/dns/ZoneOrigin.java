package io.whatbreaks.scanners.dns;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.model.HostName;
import io.whatbreaks.scan.Document;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the names of a zone file that does not tell its origin are completed with.
 *
 * <p>The first that applies: an absolute {@code $ORIGIN} before the first record; a SOA record
 * whose owner is absolute; the file's full name; names in the file that agree with its short name
 * or with its own hosts; else a guess.
 *
 * @param name normalised; empty for the root
 * @param certainty POSSIBLE for a guess
 */
record ZoneOrigin(String name, Certainty certainty) {
  private static final int LOOK_AT = 20_000;
  private static final int LONGEST_NAME = 255;

  /** The origin of a file that was read. */
  static ZoneOrigin of(ZoneReader zone, Document document) {
    return told(zone, document).orElseGet(() -> new Clues(zone).origin(document));
  }

  /** The origin where the file, or its name, tells it without what its records agree upon. */
  static Optional<ZoneOrigin> told(ZoneReader zone, Document document) {
    if (!ZoneNames.isOpen(zone.initial())) {
      return Optional.of(certain(zone.initial()));
    }
    for (ZoneRecord record : zone.records()) {
      if (record.type() == RecordType.SOA && !ZoneNames.isOpen(record.owner().name())) {
        return Optional.of(certain(record.owner().name()));
      }
    }
    return ZoneFileName.zone(document)
        .filter(name -> holdsOwners(name, zone))
        .map(name -> new ZoneOrigin(name, certainty(name, ZoneFileName.stem(document))));
  }

  private static boolean holdsOwners(String name, ZoneReader zone) {
    List<ZoneRecord> records = zone.records();
    for (ZoneRecord record : records.subList(0, Math.min(LOOK_AT, records.size()))) {
      String owner = record.owner().name();
      if (!ZoneNames.isOpen(owner) && !HostName.isWithin(owner, name)) {
        return false;
      }
    }
    return true;
  }

  private static Certainty certainty(String name, String stem) {
    boolean certain = !name.endsWith(".arpa") || ReverseName.isCertain(stem);
    return certain ? Certainty.CERTAIN : Certainty.POSSIBLE;
  }

  private static ZoneOrigin certain(String name) {
    return new ZoneOrigin(name, Certainty.CERTAIN);
  }

  /** The names of a file that say something of its origin. */
  private static final class Clues {
    private final Set<String> hosts = new HashSet<>();
    private final Set<String> owners = new LinkedHashSet<>();
    private final Set<String> authority = new LinkedHashSet<>();
    private final Set<String> targets = new LinkedHashSet<>();
    private String primary = "";
    private String mailbox = "";

    Clues(ZoneReader zone) {
      List<ZoneRecord> records = zone.records();
      for (ZoneRecord record : records.subList(0, Math.min(LOOK_AT, records.size()))) {
        String owner = record.owner().name();
        if (!ZoneNames.isOpen(owner)) {
          owners.add(owner);
        } else if (record.type().makesHost() && owner.length() > 1) {
          hosts.add(owner.substring(0, owner.length() - 2));
        }
        target(record);
      }
      authority.removeIf(Clues::isNoName);
      targets.removeIf(Clues::isNoName);
    }

    private static boolean isNoName(String name) {
      return name.isEmpty() || name.length() > LONGEST_NAME;
    }

    private void target(ZoneRecord record) {
      switch (record.type()) {
        case SOA -> {
          String server = absolute(record, 0);
          String mail = absolute(record, 1);
          if (!isNoName(server) && !isNoName(mail)) {
            primary = server;
            mailbox = HostName.parent(mail);
          }
          authority.add(server);
        }
        case NS, MX -> authority.add(absolute(record, record.type().nameAt()));
        case CNAME, DNAME, SRV, PTR -> targets.add(absolute(record, record.type().nameAt()));
        default -> {}
      }
    }

    private static String absolute(ZoneRecord record, int word) {
      String name = ZoneNames.absolute(record.words().get(word), record.origin(), "");
      return ZoneNames.isOpen(name) ? "" : name;
    }

    ZoneOrigin origin(Document document) {
      String stem = ZoneFileName.stem(document);
      Optional<String> agreed = beginningWith(stem, authority);
      if (agreed.isEmpty()) {
        agreed = beginningWith(stem, targets);
      }
      if (agreed.isEmpty()) {
        agreed = agreedByHosts(shared(primary, mailbox));
      }
      return agreed
          .map(ZoneOrigin::certain)
          .orElseGet(() -> new ZoneOrigin(guess(stem), Certainty.POSSIBLE));
    }

    private boolean holdsOwners(String zone) {
      for (String owner : owners) {
        if (!HostName.isWithin(owner, zone)) {
          return false;
        }
      }
      return true;
    }

    /** The shortest end of one of the names whose first label is the file's name. */
    private Optional<String> beginningWith(String stem, Set<String> names) {
      if (ZoneFileName.isGeneric(stem)) {
        return Optional.empty();
      }
      String found = "";
      for (String name : names) {
        for (String end = name; !end.isEmpty(); end = HostName.parent(end)) {
          boolean shorter = found.isEmpty() || end.length() < found.length();
          if (shorter && HostName.firstLabel(end).equals(stem) && holdsOwners(end)) {
            found = end;
          }
        }
      }
      return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /** A domain in which a host of this file is what some other line calls it absolutely. */
    private Optional<String> agreedByHosts(String domain) {
      List<Set<String>> used = List.of(authority, targets, owners);
      for (String end = domain; end.indexOf('.') > 0; end = HostName.parent(end)) {
        for (Set<String> names : used) {
          for (String name : names) {
            int prefix = name.length() - end.length() - 1;
            boolean host =
                prefix > 0
                    && HostName.isWithin(name, end)
                    && hosts.contains(name.substring(0, prefix));
            if (host && holdsOwners(end)) {
              return Optional.of(end);
            }
          }
        }
      }
      return Optional.empty();
    }

    private String guess(String stem) {
      String domain = HostName.parent(primary);
      if (ZoneFileName.isGeneric(stem) && !domain.isEmpty()) {
        return domain;
      }
      return HostName.normalise(stem);
    }

    private static String shared(String one, String other) {
      List<String> ends = new ArrayList<>();
      for (String end = one; !end.isEmpty(); end = HostName.parent(end)) {
        ends.add(end);
      }
      for (String end = other; !end.isEmpty(); end = HostName.parent(end)) {
        if (ends.contains(end)) {
          return end;
        }
      }
      return "";
    }
  }
}
