package io.whatbreaks.scanners.dns;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads which files hold which zones from the configurations of NSD and Knot: {@code zone:} clauses
 * with {@code name} and {@code zonefile}, items with {@code domain} and {@code file}; what a zone
 * does not say its pattern or template does.
 *
 * @see <a href="https://nsd.docs.nlnetlabs.nl/en/latest/manpages/nsd.conf.html">nsd.conf(5)</a>
 * @see <a href="https://www.knot-dns.cz/docs/latest/html/reference.html#zone-section">Knot DNS,
 *     zone section</a>
 */
public final class ServedZonesScanner implements Scanner {
  private static final Pattern FILE =
      Pattern.compile(
          "(?:.*/)?(?:(nsd|knot)\\.conf|(nsd|knot)/.+\\.conf|(nsd|knot)\\.conf\\.d/.+)");
  private static final Pattern LINE =
      Pattern.compile(
          "(\\s*)(-\\s+)?([A-Za-z][\\w-]*)\\s*:(?:\\s+|$)(?:\"([^\"]*)\"|([^\\s#]*)).*");
  private static final int LONGEST_LINE = 2_000;

  /** For ServiceLoader. */
  public ServedZonesScanner() {}

  @Override
  public String id() {
    return "served-zones";
  }

  @Override
  public boolean accepts(Document document) {
    String path = document.localPath();
    return (path.contains("nsd") || path.contains("knot"))
        && FILE.matcher(path).matches()
        && document.mentions("zone:");
  }

  @Override
  public boolean isFoundation() {
    return true;
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    Matcher file = FILE.matcher(document.localPath());
    if (!file.matches()) {
      return;
    }
    boolean knot = document.localPath().contains("knot");
    NodeId component = NodeId.component(document.scope(), knot ? "knot" : "nsd");
    List<Clause> clauses = clauses(document);
    Map<String, Clause> shared = new HashMap<>();
    for (Clause clause : clauses) {
      if (clause.section().equals("pattern")) {
        clause.get("name").ifPresent(name -> shared.put(name.value(), clause));
      } else if (clause.section().equals("template")) {
        clause.get("id").ifPresent(id -> shared.put(id.value(), clause));
      } else if (clause.section().equals("server")) {
        shared.put("", clause);
      }
    }
    for (Clause clause : clauses) {
      if (clause.section().equals("zone")) {
        zone(clause, shared, component, output);
      }
    }
  }

  /** The keys below one section, or of one item of it. */
  private record Clause(String section, Map<String, Scalar> values) {
    Optional<Scalar> get(String... keys) {
      for (String key : keys) {
        Scalar value = values.get(key);
        if (value != null && !value.value().isEmpty()) {
          return Optional.of(value);
        }
      }
      return Optional.empty();
    }
  }

  private static List<Clause> clauses(Document document) {
    List<Clause> all = new ArrayList<>();
    String section = "";
    for (int line = 1; line <= document.lineCount(); line++) {
      String text = document.line(line);
      Matcher matcher = LINE.matcher(text);
      if (text.length() > LONGEST_LINE || !matcher.matches()) {
        continue;
      }
      int group = matcher.group(4) != null ? 4 : 5;
      Scalar value =
          Scalar.verbatim(matcher.group(group), document.lineStart(line) + matcher.start(group));
      boolean item = matcher.group(2) != null;
      if (value.value().isEmpty() && matcher.group(1).isEmpty() && !item) {
        section = matcher.group(3);
      }
      if (item || all.isEmpty() || (value.value().isEmpty() && matcher.group(1).isEmpty())) {
        all.add(new Clause(section, new HashMap<>()));
      }
      all.get(all.size() - 1).values().putIfAbsent(matcher.group(3), value);
    }
    return all;
  }

  private static void zone(
      Clause zone, Map<String, Clause> shared, NodeId component, ScanOutput output) {
    Optional<Scalar> name = zone.get("name", "domain");
    if (name.isEmpty()) {
      return;
    }
    boolean knot = component.name().equals("knot");
    Optional<Clause> pattern =
        Optional.ofNullable(
            shared.get(
                zone.get("include-pattern", "template").map(Scalar::value).orElse("default")));
    Optional<Scalar> written =
        zone.get("zonefile", "file")
            .or(() -> pattern.flatMap(clause -> clause.get("zonefile", "file")));
    String origin = HostName.normalise(name.get().value());
    String file = written.map(Scalar::value).orElse(knot ? "%s.zone" : "").replace("%s", origin);
    if (file.isEmpty() || file.indexOf('%') >= 0) {
      return;
    }
    String folder =
        zone.get("storage")
            .or(() -> pattern.flatMap(clause -> clause.get("storage")))
            .or(() -> Optional.ofNullable(shared.get("")).flatMap(clause -> clause.get("zonesdir")))
            .map(Scalar::value)
            .orElse(knot ? "/var/lib/knot" : "/etc/nsd");
    String path = file.startsWith("/") ? file : folder + "/" + file;
    Scalar at = zone.get("zonefile", "file").orElse(name.get());
    Evidence evidence =
        output.evidence(
            at.offset(0), at.endOffset(at.value().length()), component.name() + "/zonefile");
    String within = path.replaceAll("/+", "/").replaceFirst("^/", "");
    output.add(new Fact.Reads(component, within, evidence));
    output.add(
        new Fact.ZoneFile(
            component,
            within,
            Optional.of(name.get().value().equals(".") ? "" : origin),
            Certainty.CERTAIN,
            "",
            List.of(),
            evidence));
  }
}
