package io.whatbreaks.scanners.dns;

import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.LocatedTree.Problem;
import io.whatbreaks.scanners.format.Scalar;
import java.util.List;
import java.util.Optional;

/**
 * Reads DNS zone files: BIND, NSD, Knot, gdnsd, templates of such files included.
 *
 * <p>A file is one when it is called or lies as zone files do and begins as they do, or when
 * nothing in its name speaks against it and it has a SOA record. Included files are not followed;
 * they are documents of their own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1035#section-5">RFC 1035, section 5</a>
 */
public final class ZoneScanner implements Scanner {
  private static final int LOOK_AT = 50;
  private static final int MOST_PROBLEMS = 100;

  /** For ServiceLoader. */
  public ZoneScanner() {}

  @Override
  public String id() {
    return "zone";
  }

  @Override
  public boolean accepts(Document document) {
    if (document.path().startsWith("dns://")) {
      return true; // What a name server said.
    }
    ZoneFileName.Look look = ZoneFileName.look(document);
    return switch (look) {
      case NONE -> false;
      case WEAK -> document.mentions("SOA") && looksLikeZone(document.text(), false);
      case STRONG -> looksLikeZone(document.text(), true);
    };
  }

  private static boolean looksLikeZone(String text, boolean called) {
    ZoneReader zone = new ZoneReader(text);
    zone.read(LOOK_AT);
    boolean authority = false;
    int meaningful = called ? zone.directives() : 0;
    int good = zone.directives() + zone.records().size();
    for (ZoneRecord record : zone.records()) {
      authority |= record.type() == RecordType.SOA;
      meaningful +=
          record.type() == RecordType.OTHER || record.type() == RecordType.SIGNATURE ? 0 : 1;
    }
    int bad = zone.problems().size();
    return meaningful > 0 && (called ? good >= bad : authority && good >= 4 * bad);
  }

  @Override
  public boolean isFoundation() {
    return true;
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    output.understood();
    ZoneReader zone = read(document, output.wantsDetails());
    ZoneOrigin origin = ZoneOrigin.of(zone, document);
    zone.includes().forEach(include -> include(include, origin, document, output));
    if (!zone.records().isEmpty()) {
      ZoneRecord.Owner first = zone.records().get(0).owner();
      boolean open = ZoneNames.isOpen(zone.initial()) && zone.needsOrigin();
      output.add(
          new Fact.ZoneFile(
              document.component(),
              document.localPath(),
              open ? Optional.of(origin.name()) : Optional.empty(),
              open ? origin.certainty() : Certainty.CERTAIN,
              "",
              List.of(),
              output.evidence(first.start(), first.end(), "zone/file")));
    }
    new ZoneFacts(document, output, zone.records(), origin).state();
    zone.times().state(output);
    for (Scalar name : zone.ownerless()) {
      output.add(
          new Fact.Token(
              document.component(),
              document.scope(),
              name.value(),
              Fact.Span.VALUE,
              output.evidence(name.start(), name.end(), "zone/template")));
    }
    tell(zone, origin, output);
  }

  private static ZoneReader read(Document document, boolean whole) {
    String text = document.text();
    boolean thin = !whole && !document.mentions("$GENERATE");
    return Optional.of(ZoneFileName.zone(document).isPresent())
        .filter(named -> thin)
        .flatMap(named -> ZoneReader.thin(text, named))
        .filter(zone -> ZoneOrigin.told(zone, document).isPresent())
        .orElseGet(() -> ZoneReader.all(text));
  }

  private static void include(
      ZoneReader.Include include, ZoneOrigin zone, Document document, ScanOutput output) {
    Scalar written = include.path();
    String relative = include.origin();
    String path = written.value();
    if (path.indexOf('/') < 0 && !document.folder().isEmpty()) {
      // Relative to the server's directory, which is mostly where the zones lie.
      path = document.folder() + "/" + path;
    }
    path = path.startsWith("/") ? path.substring(1) : path;
    Evidence evidence = output.evidence(written.start(), written.end(), "zone/include");
    output.add(new Fact.Reads(document.component(), path, evidence));
    output.add(
        new Fact.ZoneFile(
            document.component(),
            path,
            Optional.of(ZoneNames.resolve(relative, zone.name())),
            ZoneNames.isOpen(relative) ? zone.certainty() : Certainty.CERTAIN,
            "",
            List.of(),
            evidence));
  }

  private static void tell(ZoneReader zone, ZoneOrigin origin, ScanOutput output) {
    List<Problem> problems = zone.problems();
    for (Problem problem : problems.subList(0, Math.min(MOST_PROBLEMS, problems.size()))) {
      output.lost(problem.code(), problem.offset(), problem.message(), problem.hint());
    }
    if (problems.size() > MOST_PROBLEMS) {
      Problem next = problems.get(MOST_PROBLEMS);
      output.lost(
          next.code(),
          next.offset(),
          problems.size() - MOST_PROBLEMS + " further lines could not be read",
          "they are left out");
    }
    if (zone.templates() > 0) {
      output.notice(
          Severity.WARNING,
          "zone-template",
          zone.firstTemplate(),
          "names or addresses on " + zone.templates() + " lines are filled in by a template",
          "scan the file that the template makes, too");
    }
    if (origin.certainty() == Certainty.POSSIBLE && zone.needsOrigin()) {
      output.notice(
          Severity.INFO,
          "zone-origin-guessed",
          0,
          "the file does not tell the zone's origin; unless others do, it is " + origin.name(),
          "write $ORIGIN before the first record, or give the name server's configuration, too");
    }
  }
}
