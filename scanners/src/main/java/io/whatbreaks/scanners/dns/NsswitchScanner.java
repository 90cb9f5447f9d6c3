package io.whatbreaks.scanners.dns;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Reads {@code etc/nsswitch.conf}: where a machine looks host names up, in which order.
 *
 * <p>Only the hosts line matters. An action is one word of the order, its blanks removed: {@code
 * [NOTFOUND=return]}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/nsswitch.conf.5.html">nsswitch.conf(5)</a>
 */
public final class NsswitchScanner implements Scanner {

  /** For ServiceLoader. */
  public NsswitchScanner() {}

  @Override
  public String id() {
    return "nsswitch";
  }

  @Override
  public boolean accepts(Document document) {
    return document.localPath().equals("etc/nsswitch.conf");
  }

  @Override
  public boolean isFoundation() {
    return true;
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    output.understood();
    List<Scalar> hosts = List.of();
    TextLines lines = new TextLines(document.text());
    while (lines.more()) {
      List<Scalar> words = lines.words();
      List<Scalar> order = hostsLine(words);
      if (!order.isEmpty()) {
        hosts = order;
      }
    }
    if (hosts.isEmpty()) {
      return;
    }
    output.add(
        new Fact.ResolverConfig(
            document.scope(),
            List.of(),
            OptionalInt.empty(),
            joined(hosts),
            output.evidence(
                hosts.get(0).start(), hosts.get(hosts.size() - 1).end(), "nsswitch/hosts")));
  }

  /** The words behind {@code hosts:}, which may touch the colon or stand apart from it. */
  private static List<Scalar> hostsLine(List<Scalar> words) {
    if (words.isEmpty()) {
      return List.of();
    }
    Scalar first = words.get(0);
    List<Scalar> rest = words.subList(1, words.size());
    if (first.value().equals("hosts:")) {
      return rest;
    }
    if (first.value().startsWith("hosts:")) {
      List<Scalar> order = new ArrayList<>();
      order.add(first.part("hosts:".length(), first.value().length()));
      order.addAll(rest);
      return order;
    }
    boolean apart =
        first.value().equals("hosts") && !rest.isEmpty() && rest.get(0).value().equals(":");
    return apart ? rest.subList(1, rest.size()) : List.of();
  }

  private static List<String> joined(List<Scalar> words) {
    List<String> order = new ArrayList<>();
    StringBuilder action = new StringBuilder();
    for (Scalar word : words) {
      String value = word.value();
      if (action.length() == 0 && !value.startsWith("[")) {
        order.add(value.toLowerCase(Locale.ROOT));
        continue;
      }
      action.append(value);
      if (value.endsWith("]")) {
        order.add(action.toString());
        action.setLength(0);
      }
    }
    return order;
  }
}
