package io.whatbreaks.plan;

import io.whatbreaks.change.Change;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import java.util.Optional;

/**
 * What the steps of one change are called. An empty text means that there is no such step.
 *
 * @param beside how the new thing is made to work beside the old one, ahead of the change
 * @param besideBack how that is taken back
 * @param change the change itself
 * @param changeBack how that is taken back
 * @param remove how the old thing goes in the end
 * @param removeBack how that is taken back
 * @param source where the way is documented
 */
record Wording(
    String beside,
    String besideBack,
    String change,
    String changeBack,
    String remove,
    String removeBack,
    String source) {

  /** Of a change to one thing; {@code now} is the name that a renamed one gets. */
  static Wording of(Change change, NodeId thing, Optional<NodeId> now) {
    if (change instanceof Change.Rename rename && now.isPresent()) {
      return thing.kind() == NodeKind.HOST
          ? renamed(thing, now.get(), rename.keepAlias())
          : redeclared(thing, now.get());
    } else if (change instanceof Change.Retire) {
      return retired(thing);
    } else if (change instanceof Change.Readdress readdress) {
      return readdressed(thing, readdress.to());
    } else if (change instanceof Change.MovePort move) {
      return moved(thing, move);
    }
    // What other changes do to a thing is told by the answer itself.
    return new Wording(
        "",
        "",
        "make the change to " + thing,
        "make the change to " + thing + " undone",
        "",
        "",
        "");
  }

  private static Wording renamed(NodeId old, NodeId now, boolean keepAlias) {
    boolean dns = old.scope().equals(Scope.DNS);
    String beside =
        dns
            ? "add the record " + now.name() + ". CNAME " + old.name() + "."
            : "let " + old + " answer to " + now.name() + " too, by an alias of its project";
    String record = dns ? old.name() + ". CNAME " + now.name() + "." : "the alias " + old.name();
    return new Wording(
        beside,
        "take that name out again; nobody used it before",
        "rename "
            + old
            + " to "
            + now.name()
            + ": the edits below in one go; take out the alias "
            + now.name()
            + " and leave "
            + record
            + " in its place",
        "undo these edits, take out " + record + " and put the alias " + now.name() + " back",
        keepAlias ? "" : "take out " + record,
        "put " + record + " back",
        "RFC 1034, section 3.6.2; RFC 2181, section 10.1");
  }

  private static Wording redeclared(NodeId old, NodeId now) {
    String kind = old.kind().word();
    boolean queue = old.kind() == NodeKind.QUEUE;
    return new Wording(
        "declare "
            + now
            + " beside "
            + old
            + ", with the same arguments"
            + (queue ? "" : ", type")
            + " and bindings",
        "delete " + now + ": it is empty while nobody uses it",
        "let every user of the "
            + kind
            + " "
            + old.name()
            + " go over to "
            + now.name()
            + (queue ? ", the publishers last; then let the old one run empty" : ""),
        "undo these edits: " + old + " is still there",
        "delete "
            + old
            + (queue
                ? " once it is empty and has no consumer"
                : " once nothing is published to it"),
        "declare it again as it was; what it held when it was deleted is gone",
        "https://www.rabbitmq.com/docs/queues#names");
  }

  private static Wording retired(NodeId thing) {
    boolean host = thing.kind() == NodeKind.HOST;
    return new Wording(
        "",
        "",
        host ? "stop what runs on " + thing + " and keep the machine" : "stop using " + thing,
        host ? "start " + thing + " again: nothing of it is gone yet" : "use " + thing + " again",
        host ? "take out the records of " + thing + ", then the machine" : "delete " + thing,
        host
            ? "put the records back; a machine that is wiped has to be restored"
            : "declare it again as it was; what it held is gone",
        "RFC 1912, section 2.4");
  }

  private static Wording readdressed(NodeId thing, String address) {
    return new Wording(
        "give " + thing + " the address " + address + " beside the one it has",
        "take the address " + address + " off again",
        "point the records of " + thing + " to " + address,
        "point the records back: the old address still answers",
        "take the old address of " + thing + " off",
        "put the old address on again",
        "RFC 4192, section 2");
  }

  private static Wording moved(NodeId thing, Change.MovePort move) {
    return new Wording(
        "let " + thing + " answer on port " + move.to() + " beside port " + move.from(),
        "stop listening on port " + move.to(),
        "announce port " + move.to() + " of " + thing + " where it is declared",
        "announce port " + move.from() + " again: it still answers",
        "stop listening on port " + move.from(),
        "listen on port " + move.from() + " again",
        "");
  }
}
