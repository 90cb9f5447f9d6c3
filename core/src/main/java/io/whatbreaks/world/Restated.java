package io.whatbreaks.world;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import java.util.Optional;

/** The same statement for another component, or for nobody. */
final class Restated {
  private Restated() {}

  /** The component that a fact of how something works speaks of; of other facts none. */
  static Optional<NodeId> component(Fact fact) {
    if (fact instanceof Fact.Reference it) {
      return Optional.of(it.component());
    } else if (fact instanceof Fact.Token it) {
      return Optional.of(it.component());
    } else if (fact instanceof Fact.Pattern it) {
      return Optional.of(it.component());
    } else if (fact instanceof Fact.Setting it) {
      return Optional.of(it.component());
    } else if (fact instanceof Fact.Reads it) {
      return Optional.of(it.component());
    } else if (fact instanceof Fact.Note it) {
      return Optional.of(it.component());
    } else if (fact instanceof Fact.Listener it) {
      return Optional.of(it.component());
    } else if (fact instanceof Fact.Installation it) {
      return Optional.of(it.component());
    } else if (fact instanceof Fact.Identity it) {
      return Optional.of(it.component());
    } else if (fact instanceof Fact.Requirement it) {
      return Optional.of(it.component());
    } else if (fact instanceof Fact.Renewal it) {
      return Optional.of(it.component());
    } else if (fact instanceof Fact.Prepared it) {
      return Optional.of(it.component());
    } else if (fact instanceof Fact.Part it) {
      return Optional.of(it.component());
    } else if (fact instanceof Fact.Admission it) {
      return Optional.of(it.component());
    } else if (fact instanceof Fact.Publishes it) {
      return Optional.of(it.component());
    } else if (fact instanceof Fact.Consumes it) {
      return Optional.of(it.component());
    }
    return Optional.empty();
  }

  /** Where the name of a fact is looked up from; of facts without such a name nowhere. */
  static Optional<Scope> from(Fact fact) {
    if (fact instanceof Fact.Reference it) {
      return Optional.of(it.target().from());
    } else if (fact instanceof Fact.Token it) {
      return Optional.of(it.from());
    } else if (fact instanceof Fact.Pattern it) {
      return Optional.of(it.from());
    } else if (fact instanceof Fact.Publishes it) {
      return Optional.of(it.target().from());
    } else if (fact instanceof Fact.Consumes it) {
      return Optional.of(it.target().from());
    }
    return Optional.empty();
  }

  /** The host of a fact of what one container alone knows, or of where it answers. */
  static Optional<NodeId> host(Fact fact) {
    if (fact instanceof Fact.Attachment it) {
      return Optional.of(it.host());
    } else if (fact instanceof Fact.Alias it) {
      return Optional.of(it.alias()).filter(Restated::isMembers);
    } else if (fact instanceof Fact.Address it) {
      return Optional.of(it.host()).filter(Restated::isMembers);
    }
    return Optional.empty();
  }

  private static boolean isMembers(NodeId node) {
    return node.scope().member().isPresent();
  }

  /** Such a fact of another container. */
  static Fact in(Scope container, Fact fact) {
    if (fact instanceof Fact.Attachment it) {
      String service = container.member().orElse("");
      boolean same = it.host().scope().equals(container.project());
      // What the machine calls a network hangs on the project.
      return new Fact.Attachment(
          NodeId.host(container.project(), service),
          it.network(),
          same ? it.known() : "",
          it.evidence());
    } else if (fact instanceof Fact.Alias it) {
      return new Fact.Alias(NodeId.host(container, it.alias().name()), it.target(), it.evidence());
    } else if (fact instanceof Fact.Address it) {
      return new Fact.Address(
          NodeId.host(container, it.host().name()), it.address(), it.evidence(), it.addressAt());
    }
    throw new AssertionError(fact);
  }

  /** The fact as if it spoke of a component. */
  static Fact of(NodeId component, Fact fact) {
    if (fact instanceof Fact.Reference it) {
      return new Fact.Reference(component, it.target(), it.use(), it.evidence());
    } else if (fact instanceof Fact.Token it) {
      return new Fact.Token(component, it.from(), it.text(), it.span(), it.evidence());
    } else if (fact instanceof Fact.Pattern it) {
      return new Fact.Pattern(component, it.from(), it.pattern(), it.certainty(), it.evidence());
    } else if (fact instanceof Fact.Setting it) {
      return new Fact.Setting(
          component, it.key(), it.value(), it.rank(), it.condition(), it.evidence());
    } else if (fact instanceof Fact.Reads it) {
      return new Fact.Reads(component, it.path(), it.whole(), it.evidence());
    } else if (fact instanceof Fact.Note it) {
      return new Fact.Note(
          component, it.rule(), it.lookup(), it.message(), it.source(), it.evidence());
    } else if (fact instanceof Fact.Listener it) {
      return new Fact.Listener(component, it.port(), it.evidence());
    } else if (fact instanceof Fact.Installation it) {
      return new Fact.Installation(component, it.software(), it.version(), it.evidence());
    } else if (fact instanceof Fact.Identity it) {
      return new Fact.Identity(
          component, it.rule(), it.loss(), it.certainty(), it.bond(), it.advice(), it.evidence());
    } else if (fact instanceof Fact.Renewal it) {
      return new Fact.Renewal(component, it.renewed(), it.seconds(), it.evidence());
    } else if (fact instanceof Fact.Prepared it) {
      return new Fact.Prepared(component, it.rule(), it.evidence());
    } else if (fact instanceof Fact.Requirement it) {
      return new Fact.Requirement(
          component,
          it.border(),
          it.harm(),
          it.certainty(),
          it.value(),
          it.edit(),
          it.advice(),
          it.evidence());
    } else if (fact instanceof Fact.Part it) {
      return new Fact.Part(component, it.name(), it.tie(), it.value(), it.evidence());
    } else if (fact instanceof Fact.Admission it) {
      return new Fact.Admission(component, it.list(), it.net(), it.admits(), it.evidence());
    } else if (fact instanceof Fact.Publishes it) {
      return new Fact.Publishes(component, it.target(), it.key(), it.mandatory(), it.evidence());
    } else if (fact instanceof Fact.Consumes it) {
      return new Fact.Consumes(component, it.target(), it.pattern(), it.evidence());
    }
    throw new AssertionError(fact);
  }

  /** The fact with its name looked up from another scope. */
  static Fact seenFrom(Scope scope, Fact fact) {
    if (fact instanceof Fact.Reference it) {
      return new Fact.Reference(it.component(), from(scope, it.target()), it.use(), it.evidence());
    } else if (fact instanceof Fact.Token it) {
      return new Fact.Token(it.component(), scope, it.text(), it.span(), it.evidence());
    } else if (fact instanceof Fact.Pattern it) {
      return new Fact.Pattern(it.component(), scope, it.pattern(), it.certainty(), it.evidence());
    } else if (fact instanceof Fact.Publishes it) {
      return new Fact.Publishes(
          it.component(), from(scope, it.target()), it.key(), it.mandatory(), it.evidence());
    } else if (fact instanceof Fact.Consumes it) {
      return new Fact.Consumes(
          it.component(), from(scope, it.target()), it.pattern(), it.evidence());
    }
    throw new AssertionError(fact);
  }

  private static Fact.Target from(Scope scope, Fact.Target target) {
    return new Fact.Target(scope, target.name(), target.kinds(), target.port());
  }

  /** What is left of a fact whose statement is taken back: the letters, which nothing reads. */
  static Optional<Fact> takenBack(Fact fact) {
    if (fact instanceof Fact.Reference it) {
      return Optional.of(
          new Fact.Token(
              it.component(),
              it.target().from(),
              it.target().name(),
              Fact.Span.COMMENT,
              it.evidence()));
    } else if (fact instanceof Fact.Token it) {
      return Optional.of(
          new Fact.Token(it.component(), it.from(), it.text(), Fact.Span.COMMENT, it.evidence()));
    }
    return component(fact).isPresent() ? Optional.empty() : Optional.of(fact);
  }
}
