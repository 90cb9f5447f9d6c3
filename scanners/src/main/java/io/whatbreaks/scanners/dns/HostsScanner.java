package io.whatbreaks.scanners.dns;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Scalar;
import java.util.List;
import java.util.Optional;

/**
 * Reads hosts files: each name of a line has the line's address, whatever DNS says.
 *
 * <p>The evidence is the name, which is what a rename edits; where the address stands is told too.
 * A line of the machine itself, told by the first label of its names, declares these names too. In
 * a tree a file called {@code hosts} is read when most of its lines look so; an inventory of
 * Ansible has the same name.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/hosts.5.html">hosts(5)</a>
 */
public final class HostsScanner implements Scanner {
  private static final int LOOK_AT = 200;

  /** For ServiceLoader. */
  public HostsScanner() {}

  @Override
  public String id() {
    return "hosts";
  }

  @Override
  public boolean accepts(Document document) {
    if (document.scope().kind() == Scope.Kind.HOST && document.localPath().equals("etc/hosts")) {
      return true;
    }
    return document.fileName().equals("hosts") && looksLikeHosts(document.text());
  }

  private static boolean looksLikeHosts(String text) {
    TextLines lines = new TextLines(text);
    int good = 0;
    int bad = 0;
    while (lines.more() && good + bad < LOOK_AT) {
      List<Scalar> words = lines.words();
      if (words.size() > 1 && HostName.address(words.get(0).value()).isPresent()) {
        // An inventory of addresses: 10.0.0.5 ansible_user=admin
        if (words.get(1).value().indexOf('=') < 0) {
          good++;
          continue;
        }
      }
      bad += words.isEmpty() ? 0 : 1;
    }
    return good > bad;
  }

  @Override
  public boolean isFoundation() {
    return true;
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    output.understood();
    TextLines lines = new TextLines(document.text());
    while (lines.more()) {
      List<Scalar> words = lines.words();
      if (words.isEmpty()) {
        continue;
      }
      Optional<String> address = HostName.address(words.get(0).value());
      if (address.isEmpty()) {
        output.lost(
            "hosts-syntax",
            words.get(0).start(),
            "not an address: " + words.get(0).value(),
            "a line is an address and the names it belongs to");
        continue;
      }
      line(document, output, address.get(), words);
    }
  }

  private static void line(
      Document document, ScanOutput output, String address, List<Scalar> words) {
    Scope scope = document.scope();
    Scalar number = words.get(0);
    Evidence addressAt = output.evidence(number.start(), number.end(), "hosts/address");
    for (Scalar name : words.subList(1, words.size())) {
      if (isLoopbackName(HostName.normalise(name.value()))) {
        continue;
      }
      if (!HostName.isHostName(name.value())) {
        output.lost(
            "hosts-syntax",
            name.start(),
            "not a host name: " + name.value(),
            "this name is left out");
        continue;
      }
      NodeId host = NodeId.host(scope, name.value());
      if (isOwn(scope, host.name())) {
        output.add(
            new Fact.Declaration(
                host,
                Optional.empty(),
                output.evidence(name.start(), Written.end(name), "hosts/own")));
      }
      output.add(
          new Fact.Address(
              host,
              address,
              output.evidence(name.start(), Written.end(name), "hosts/pin"),
              addressAt));
    }
  }

  private static boolean isOwn(Scope scope, String name) {
    return scope.kind() == Scope.Kind.HOST
        && HostName.firstLabel(name).equals(HostName.firstLabel(HostName.normalise(scope.name())));
  }

  private static boolean isLoopbackName(String name) {
    return name.equals("localhost")
        || name.startsWith("localhost.")
        || name.startsWith("localhost4")
        || name.startsWith("localhost6")
        || name.equals("broadcasthost")
        || name.startsWith("ip6-");
  }
}
