package io.whatbreaks.fact;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.NamePattern;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.model.Version;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One statement of one document. */
public sealed interface Fact {

  /** Where it stands. */
  Evidence evidence();

  /**
   * The thing is defined here: the owner of a record, a host name file, a compose service, a queue.
   * The evidence is the name as written, so renaming the thing changes that span. An address is
   * defined by the owner of its reverse record, and where a machine's own files give it to it.
   *
   * @param node what is defined
   * @param holder the component that holds it (the broker a queue lives in), if any
   */
  record Declaration(NodeId node, Optional<NodeId> holder, Evidence evidence) implements Fact {
    public Declaration {
      requireNonNull(node, "node");
      requireNonNull(holder, "holder");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * A name has an address. A host of scope {@link Scope#DNS} is an A or AAAA record; of a host
   * scope, a line of that machine's hosts file. The evidence is the address of a record, but the
   * name of a hosts file's line: that is what a rename edits there.
   *
   * @param host the name, absolute
   * @param address as {@link io.whatbreaks.model.HostName#address} spells it
   * @param addressAt where the address itself stands, which is what another address edits
   */
  record Address(NodeId host, String address, Evidence evidence, Evidence addressAt)
      implements Fact {

    /** One whose evidence is the address, or where it is not known where that stands. */
    public Address(NodeId host, String address, Evidence evidence) {
      this(host, address, evidence, evidence);
    }

    public Address {
      requireNonNull(host, "host");
      requireNonNull(address, "address");
      requireNonNull(evidence, "evidence");
      requireNonNull(addressAt, "addressAt");
    }
  }

  /**
   * A name stands for another name (CNAME, compose network alias). The evidence is the target as
   * written. Of rule {@code zone/dname} it is the names below the alias, not the alias itself, that
   * stand for those below the target (RFC 6672).
   *
   * @param alias the name that stands for another
   * @param target the other name, absolute for DNS, else as looked up from the alias's scope
   */
  record Alias(NodeId alias, String target, Evidence evidence) implements Fact {
    public Alias {
      requireNonNull(alias, "alias");
      requireNonNull(target, "target");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * A zone is given: what lies within its origin and outside its delegations and is not declared
   * does not exist.
   *
   * @param origin normalised
   * @param delegations names below the origin whose records are elsewhere
   * @param others names that own records of other types than addresses, aliases and delegations:
   *     they exist, and no alias may stand beside
   * @param certainty POSSIBLE where the origin had to be guessed
   */
  record Zone(
      String origin,
      List<String> delegations,
      List<String> others,
      Certainty certainty,
      Evidence evidence)
      implements Fact {
    public Zone {
      requireNonNull(origin, "origin");
      delegations = List.copyOf(delegations);
      others = List.copyOf(others);
      requireNonNull(certainty, "certainty");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * A document holds records: told by the configuration of a name server, by the file that includes
   * it, or by the document itself. Who tells it of another document is believed before that
   * document.
   *
   * @param component who serves or includes it; the document itself where it speaks of itself
   * @param path within the component's outermost scope, without a leading slash
   * @param origin what names of it are completed with, normalised, the root being empty; absent
   *     where the document needs nobody to tell
   * @param certainty POSSIBLE where the origin had to be guessed
   * @param view the view of the server it is seen in, empty where there are no views
   * @param clients who sees that view: addresses, nets ({@code 10.0.0.0/8}) and {@code any}, the
   *     first that fits decides, {@code !} says no; of other words it cannot be told
   */
  record ZoneFile(
      NodeId component,
      String path,
      Optional<String> origin,
      Certainty certainty,
      String view,
      List<String> clients,
      Evidence evidence)
      implements Fact {
    public ZoneFile {
      requireNonNull(component, "component");
      requireNonNull(path, "path");
      requireNonNull(origin, "origin");
      requireNonNull(certainty, "certainty");
      requireNonNull(view, "view");
      clients = List.copyOf(clients);
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * For how long caches keep the records of the document, from a line on up to the line of the next
   * such fact. The evidence is the number, which may stand further up.
   *
   * @param line the first line of these records, from 1
   * @param seconds at most 2147483647 (RFC 2181, section 8)
   */
  record TimeToLive(int line, int seconds, Evidence evidence) implements Fact {
    public TimeToLive {
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * For how long caches keep that a name does not exist, of the zone whose SOA record stands there:
   * what is less of the record's own time to live and its last number (RFC 2308, section 5).
   */
  record Denial(int seconds, Evidence evidence) implements Fact {
    public Denial {
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * For how long a component, or whoever reads the document, goes on with what it has before it
   * asks or connects again. The evidence is the value.
   *
   * @param seconds absent where it goes on until it ends
   */
  record Renewal(NodeId component, Renewed renewed, OptionalInt seconds, Evidence evidence)
      implements Fact {
    public Renewal {
      requireNonNull(component, "component");
      requireNonNull(renewed, "renewed");
      requireNonNull(seconds, "seconds");
      requireNonNull(evidence, "evidence");
    }
  }

  /** What is renewed. */
  enum Renewed {
    /** An address that was looked up, whatever its time to live says. */
    ADDRESS,
    /** A connection that was made. */
    CONNECTION
  }

  /**
   * How a machine looks names up. A part that the document does not state is empty.
   *
   * @param scope the machine
   * @param search the search list of resolv.conf, in order
   * @param ndots of resolv.conf
   * @param order the words of the hosts line of nsswitch.conf, actions such as {@code
   *     [NOTFOUND=return]} included
   */
  record ResolverConfig(
      Scope scope, List<String> search, OptionalInt ndots, List<String> order, Evidence evidence)
      implements Fact {
    public ResolverConfig {
      requireNonNull(scope, "scope");
      search = List.copyOf(search);
      requireNonNull(ndots, "ndots");
      order = List.copyOf(order);
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * A key has a value that placeholders may use. The evidence is the value.
   *
   * @param component whose property source it is: an application, a unit, or the document itself
   * @param key as written, or a {@link #localKey}
   * @param value as written, empty where it is a secret
   * @param rank higher wins; see {@link Rank}
   * @param condition a profile that must be active, empty if none
   */
  record Setting(
      NodeId component, String key, String value, int rank, String condition, Evidence evidence)
      implements Fact {
    public Setting {
      requireNonNull(component, "component");
      requireNonNull(key, "key");
      requireNonNull(value, "value");
      requireNonNull(condition, "condition");
      requireNonNull(evidence, "evidence");
    }

    /**
     * The key of a variable that only one document, or the documents of one folder, can see.
     *
     * @param holder the path of the document; a folder's ends with a slash
     */
    public static String localKey(String holder, String key) {
      return holder + " " + key;
    }

    /** The document or folder that alone can see it; empty where others can. */
    public String holder() {
      return key.substring(0, Math.max(0, key.lastIndexOf(' ')));
    }
  }

  /**
   * The order of property sources, lowest first. Within one rank the later document and line win.
   */
  final class Rank {
    /** Defaults inside the application. */
    public static final int PACKAGED = 100;

    /** A file beside the application. */
    public static final int FILE = 200;

    /** Added for a file or document that a profile activates. */
    public static final int PROFILE = 50;

    /** Stated for the process where the environment is assembled, under its files. */
    public static final int ENVIRONMENT_DEFAULT = 350;

    /** The environment of the process. */
    public static final int ENVIRONMENT = 400;

    /** Stated for the process where the environment is assembled, over its files. */
    public static final int ENVIRONMENT_OVERRIDE = 450;

    /** A system property of the JVM. */
    public static final int SYSTEM_PROPERTY = 470;

    /** Properties that the environment gives as JSON. */
    public static final int APPLICATION_JSON = 490;

    /** An argument. */
    public static final int COMMAND_LINE = 500;

    private Rank() {}
  }

  /**
   * The component needs the thing of that name. The evidence is the name as written, placeholders
   * included, without port, scheme or user.
   *
   * @param component what works or fails
   * @param target what it names
   * @param use how it needs it
   */
  record Reference(NodeId component, Target target, Use use, Evidence evidence) implements Fact {
    public Reference {
      requireNonNull(component, "component");
      requireNonNull(target, "target");
      requireNonNull(use, "use");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * What a reference names.
   *
   * @param from where the name is looked up from
   * @param name as written; may hold {@code ${key:default}} placeholders, may be an address
   * @param kinds what it can mean; HOST covers addresses
   * @param port the port written or implied, if any
   */
  record Target(Scope from, String name, Set<NodeKind> kinds, OptionalInt port) {
    public Target {
      requireNonNull(from, "from");
      requireNonNull(name, "name");
      kinds = Set.copyOf(kinds);
      requireNonNull(port, "port");
      if (kinds.isEmpty()) {
        throw new IllegalArgumentException("a reference to no kind: " + name);
      }
    }
  }

  /**
   * How a reference is needed.
   *
   * @param lookup when the name is looked up
   * @param group the list it is a member of
   * @param hard whether the component fails without it; a soft one only degrades it
   * @param certainty POSSIBLE where it is not known whether anybody reads it as a name
   * @param key the key whose value it is, for sources that can shadow each other; empty if none
   */
  record Use(Lookup lookup, Group group, boolean hard, Certainty certainty, String key) {
    public Use {
      requireNonNull(lookup, "lookup");
      requireNonNull(group, "group");
      requireNonNull(certainty, "certainty");
      requireNonNull(key, "key");
    }
  }

  /**
   * What to know of the references of a component that a rule understood, in one sentence: when the
   * program notices that a name is dead, and what that costs.
   *
   * @param rule as in the evidence of the references
   * @param lookup as in their use: a rule may know several
   * @param source where this is documented
   */
  record Note(
      NodeId component,
      String rule,
      Lookup lookup,
      String message,
      String source,
      Evidence evidence)
      implements Fact {
    public Note {
      requireNonNull(component, "component");
      requireNonNull(rule, "rule");
      requireNonNull(lookup, "lookup");
      requireNonNull(message, "message");
      requireNonNull(source, "source");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * Machines whose addresses lie in a net may come in, or may not. The evidence is the net as
   * written. Names by which clients are known are references, of {@link Lookup#CLIENT} and {@link
   * Lookup#REVERSE_CLIENT}.
   *
   * @param component who lets them in
   * @param list the same for all entries of a list, unique within the component: the first one, in
   *     the order of the text, that fits an address decides. Whom none fits stays outside, save
   *     where some refuse
   * @param net an address, an address with the length of the net behind a slash, or {@code any}
   * @param admits whether these come in
   */
  record Admission(NodeId component, String list, String net, boolean admits, Evidence evidence)
      implements Fact {
    public Admission {
      requireNonNull(component, "component");
      requireNonNull(list, "list");
      requireNonNull(net, "net");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * The component answers on a port of the machine or service it is placed on.
   *
   * @param component who answers
   * @param port 1 to 65535
   */
  record Listener(NodeId component, int port, Evidence evidence) implements Fact {
    public Listener {
      requireNonNull(component, "component");
      requireNonNull(evidence, "evidence");
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("not a port: " + port);
      }
    }
  }

  /**
   * A process serves its users by parts: what comes in at one, a front end or a virtual server,
   * goes out through the references in it and through the parts it hands on to. Whoever uses
   * another part does not notice when such a reference fails while the process runs. What stands in
   * no part serves all users.
   *
   * @param component the process
   * @param name of the part, unique within the component; empty for what stands in no part
   * @param tie what the place is to the part
   * @param value the port, the name or the part that stands there; empty for a reference
   */
  record Part(NodeId component, String name, Tie tie, String value, Evidence evidence)
      implements Fact {

    /** The value where any part may be meant, because a variable tells which. */
    public static final String ANY = "*";

    public Part {
      requireNonNull(component, "component");
      requireNonNull(name, "name");
      requireNonNull(tie, "tie");
      requireNonNull(value, "value");
      requireNonNull(evidence, "evidence");
    }
  }

  /** What something is to the part of a process in which it stands. */
  enum Tie {
    /** A port at which users come in. */
    ENTERED,
    /** A port that the process opens for whichever parts are entered there. */
    OPENED,
    /** A name by which users ask for it where several parts share a port. */
    CALLED,
    /** A reference that it serves its users with. */
    HOLDS,
    /** The same of one without which the process starts: that part alone then fails. */
    HOLDS_FROM_START,
    /** The name of a part to which it hands on. */
    PASSES
  }

  /**
   * A component runs on, or behind the name of, a host. Components of a host scope are placed on
   * that machine without saying so.
   */
  record Placement(NodeId component, NodeId host, Evidence evidence) implements Fact {
    public Placement {
      requireNonNull(component, "component");
      requireNonNull(host, "host");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * A name of a compose project answers on a network: whoever is on no network with it does not
   * find it. A name without such a fact answers on the network {@code default} of its project.
   *
   * @param host a service, or another name of its container; of an empty name, all names of the
   *     project that have no such fact of their own
   * @param network as the project calls it; empty for none, so that nobody finds the name
   * @param known how the machine calls the network, by which other projects join it
   */
  record Attachment(NodeId host, String network, String known, Evidence evidence) implements Fact {
    public Attachment {
      requireNonNull(host, "host");
      requireNonNull(network, "network");
      requireNonNull(known, "known");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * Labels that the pods of a component carry, or by which a host name selects the components that
   * lie behind it.
   *
   * @param subject the component that carries them, or the host that selects by them
   * @param from the namespace in which they are compared
   * @param labels each {@code key=value}
   */
  record Labels(NodeId subject, Scope from, List<String> labels, Evidence evidence)
      implements Fact {
    public Labels {
      requireNonNull(subject, "subject");
      requireNonNull(from, "from");
      labels = List.copyOf(labels);
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * A name answers on these ports and on no others, whoever stands behind it.
   *
   * @param ports each from 1 to 65535
   */
  record Ports(NodeId host, List<Integer> ports, Evidence evidence) implements Fact {
    public Ports {
      requireNonNull(host, "host");
      ports = List.copyOf(ports);
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * A port is called by a name. The evidence is that name.
   *
   * @param subject whose port it is: a name of a network, or a component
   * @param name as written; one that holds a brace is made elsewhere, and may be any
   * @param calling who calls it so
   */
  record PortName(NodeId subject, String name, Calling calling, Evidence evidence) implements Fact {
    public PortName {
      requireNonNull(subject, "subject");
      requireNonNull(name, "name");
      requireNonNull(calling, "calling");
      requireNonNull(evidence, "evidence");
    }
  }

  /** Who calls a port by a name. */
  enum Calling {
    /** The subject has a port of that name. */
    HAS,
    /** Somebody asks the subject for the port of that name. */
    ASKED,
    /** The subject hands on to the port of that name of whoever lies behind it. */
    HANDED_ON
  }

  /**
   * A component reads a document, or runs what lies in a folder: that document's settings are its
   * own. A component that is a document itself reads what it holds for others (whole), or what its
   * own placeholders stand for (not whole).
   *
   * @param whole whether all it says is the component's; false where only settings are taken from
   *     it
   * @param path within the component's outermost scope (host root or tree), without a leading
   *     slash; a folder where it ends with a slash; may hold {@code *}
   */
  record Reads(NodeId component, String path, boolean whole, Evidence evidence) implements Fact {

    /** A component reads a document whole. */
    public Reads(NodeId component, String path, Evidence evidence) {
      this(component, path, true, evidence);
    }

    public Reads {
      requireNonNull(component, "component");
      requireNonNull(path, "path");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * The process of a component looks names up from a scope of its own, and so does whatever it
   * reads: files that are given to a container mean what they mean within it.
   *
   * @param from the scope
   */
  record Viewpoint(NodeId component, Scope from, Evidence evidence) implements Fact {
    public Viewpoint {
      requireNonNull(component, "component");
      requireNonNull(from, "from");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * One of the documents that describe a component together, and what it takes back of what earlier
   * ones say.
   *
   * @param slot the documents are taken in the order of their slots, as text; of one slot only the
   *     document of the highest precedence counts; empty where it cannot be told whether it is
   *     taken together with others
   * @param precedence within the slot
   * @param parts what the document says under which key
   * @param takesBack the keys under which nothing of earlier documents holds any more; all longer
   *     keys that begin with one and a blank are meant too
   */
  record Layer(
      NodeId component,
      String slot,
      int precedence,
      List<Passage> parts,
      List<String> takesBack,
      Evidence evidence)
      implements Fact {
    public Layer {
      requireNonNull(component, "component");
      requireNonNull(slot, "slot");
      parts = List.copyOf(parts);
      takesBack = List.copyOf(takesBack);
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * A part of a document.
   *
   * @param key under which it stands
   * @param start where it begins
   * @param end where it ends: the place of its last letter
   */
  record Passage(String key, SourceLocation start, SourceLocation end) {
    public Passage {
      requireNonNull(key, "key");
      requireNonNull(start, "start");
      requireNonNull(end, "end");
    }

    /** Whether a place lies within. */
    public boolean holds(SourceLocation at) {
      return at.path().equals(start.path())
          && !isBefore(at.line(), at.column(), start.line(), start.column())
          && !isBefore(end.line(), end.endColumn(), at.line(), at.endColumn());
    }

    private static boolean isBefore(int line, int column, int otherLine, int otherColumn) {
      return line < otherLine || (line == otherLine && column < otherColumn);
    }
  }

  /**
   * What is said of one component holds for another as well, save what that one's own {@link Layer}
   * takes back.
   *
   * @param component who inherits
   * @param parent from whom
   */
  record Inherits(NodeId component, NodeId parent, Evidence evidence) implements Fact {
    public Inherits {
      requireNonNull(component, "component");
      requireNonNull(parent, "parent");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * A component is an instance of a software; the version is empty where the document does not
   * tell.
   */
  record Installation(NodeId component, String software, String version, Evidence evidence)
      implements Fact {
    public Installation {
      requireNonNull(component, "component");
      requireNonNull(software, "software");
      requireNonNull(version, "version");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * The identity, stored state or access rights of a component hang on the name of its machine,
   * unless a setting pins it.
   *
   * @param rule the stable id of the rule, for instance {@code rabbitmq-node-name}
   * @param loss the worst usual result of an unprepared rename
   * @param certainty POSSIBLE where the rule was not checked against its source, or where the files
   *     do not show that it applies
   * @param bond what ties it to the name
   * @param advice what to tell
   */
  record Identity(
      NodeId component,
      String rule,
      Loss loss,
      Certainty certainty,
      Bond bond,
      Advice advice,
      Evidence evidence)
      implements Fact {
    public Identity {
      requireNonNull(component, "component");
      requireNonNull(rule, "rule");
      requireNonNull(loss, "loss");
      requireNonNull(certainty, "certainty");
      requireNonNull(bond, "bond");
      requireNonNull(advice, "advice");
      requireNonNull(evidence, "evidence");
    }

    /** A certain one that hangs on the machine's name whatever that is. */
    public Identity(
        NodeId component,
        String rule,
        Loss loss,
        List<String> unless,
        String message,
        String remedy,
        String source,
        Evidence evidence) {
      this(
          component,
          rule,
          loss,
          Certainty.CERTAIN,
          new Bond(unless, "", false, false),
          new Advice(message, remedy, "", source),
          evidence);
    }

    /** Keys of settings of the component which pin the identity. */
    public List<String> unless() {
      return bond.unless();
    }

    /** The key of a setting by which a scanner says that a component's identity is pinned. */
    public static String pin(String rule) {
      return "identity." + rule;
    }
  }

  /**
   * What ties an identity to the name of a machine.
   *
   * @param unless keys of settings of the component which pin the identity; behind {@code =} a text
   *     which the value must hold for that. A value made of the host name pins nothing
   * @param name the machine's own name as the file has it; it binds that machine alone. Empty where
   *     the software asks the machine for its name
   * @param shortName whether only the first label of the name counts
   * @param aliasKeeps whether it is the name by which others reach it, so that an alias keeps it
   */
  record Bond(List<String> unless, String name, boolean shortName, boolean aliasKeeps) {
    public Bond {
      unless = List.copyOf(unless);
      requireNonNull(name, "name");
    }
  }

  /**
   * What to tell of an identity.
   *
   * @param message what happens, in one sentence
   * @param remedy what to do before
   * @param backOut how to return; empty where the remedy says it
   * @param source where this is documented
   */
  record Advice(String message, String remedy, String backOut, String source) {
    public Advice {
      requireNonNull(message, "message");
      requireNonNull(remedy, "remedy");
      requireNonNull(backOut, "backOut");
      requireNonNull(source, "source");
    }
  }

  /** What an identity change costs. */
  enum Loss {
    /** Stored data is no longer reached and looks lost, from its next start on. */
    DATA,
    /** The service stops at its next start or reload. */
    SERVICE,
    /** Its next use is refused. */
    ACCESS,
    /** A part of its function is gone. */
    PART
  }

  /**
   * A place that a version of a software minds: what it refuses, ignores or takes otherwise than
   * the versions before it; unless the same configuration is {@link Prepared}.
   *
   * @param component whose place it is: a part of the software's configuration, a client, a file
   * @param border the versions between which it comes to matter
   * @param harm what it costs
   * @param certainty POSSIBLE where it shows only that something is in use, or where the rule was
   *     not checked against its source
   * @param value where the values of a key stand, for what is ignored with it
   * @param edit what must be written there; empty where that is no mere rename
   */
  record Requirement(
      NodeId component,
      Border border,
      Harm harm,
      Certainty certainty,
      Optional<Passage> value,
      Optional<Edit> edit,
      Advice advice,
      Evidence evidence)
      implements Fact {
    public Requirement {
      requireNonNull(component, "component");
      requireNonNull(border, "border");
      requireNonNull(harm, "harm");
      requireNonNull(certainty, "certainty");
      requireNonNull(value, "value");
      requireNonNull(edit, "edit");
      requireNonNull(advice, "advice");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * Something in a configuration keeps an upgrade rule from mattering to it.
   *
   * @param component whose configuration
   * @param rule the id of the rule
   */
  record Prepared(NodeId component, String rule, Evidence evidence) implements Fact {
    public Prepared {
      requireNonNull(component, "component");
      requireNonNull(rule, "rule");
      requireNonNull(evidence, "evidence");
    }
  }

  /** What a span must become. */
  record Edit(Evidence at, String text) {
    public Edit {
      requireNonNull(at, "at");
      requireNonNull(text, "text");
    }
  }

  /**
   * Where an upgrade crosses: from a version below one to the other or a later one.
   *
   * @param rule the stable id of the rule, for instance {@code rabbitmq-classic-queue-v1}
   * @param software whose upgrade
   * @param scheme how its versions are ordered
   * @param below today's version is lower than this
   * @param since the new version is this or a later one
   * @param anyway whether the new version minds whatever version ran before
   */
  record Border(
      String rule,
      String software,
      Version.Scheme scheme,
      String below,
      String since,
      boolean anyway) {
    public Border {
      requireNonNull(rule, "rule");
      requireNonNull(software, "software");
      requireNonNull(scheme, "scheme");
      requireNonNull(below, "below");
      requireNonNull(since, "since");
    }
  }

  /** What an upgrade costs whoever is not prepared. */
  enum Harm {
    /** Stored data is lost or cannot be read. */
    DATA,
    /** The new version does not start. */
    START,
    /** What is done there is refused. */
    USE,
    /** What is written there counts no more, and nothing says so: what it pointed at is lost. */
    IGNORED,
    /** A part of the function is lost or changes. */
    PART,
    /** Nothing breaks yet, but it is worth knowing. */
    NOTHING
  }

  /**
   * How a queue, an exchange or a topic is declared, beside the {@link Declaration} of its name.
   * Whoever declares it again must say the same, or is refused.
   *
   * @param component who declares it so: the broker whose definitions hold it, or a client, which
   *     does it whenever it starts
   * @param node in the scope of its virtual host
   * @param type of an exchange {@code direct}, {@code topic}, {@code fanout}, {@code headers} or
   *     what a plugin adds; of a queue {@code classic}, {@code quorum}, {@code stream}; empty where
   *     it is not said
   * @param arguments in the order of the text
   * @see <a href="https://www.rabbitmq.com/docs/queues#property-equivalence">RabbitMQ: property
   *     equivalence</a>
   */
  record Shape(
      NodeId component,
      NodeId node,
      String type,
      Set<Trait> traits,
      List<Argument> arguments,
      Evidence evidence)
      implements Fact {
    public Shape {
      requireNonNull(component, "component");
      requireNonNull(node, "node");
      requireNonNull(type, "type");
      traits = Set.copyOf(traits);
      arguments = List.copyOf(arguments);
      requireNonNull(evidence, "evidence");
    }

    /** The same with other arguments, and the type of queue that these say. */
    public Shape with(List<Argument> others) {
      String other = Argument.of("x-queue-type", others).map(Argument::value).orElse("");
      return new Shape(component, node, other, traits, others, evidence);
    }
  }

  /** What is true of a queue or an exchange. */
  enum Trait {
    /** It is there after a restart of the broker. */
    DURABLE,
    /** It goes when its last user has gone. */
    AUTO_DELETE,
    /** It belongs to the connection that made it, and goes with it. */
    EXCLUSIVE,
    /** No client may publish to it: only other exchanges feed it. */
    INTERNAL
  }

  /**
   * An argument of a queue, exchange, binding, policy or parameter, or a header of a message.
   *
   * @param sort two values of different sorts are never equal
   * @param value text as it means, a number as written, {@code true} or {@code false}, a list or a
   *     table as JSON, nothing as an empty text; passwords masked
   */
  record Argument(String key, Sort sort, String value) {
    public Argument {
      requireNonNull(key, "key");
      requireNonNull(sort, "sort");
      requireNonNull(value, "value");
    }

    /** The argument of a key, if there is one. */
    public static Optional<Argument> of(String key, List<Argument> arguments) {
      return arguments.stream().filter(argument -> argument.key().equals(key)).findFirst();
    }
  }

  /** The sorts of a value of an argument. */
  enum Sort {
    TEXT,
    NUMBER,
    TRUTH,
    LIST,
    TABLE,
    /** No value: the key alone counts. */
    NONE
  }

  /**
   * Messages of an exchange reach a queue or another exchange. The evidence is the destination.
   *
   * @param component who makes it: the broker whose definitions hold it, or a client, which does it
   *     whenever it starts
   * @param exchange the source
   * @param destination a queue or exchange of the same virtual host
   * @param key the routing key or pattern
   * @param arguments what an exchange of type {@code headers} compares, in the order of the text
   * @param source where the exchange is named
   */
  record Binding(
      NodeId component,
      NodeId exchange,
      NodeId destination,
      String key,
      List<Argument> arguments,
      Evidence source,
      Evidence evidence)
      implements Fact {
    public Binding {
      requireNonNull(component, "component");
      requireNonNull(exchange, "exchange");
      requireNonNull(destination, "destination");
      requireNonNull(key, "key");
      arguments = List.copyOf(arguments);
      requireNonNull(source, "source");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * A policy of a broker. Of those that fit a queue or exchange the one of the highest priority
   * holds, besides the operator's one; what is declared with the thing wins over both. The evidence
   * is the name of the policy.
   *
   * @param vhost the scope of the virtual host
   * @param operator whether it is an operator policy
   * @param selects what it holds for
   * @see <a href="https://www.rabbitmq.com/docs/policies">RabbitMQ: policies</a>
   */
  record Policy(
      Scope vhost,
      String name,
      boolean operator,
      Selects selects,
      List<Argument> definition,
      Evidence evidence)
      implements Fact {
    public Policy {
      requireNonNull(vhost, "vhost");
      requireNonNull(name, "name");
      requireNonNull(selects, "selects");
      definition = List.copyOf(definition);
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * What a policy holds for.
   *
   * @param pattern a regular expression that the name must hold
   * @param applyTo {@code all}, {@code queues}, {@code exchanges}, {@code classic_queues}, {@code
   *     quorum_queues} or {@code streams}
   * @param at where the pattern stands
   */
  record Selects(String pattern, String applyTo, int priority, Evidence at) {
    public Selects {
      requireNonNull(pattern, "pattern");
      requireNonNull(applyTo, "applyTo");
      requireNonNull(at, "at");
    }
  }

  /**
   * A runtime parameter of a broker, a shovel or an upstream of a federation for instance. What it
   * reaches is stated as references. The evidence is its name.
   *
   * @param component the broker
   * @param vhost the scope of its virtual host
   * @param sort what it is a parameter of: {@code shovel}, {@code federation-upstream}, {@code
   *     federation-upstream-set} and so on
   * @see <a href="https://www.rabbitmq.com/docs/parameters">RabbitMQ: parameters</a>
   */
  record Parameter(
      NodeId component,
      Scope vhost,
      String sort,
      String name,
      List<Argument> value,
      Evidence evidence)
      implements Fact {
    public Parameter {
      requireNonNull(component, "component");
      requireNonNull(vhost, "vhost");
      requireNonNull(sort, "sort");
      requireNonNull(name, "name");
      value = List.copyOf(value);
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * A user may do something with the queues and exchanges whose names hold a regular expression, or
   * with the routing keys of a topic exchange. The evidence is the pattern.
   *
   * @param vhost the scope of the virtual host
   * @param topics the exchange whose routing keys are meant; empty for names
   * @see <a href="https://www.rabbitmq.com/docs/access-control">RabbitMQ: access control</a>
   */
  record Permission(
      Scope vhost,
      String user,
      Access access,
      Optional<String> topics,
      String pattern,
      Evidence evidence)
      implements Fact {
    public Permission {
      requireNonNull(vhost, "vhost");
      requireNonNull(user, "user");
      requireNonNull(access, "access");
      requireNonNull(topics, "topics");
      requireNonNull(pattern, "pattern");
      requireNonNull(evidence, "evidence");
    }
  }

  /** What a permission of a broker allows. */
  enum Access {
    CONFIGURE,
    WRITE,
    READ
  }

  /**
   * A component sends messages. A name that is written is stated as a {@link Reference} of the same
   * component at the same place too, which is what a rename edits; so is a routing key that names a
   * queue, as one to a queue.
   *
   * @param target the exchange or topic as written; an exchange's name is empty for the default
   *     exchange. Looked up from the scope of the virtual host where it is known, else from that of
   *     the document
   * @param key the routing key as written, placeholders included; empty where there is none, {@link
   *     #ANY_KEY} where it is made when a message is sent
   * @param mandatory whether a message that nobody gets comes back to it
   */
  record Publishes(
      NodeId component, Target target, String key, boolean mandatory, Evidence evidence)
      implements Fact {

    /** The key where it is not known. */
    public static final String ANY_KEY = "*";

    public Publishes {
      requireNonNull(component, "component");
      requireNonNull(target, "target");
      requireNonNull(key, "key");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * A component takes messages. A name that is written is stated as a {@link Reference} of the same
   * component at the same place too.
   *
   * @param target the queue or topic as written, looked up as {@link Publishes} says; may be a
   *     pattern where {@code pattern} is true
   * @param pattern whether it takes from all whose names fit: the name is then a regular expression
   *     for the whole name, also where a filter of MQTT or another wildcard is written
   */
  record Consumes(NodeId component, Target target, boolean pattern, Evidence evidence)
      implements Fact {
    public Consumes {
      requireNonNull(component, "component");
      requireNonNull(target, "target");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * Names are made or matched here, not written. The evidence is the pattern as written; of joined
   * keys the innermost one.
   *
   * @param component who uses it
   * @param from where the names are looked up from
   * @param certainty POSSIBLE where it is not known whether it is about names of hosts
   */
  record Pattern(
      NodeId component, Scope from, NamePattern pattern, Certainty certainty, Evidence evidence)
      implements Fact {
    public Pattern {
      requireNonNull(component, "component");
      requireNonNull(from, "from");
      requireNonNull(pattern, "pattern");
      requireNonNull(certainty, "certainty");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * Something that could be a name, in text whose meaning is not known.
   *
   * @param component the document or component it stands in
   * @param from where it would be looked up from
   * @param text as written
   * @param span what sort of text it stands in
   */
  record Token(NodeId component, Scope from, String text, Span span, Evidence evidence)
      implements Fact {
    public Token {
      requireNonNull(component, "component");
      requireNonNull(from, "from");
      requireNonNull(text, "text");
      requireNonNull(span, "span");
      requireNonNull(evidence, "evidence");
    }
  }

  /** The sorts of text a token stands in. */
  enum Span {
    /** A value of a file whose software or key is not known. */
    VALUE,
    /** A string literal or a bare word of a script or program. */
    LITERAL,
    /** A value or literal where something else than a host stands. */
    OTHER,
    /** A comment. */
    COMMENT,
    /** Documentation. */
    PROSE;

    /** Whether what stands there may be the name of a thing, and is no remark about it. */
    public boolean names(NodeKind kind) {
      return this == VALUE || this == LITERAL || (this == OTHER && kind != NodeKind.HOST);
    }
  }

  /**
   * Somebody answers for something and is to be asked before it is changed. The evidence is the
   * owner as written, or the subject where nobody is named.
   *
   * @param by what the subject is
   * @param subject of a component its id, or its name or a pattern of names ({@code order-*}); of a
   *     host the same, full or by the first label; a pattern of paths as {@link
   *     io.whatbreaks.model.PathGlob} reads it, relative to the folder of the document (or the one
   *     above, for {@code .github}, {@code .gitlab} and {@code docs}); else empty
   * @param section statements of one section replace one another, the later one holds; those of
   *     several sections add up
   * @param owners as written, in order; empty where nobody is to be asked
   */
  record Ownership(By by, String subject, String section, List<String> owners, Evidence evidence)
      implements Fact, Attributed {
    public Ownership {
      requireNonNull(by, "by");
      requireNonNull(subject, "subject");
      requireNonNull(section, "section");
      owners = List.copyOf(owners);
      requireNonNull(evidence, "evidence");
    }

    /** Whether nobody is to be asked. */
    @Override
    public boolean isEmpty() {
      return owners.isEmpty();
    }

    /** What it is that somebody answers for. */
    public enum By {
      /** A component. */
      COMPONENT,
      /** Documents, by their paths. */
      PATH,
      /** What lies in the folder of the document. */
      FOLDER,
      /** The document itself. */
      DOCUMENT,
      /** A machine. */
      HOST
    }
  }

  /**
   * How much a company hangs on something. The evidence is the word as written.
   *
   * @param by what the subject is
   * @param subject as that of an {@link Ownership}
   */
  record Importance(Ownership.By by, String subject, Criticality criticality, Evidence evidence)
      implements Fact, Attributed {
    public Importance {
      requireNonNull(by, "by");
      requireNonNull(subject, "subject");
      requireNonNull(criticality, "criticality");
      requireNonNull(evidence, "evidence");
    }

    /** Statements of one file replace one another. */
    @Override
    public String section() {
      return "";
    }
  }
}
