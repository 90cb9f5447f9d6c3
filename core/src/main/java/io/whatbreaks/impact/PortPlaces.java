package io.whatbreaks.impact;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.world.Changed;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects every place where a port of a host stands; where it is not written, as a default is not,
 * the name of the host stands for it.
 */
final class PortPlaces {
  private static final Pattern HOST_KEY =
      Pattern.compile("(host|Host|HOST)(?:name|Name|NAME)?$|(addr|Addr|ADDR)(?:ess|ESS)?$");

  private final World before;
  private final Changed.Port moved;
  private final String port;
  private final List<Place> found = new ArrayList<>();

  PortPlaces(World before, Changed.Port moved) {
    this.before = before;
    this.moved = moved;
    this.port = Integer.toString(moved.from());
  }

  List<Place> find() {
    for (Fact.Listener listener : before.listenersAt(moved.host().name(), moved.from())) {
      NodeId owner = before.owners(listener.component()).iterator().next();
      within(listener.evidence()).ifPresent(at -> add(at, Role.DEFINES, Certainty.CERTAIN, owner));
    }
    for (Need need : before.needs()) {
      boolean listens = need.reference().use().lookup() == Lookup.LISTEN;
      if (!listens && need.isAt(moved.host(), moved.from())) {
        use(need);
      }
    }
    return found;
  }

  /** The port of a need alone. */
  List<Place> of(Need need) {
    use(need);
    return found;
  }

  private void use(Need need) {
    Certainty certainty = need.effective() ? need.certainty() : Certainty.POSSIBLE;
    Optional<Evidence> at =
        beside(need.reference().evidence())
            .or(() -> beside(need.place()))
            .or(() -> setting(need).flatMap(this::within));
    if (at.isPresent()) {
      add(at.get(), Role.USES, certainty, need.component());
    } else {
      found.add(
          new Place(
              need.reference().evidence(),
              Role.USES,
              certainty,
              Optional.empty(),
              Optional.of(need.component())));
    }
  }

  /** The value of the key that holds the port where another one holds the host. */
  private Optional<Evidence> setting(Need need) {
    String key = need.reference().use().key();
    Matcher host = HOST_KEY.matcher(key);
    if (!host.find()) {
      return Optional.empty();
    }
    String first = host.group(1) != null ? host.group(1) : host.group(2);
    boolean upper = first.equals(first.toUpperCase(java.util.Locale.ROOT));
    boolean hump = Character.isUpperCase(first.charAt(0));
    String word = upper ? "PORT" : hump ? "Port" : "port";
    return before
        .setting(need.component(), List.of(key.substring(0, host.start()) + word))
        .map(Fact.Setting::evidence);
  }

  /** The port where it stands once in a text. */
  Optional<Evidence> within(Evidence evidence) {
    Matcher number = Pattern.compile("(?<!\\d)" + port + "(?!\\d)").matcher(evidence.text());
    if (!number.find()) {
      return Optional.empty();
    }
    int column = evidence.at().column() + number.start();
    return number.find() ? Optional.empty() : Optional.of(at(evidence, column));
  }

  /** The port where it stands behind a name, or before it as in an SRV record. */
  private Optional<Evidence> beside(Evidence evidence) {
    String host = Pattern.quote(evidence.text());
    Matcher behind =
        Pattern.compile(host + "(\\]?:|\\s{1,50})" + port + "(?!\\d)").matcher(evidence.excerpt());
    if (behind.find()) {
      return Optional.of(at(evidence, evidence.at().endColumn() + behind.group(1).length()));
    }
    Matcher ahead =
        Pattern.compile("(?<!\\d)" + port + "(\\s{1,50})" + host).matcher(evidence.excerpt());
    if (ahead.find()) {
      int column = evidence.at().column() - ahead.group(1).length() - port.length();
      return Optional.of(at(evidence, column));
    }
    return Optional.empty();
  }

  private Evidence at(Evidence evidence, int column) {
    SourceLocation line = evidence.at();
    return new Evidence(
        new SourceLocation(line.path(), line.line(), column, column + port.length()),
        port,
        evidence.excerpt(),
        evidence.scanner(),
        evidence.rule());
  }

  private void add(Evidence evidence, Role role, Certainty certainty, NodeId component) {
    found.add(
        new Place(
            evidence,
            role,
            certainty,
            Optional.of(Integer.toString(moved.to())),
            Optional.of(component)));
  }
}
