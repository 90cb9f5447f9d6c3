package io.whatbreaks.scanners.dns;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads {@code resolv.conf}: search list, ndots and name servers.
 *
 * <p>Of several {@code search} and {@code domain} lines the last one holds. A copy that lies
 * elsewhere than {@code etc} names its servers, but says nothing of the machine or tree it lies in.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/resolv.conf.5.html">resolv.conf(5)</a>
 */
public final class ResolvConfScanner implements Scanner {
  private static final int MOST_NDOTS = 15;
  private static final int DNS_PORT = 53;

  /** For ServiceLoader. */
  public ResolvConfScanner() {}

  @Override
  public String id() {
    return "resolv-conf";
  }

  @Override
  public boolean accepts(Document document) {
    return document.fileName().equals("resolv.conf");
  }

  @Override
  public boolean isFoundation() {
    return true;
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    output.understood();
    List<Scalar> search = List.of();
    List<Scalar> ndots = List.of();
    TextLines lines = new TextLines(document.text());
    while (lines.more()) {
      List<Scalar> words = uncommented(lines.words());
      if (words.size() < 2) {
        continue;
      }
      List<Scalar> values = words.subList(1, words.size());
      switch (words.get(0).value()) {
        case "nameserver" -> nameserver(document, output, values.get(0));
        case "search" -> search = values;
        case "domain" -> search = values.subList(0, 1);
        case "options" -> ndots = lastNdots(values, ndots);
        default -> {}
      }
    }
    if (document.localPath().equals("etc/resolv.conf")) {
      config(document, output, search, ndots);
    }
  }

  private static List<Scalar> uncommented(List<Scalar> words) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).value().startsWith(";")) {
        return words.subList(0, i);
      }
    }
    return words;
  }

  private static List<Scalar> lastNdots(List<Scalar> options, List<Scalar> before) {
    List<Scalar> last = before;
    for (Scalar option : options) {
      if (option.value().matches("ndots:\\d{1,9}")) {
        last = List.of(option);
      }
    }
    return last;
  }

  private static void nameserver(Document document, ScanOutput output, Scalar server) {
    if (HostName.address(server.value()).isEmpty()) {
      output.lost(
          "resolv-conf-syntax",
          server.start(),
          "not an address: " + server.value(),
          "a name server is given by its address");
      return;
    }
    output.add(
        new Fact.Reference(
            document.component(),
            new Fact.Target(
                document.scope(), server.value(), Set.of(NodeKind.HOST), OptionalInt.of(DNS_PORT)),
            new Fact.Use(
                Lookup.EACH_USE,
                new Group("nameserver", Group.Mode.ORDERED),
                true,
                Certainty.CERTAIN,
                "nameserver"),
            output.evidence(server.start(), server.end(), "resolv-conf/nameserver")));
  }

  private static void config(
      Document document, ScanOutput output, List<Scalar> search, List<Scalar> ndots) {
    List<Scalar> stated = search.isEmpty() ? ndots : search;
    if (stated.isEmpty()) {
      return;
    }
    List<String> domains = new ArrayList<>();
    for (Scalar domain : search) {
      String name = HostName.normalise(domain.value());
      // A lone dot, the root, is how systemd writes "no search": nothing is appended.
      domains.add(name.equals(".") ? "" : name);
    }
    OptionalInt dots =
        ndots.isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(
                Math.min(
                    MOST_NDOTS,
                    Integer.parseInt(ndots.get(0).value().substring("ndots:".length()))));
    output.add(
        new Fact.ResolverConfig(
            document.scope(),
            domains,
            dots,
            List.of(),
            output.evidence(
                stated.get(0).start(),
                stated.get(stated.size() - 1).end(),
                search.isEmpty() ? "resolv-conf/options" : "resolv-conf/search")));
  }
}
