package io.whatbreaks.examples.it;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.impact.Reason;
import io.whatbreaks.impact.Role;
import io.whatbreaks.model.SourceLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was said of a change, in the form of what is observed. */
record Prediction(Impact impact, Company company, RunningCompany running) {

  private List<Breakage> of(Client client) {
    return impact.breakages().stream()
        .filter(b -> b.component().toString().equals("component:" + client.component()))
        .toList();
  }

  /**
   * The effect said of a client. What would come after the one observed cannot be seen any more,
   * and is left out.
   */
  String effects(Client client, @Nullable Effect observed) {
    Set<Effect> said =
        of(client).stream().map(Breakage::effect).collect(Collectors.toCollection(TreeSet::new));
    if (observed != null && said.contains(observed)) {
      said.removeIf(effect -> moment(effect) > moment(observed));
    }
    return said.isEmpty()
        ? "none"
        : said.stream().map(Effect::toString).collect(Collectors.joining(" "));
  }

  private static int moment(Effect effect) {
    return switch (effect) {
      case BREAKS, MISDIRECTED -> 0;
      case BREAKS_ON_RESTART -> 1;
      case LOSES_DATA -> 2;
      case DEGRADES, UNCERTAIN -> 3;
    };
  }

  /** The components something certain is said of that nobody looks at. */
  List<String> others(List<Client> clients) {
    Set<String> known =
        clients.stream().map(c -> "component:" + c.component()).collect(Collectors.toSet());
    return impact.breakages().stream()
        .filter(b -> b.certainty() == Certainty.CERTAIN)
        .filter(b -> !known.contains(b.component().toString()))
        .map(b -> b.component() + " " + b.effect())
        .toList();
  }

  /** The lines that the change itself edits. */
  Set<String> defines() {
    Set<String> lines = new TreeSet<>();
    for (Place place : impact.places()) {
      if (place.role() == Role.DEFINES) {
        lines.add(place.evidence().at().path() + ":" + place.evidence().at().line());
      }
    }
    return lines;
  }

  /**
   * How the places said differ from those observed: the names of a client that lead nowhere any
   * more, else those that lead elsewhere than before, else those that lead to the renamed machine,
   * else all it has. Empty if they do not.
   */
  String places(
      Client client, String renamed, Map<String, String> before, Map<String, String> after)
      throws IOException {
    Set<String> files = client.names().stream().map(Client.Name::file).collect(Collectors.toSet());
    Set<String> said = new TreeSet<>();
    for (Breakage breakage : of(client)) {
      for (Reason reason : breakage.why()) {
        SourceLocation at = reason.evidence().at();
        if (files.contains(at.path())) {
          said.add(at.path() + ":" + at.line() + ":" + at.column());
        }
      }
    }
    Set<String> seen = said.isEmpty() ? Set.of() : seen(client, renamed, before, after);
    return said.equals(seen) ? "" : "said " + said + ", seen " + seen;
  }

  private Set<String> seen(
      Client client, String renamed, Map<String, String> before, Map<String, String> after)
      throws IOException {
    String address = renamed.isEmpty() ? "" : running.address(renamed);
    List<Predicate<Client.Name>> ways =
        List.of(
            name ->
                !answer(client, name, before).isEmpty() && answer(client, name, after).isEmpty(),
            name -> !answer(client, name, before).equals(answer(client, name, after)),
            name -> answer(client, name, before).equals(address),
            name -> true);
    List<Client.Name> names = List.of();
    for (Predicate<Client.Name> way : ways) {
      if (names.isEmpty()) {
        names = client.names().stream().filter(way).toList();
      }
    }
    Set<String> places = new TreeSet<>();
    for (Client.Name name : names) {
      places.add(place(name));
    }
    return places;
  }

  private static String answer(Client client, Client.Name name, Map<String, String> answers) {
    return answers.getOrDefault(client.asker(name) + " " + name.text(), "");
  }

  private String place(Client.Name name) throws IOException {
    List<String> lines = Files.readAllLines(company.file(name.file()));
    for (int i = 0; i < lines.size(); i++) {
      Matcher found =
          Pattern.compile("(?<![\\w.-])" + Pattern.quote(name.text()) + "(?![\\w-]|\\.\\w)")
              .matcher(lines.get(i));
      if (found.find()) {
        return name.file() + ":" + (i + 1) + ":" + (found.start() + 1);
      }
    }
    throw new AssertionError(name);
  }
}
