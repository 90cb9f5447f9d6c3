package io.whatbreaks.examples.it;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was said and what was seen, a row for each client and a column for each change. */
final class Matrix {
  private final List<Client> clients;
  private final List<String> changes = new ArrayList<>();
  private final Map<String, List<String>> rows = new LinkedHashMap<>();

  Matrix(List<Client> clients) {
    this.clients = clients;
  }

  void add(ByHand change, Client client, String said, String seen) {
    if (!changes.contains(change.toString())) {
      changes.add(change.toString());
    }
    String cell = said.equals(seen) ? word(seen) : word(said) + " / **" + word(seen) + "**";
    rows.computeIfAbsent(client.component(), absent -> new ArrayList<>()).add(cell);
  }

  private static String word(String effect) {
    return switch (effect) {
      case "none" -> "·";
      case "BREAKS" -> "now";
      case "BREAKS_ON_RESTART" -> "restart";
      case "LOSES_DATA" -> "data";
      case "MISDIRECTED" -> "other";
      case "DEGRADES" -> "part";
      default -> effect;
    };
  }

  /** As Markdown. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < changes.size(); i++) {
      text.append(i + 1).append(". ").append(changes.get(i)).append('\n');
    }
    text.append("\n| client |");
    for (int i = 0; i < changes.size(); i++) {
      text.append(' ').append(i + 1).append(" |");
    }
    text.append("\n|---|").append("---|".repeat(changes.size())).append('\n');
    for (Client client : clients) {
      text.append("| ").append(client.component()).append(" | ");
      text.append(String.join(" | ", rows.getOrDefault(client.component(), List.of())));
      text.append(" |\n");
    }
    return text.toString();
  }
}
