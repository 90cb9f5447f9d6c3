package io.whatbreaks.world;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts the origin that is told in the place of the one a document was taken to have. A name whose
 * letters stand there whole is absolute and stays.
 */
final class ZoneCompletion {
  private final String taken;
  private final String told;
  private final Set<String> absolute = new HashSet<>();

  ZoneCompletion(String taken, String told) {
    this.taken = taken;
    this.told = told;
  }

  /** Notes an owner: of other records of it the document may show its data only. */
  void owner(Fact.Declaration declaration) {
    String name = declaration.node().name();
    if (isWhole(name, declaration.evidence())) {
      absolute.add(name);
    }
  }

  Fact of(Fact fact) {
    if (fact instanceof Fact.Declaration stated) {
      return new Fact.Declaration(owner(stated.node()), stated.holder(), stated.evidence());
    } else if (fact instanceof Fact.Address stated) {
      return new Fact.Address(owner(stated.host()), stated.address(), stated.evidence());
    } else if (fact instanceof Fact.Alias stated) {
      return new Fact.Alias(
          owner(stated.alias()), written(stated.target(), stated.evidence()), stated.evidence());
    } else if (fact instanceof Fact.Zone stated) {
      return new Fact.Zone(
          written(stated.origin(), stated.evidence()),
          owners(stated.delegations()),
          owners(stated.others()),
          Certainty.CERTAIN,
          stated.evidence());
    } else if (fact instanceof Fact.Reference stated) {
      return reference(stated);
    }
    return fact;
  }

  private Fact reference(Fact.Reference stated) {
    Fact.Target target = stated.target();
    if (!target.from().equals(Scope.DNS) || !target.name().endsWith(".")) {
      return stated;
    }
    String name = target.name().substring(0, target.name().length() - 1);
    Fact.Use use = stated.use();
    return new Fact.Reference(
        stated.component(),
        new Fact.Target(
            target.from(), written(name, stated.evidence()) + ".", target.kinds(), target.port()),
        new Fact.Use(use.lookup(), group(use.group()), use.hard(), Certainty.CERTAIN, use.key()),
        stated.evidence());
  }

  /** The list of a record is named after its owner. */
  private Group group(Group group) {
    int owner = group.id().indexOf(':') + 1;
    return owner == 0
        ? group
        : new Group(
            group.id().substring(0, owner) + owner(group.id().substring(owner)), group.mode());
  }

  private List<String> owners(List<String> names) {
    return names.stream().map(this::owner).toList();
  }

  private NodeId owner(NodeId node) {
    return NodeId.host(node.scope(), owner(node.name()));
  }

  private String owner(String name) {
    return absolute.contains(name) ? name : completed(name);
  }

  private String written(String name, Evidence evidence) {
    return isWhole(name, evidence) ? name : completed(name);
  }

  private static boolean isWhole(String name, Evidence evidence) {
    return HostName.normalise(evidence.text()).equals(name);
  }

  private String completed(String name) {
    if (!HostName.isWithin(name, taken)) {
      return name;
    }
    String relative =
        name.length() == taken.length()
            ? ""
            : name.substring(0, name.length() - taken.length() - (taken.isEmpty() ? 0 : 1));
    return relative.isEmpty() ? told : told.isEmpty() ? relative : relative + "." + told;
  }
}
