package io.whatbreaks.rule;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the components whose identity is the name of their machine and is pinned by no setting. */
public final class IdentityRules {
  /** A value that is made of the host name when it is read pins nothing. */
  private static final Pattern COMPUTED =
      Pattern.compile(
          "(?i)(?:\\$\\(|`)\\s*(?:\\S*/)?(?:hostname|uname)\\b|\\$\\{?host_?name\\b"
              + "|\\{(?:host_?name|fqdn)\\}|%[hl](?!\\w)");

  /**
   * An identity that hangs on a host's name.
   *
   * @param component who would lose it
   * @param host whose name it is
   */
  public record Bound(NodeId component, NodeId host, Fact.Identity identity) {

    /** Whether it is lost when the host is called otherwise: a new domain may leave it as it is. */
    public boolean isLostAs(NodeId now) {
      return !identity.bond().shortName()
          || !HostName.firstLabel(host.name()).equals(HostName.firstLabel(now.name()));
    }
  }

  private IdentityRules() {}

  /** All of a world, one for each component, host and rule, in the order of the facts. */
  public static List<Bound> evaluate(World world) {
    Map<String, Bound> bound = new LinkedHashMap<>();
    for (Fact.Identity identity : world.identities()) {
      if (isPinned(world, identity)) {
        continue;
      }
      for (NodeId component : world.owners(identity.component())) {
        for (NodeId host : world.hostsOf(component)) {
          if (isAbout(identity.bond().name(), host)) {
            bound.merge(
                component + " " + host + " " + identity.rule(),
                new Bound(component, host, identity),
                IdentityRules::moreCertain);
          }
        }
      }
    }
    return List.copyOf(bound.values());
  }

  private static Bound moreCertain(Bound first, Bound second) {
    return second.identity().certainty().compareTo(first.identity().certainty()) < 0
        ? second
        : first;
  }

  private static boolean isPinned(World world, Fact.Identity identity) {
    List<String> pins = new ArrayList<>(identity.unless());
    pins.add(Fact.Identity.pin(identity.rule()));
    for (String pin : pins) {
      int equals = pin.indexOf('=');
      String key = equals < 0 ? pin : pin.substring(0, equals);
      String part = equals < 0 ? "" : pin.substring(equals + 1);
      Optional<Fact.Setting> setting = world.setting(identity.component(), List.of(key));
      if (setting.isPresent() && pins(setting.get().value(), part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean pins(String value, String part) {
    return value.contains(part) && !COMPUTED.matcher(value).find();
  }

  /** A name that a file has for its own machine speaks of that machine alone. */
  private static boolean isAbout(String name, NodeId host) {
    String own = HostName.normalise(name);
    String label = HostName.firstLabel(host.name());
    return own.isEmpty()
        || own.equals(host.name())
        || (own.indexOf('.') < 0 && HostList.holds(own, label))
        || (host.name().indexOf('.') < 0 && HostName.firstLabel(own).equals(host.name()));
  }
}
