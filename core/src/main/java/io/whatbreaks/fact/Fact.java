package io.whatbreaks.fact;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
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
   * A name stands for another name (CNAME, DNAME target, compose network alias). The evidence is
   * the target as written.
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
   * @param certainty POSSIBLE where the origin had to be guessed
   */
  record Zone(String origin, List<String> delegations, Certainty certainty, Evidence evidence)
      implements Fact {
    public Zone {
      requireNonNull(origin, "origin");
      delegations = List.copyOf(delegations);
      requireNonNull(certainty, "certainty");
      requireNonNull(evidence, "evidence");
    }
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
   * @param key as written
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

    /** The environment of the process. */
    public static final int ENVIRONMENT = 400;

    /** Stated for the process where the environment is assembled, over its files. */
    public static final int ENVIRONMENT_OVERRIDE = 450;

    /** A system property or an argument. */
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
   * A component reads a document, or runs what lies in a folder: that document's settings are its
   * own.
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
   * @param unless keys of settings of that component which pin the identity
   * @param message what happens, in one sentence
   * @param remedy what to do before
   * @param source where this is documented
   */
  record Identity(
      NodeId component,
      String rule,
      Loss loss,
      List<String> unless,
      String message,
      String remedy,
      String source,
      Evidence evidence)
      implements Fact {
    public Identity {
      requireNonNull(component, "component");
      requireNonNull(rule, "rule");
      requireNonNull(loss, "loss");
      unless = List.copyOf(unless);
      requireNonNull(message, "message");
      requireNonNull(remedy, "remedy");
      requireNonNull(source, "source");
      requireNonNull(evidence, "evidence");
    }
  }

  /** What an identity change costs. */
  enum Loss {
    /** Stored data is no longer reached and looks lost. */
    DATA,
    /** The service, or access to it, stops. */
    SERVICE,
    /** A part of its function is gone. */
    PART
  }

  /**
   * Messages of an exchange reach a queue or another exchange.
   *
   * @param exchange the source
   * @param destination a queue or exchange of the same virtual host
   * @param key the routing key or pattern
   */
  record Binding(NodeId exchange, NodeId destination, String key, Evidence evidence)
      implements Fact {
    public Binding {
      requireNonNull(exchange, "exchange");
      requireNonNull(destination, "destination");
      requireNonNull(key, "key");
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
    /** A comment. */
    COMMENT,
    /** Documentation. */
    PROSE
  }
}
