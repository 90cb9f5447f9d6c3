package io.whatbreaks.world;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;

/**
 * Why a name server refuses a zone that it took before: it goes on with the old one at a reload,
 * and after a restart denies service for every name of it.
 *
 * @param zone the zone, in the document that holds it
 * @param name the name at which it is wrong
 * @param message what is wrong, in the words of BIND
 * @param evidence the record that is not legal any more
 * @param certainty POSSIBLE where another server than BIND might take it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1034#section-3.6.2">RFC 1034, section 3.6.2</a>
 */
public record ZoneFault(
    Fact.Zone zone, NodeId name, String message, Evidence evidence, Certainty certainty) {

  public ZoneFault {
    requireNonNull(zone, "zone");
    requireNonNull(name, "name");
    requireNonNull(message, "message");
    requireNonNull(evidence, "evidence");
    requireNonNull(certainty, "certainty");
  }
}
