package io.whatbreaks.scanners.source;

import io.whatbreaks.model.HostName;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.LiveZone;
import io.whatbreaks.scan.SourceOutput;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What a server that does not hand out its zone says of single names. */
final class LookedUpZone implements LiveZone {
  private static final int MOST_NAMES = 5_000;
  private static final long MOST_NANOS = Duration.ofMinutes(2).toNanos();
  private static final int MOST_SHOWN = 3;
  private static final int STEP = 100;
  private static final Name REVERSE_4 = Name.fromConstantString("in-addr.arpa.");
  private static final Name REVERSE_6 = Name.fromConstantString("ip6.arpa.");

  private final DnsPath path;
  private final Name zone;
  private final NameServer server;
  private final Scope scope;
  private final SourceOutput output;
  private final Set<Name> asked = new TreeSet<>();
  private final SortedSet<Record> records = new TreeSet<>();
  private final long start = System.nanoTime();
  private boolean authoritative;
  private boolean told;
  private int lookedUp;

  LookedUpZone(DnsPath path, Name zone, NameServer server, Scope scope, SourceOutput output) {
    this.path = path;
    this.zone = zone;
    this.server = server;
    this.scope = scope;
    this.output = output;
  }

  /** Asks for the zone itself; says whether the server knows it. */
  boolean begin() {
    List<NameServer.Question> questions = new ArrayList<>();
    for (int type : new int[] {Type.SOA, Type.NS, Type.A, Type.AAAA, Type.MX, Type.TXT}) {
      questions.add(new NameServer.Question(zone, type));
    }
    List<Optional<Message>> answers = server.ask(questions);
    authoritative =
        answers.get(0).map(answer -> answer.getHeader().getFlag(Flags.AA)).orElse(false);
    answers.forEach(answer -> answer.ifPresent(this::take));
    return records.stream().anyMatch(r -> r.getType() == Type.SOA && r.getName().equals(zone));
  }

  @Override
  public Optional<Document> ask(Set<String> names, Set<String> words) {
    Set<Name> wanted = new TreeSet<>();
    names.forEach(name -> add(name, true, wanted));
    words.forEach(word -> add(word, false, wanted));
    int before = records.size();
    Set<Name> unanswered = lookUp(List.copyOf(wanted));
    if (!unanswered.isEmpty()) {
      List<String> shown = unanswered.stream().limit(MOST_SHOWN).map(Name::toString).toList();
      output.failed(
          path.shown(),
          unanswered.size()
              + " names were not looked up, or not answered: "
              + String.join(", ", shown)
              + (unanswered.size() > MOST_SHOWN ? ", …" : ""),
          "ask again, or give the zone file");
    }
    boolean isNew = !told || records.size() > before;
    told = true;
    return isNew ? Optional.of(ZoneText.document(path, scope, records)) : Optional.empty();
  }

  private void add(String written, boolean isName, Set<Name> wanted) {
    try {
      Name name = full(written, isName);
      if (name != null && !name.equals(zone) && asked.add(name)) {
        wanted.add(name);
      }
    } catch (TextParseException | UnknownHostException noName) {
      // Then no record has it.
    }
  }

  /** The name in this zone that a written one may mean, if any. */
  private @Nullable Name full(String written, boolean isName)
      throws TextParseException, UnknownHostException {
    Optional<String> address = HostName.address(written);
    if (address.isPresent()) {
      Name reverse = ReverseMap.fromAddress(address.get());
      return reverse.subdomain(zone) ? reverse : null;
    }
    if (!HostName.isHostName(written)) {
      return null;
    }
    String normal = HostName.normalise(written);
    Name name = Name.fromString(normal, Name.root);
    if (name.subdomain(zone)) {
      return name;
    }
    return isName && !written.endsWith(".") ? Name.fromString(normal, zone) : null;
  }

  /** Asks for names, and gives back those that have no answer. */
  private Set<Name> lookUp(List<Name> names) {
    Set<Name> unanswered = new LinkedHashSet<>();
    for (int from = 0; from < names.size(); from += STEP) {
      if (lookedUp >= MOST_NAMES || System.nanoTime() - start > MOST_NANOS) {
        unanswered.addAll(names.subList(from, names.size()));
        break;
      }
      List<Name> some = names.subList(from, Math.min(from + STEP, names.size()));
      lookedUp += some.size();
      List<NameServer.Question> questions = new ArrayList<>();
      for (Name name : some) {
        types(name).forEach(type -> questions.add(new NameServer.Question(name, type)));
      }
      List<Optional<Message>> answers = server.ask(questions);
      for (int i = 0; i < answers.size(); i++) {
        Name name = questions.get(i).name();
        answers.get(i).ifPresentOrElse(this::take, () -> unanswered.add(name));
      }
    }
    return unanswered;
  }

  /** Of which types the records of a name are that others come to by it. */
  private List<Integer> types(Name name) {
    if (zone.subdomain(REVERSE_4) || zone.subdomain(REVERSE_6)) {
      return List.of(Type.PTR);
    }
    return name.getLabelString(0).startsWith("_")
        ? List.of(Type.SRV, Type.TXT)
        : List.of(Type.A, Type.AAAA);
  }

  /** What an answer says of this zone: its records, and who has the zones below. */
  private void take(Message message) {
    if (!authoritative || message.getHeader().getFlag(Flags.AA)) {
      message.getSection(Section.ANSWER).forEach(this::take);
    }
    for (Record record : message.getSection(Section.AUTHORITY)) {
      if (record.getType() == Type.NS) {
        take(record);
      }
    }
  }

  private void take(Record record) {
    boolean mine = record.getDClass() == DClass.IN && record.getName().subdomain(zone);
    if (mine && record.getType() != Type.RRSIG) {
      records.add(record);
    }
  }
}
