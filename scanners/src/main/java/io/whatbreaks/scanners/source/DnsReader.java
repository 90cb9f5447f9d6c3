package io.whatbreaks.scanners.source;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scan.SourceOutput;
import io.whatbreaks.scan.SourceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TextParseException;

/**
 * Reads a zone from a name server, named as {@code dns://SERVER[:PORT]/ZONE}: all of it by a
 * transfer; where that is refused, those names that the other sources mention.
 *
 * <p>The zone becomes a document of one record a line in canonical order, and says what its zone
 * file would. Layout, globs and prefix do not apply.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5936">RFC 5936, zone transfer</a>
 */
public final class DnsReader implements SourceReader {

  private static final String HINT =
      "check server, port, zone and key, or give the zone file in its place";

  /** Found by {@link java.util.ServiceLoader}. */
  public DnsReader() {}

  @Override
  public boolean accepts(Path path) {
    return DnsPath.isDns(path);
  }

  /**
   * Asks the server. What it does not tell is reported as unreadable.
   *
   * @throws IOException if the path or the key is not written as it must be
   */
  @Override
  public void read(Path path, SourceOptions options, SourceOutput output) throws IOException {
    DnsPath dns = DnsPath.of(path);
    Optional<TSIG> key = TsigKey.of(options);
    Scope scope = Scope.tree(options.prefix());
    try {
      Name zone = Name.fromString(dns.zone(), Name.root);
      NameServer server = NameServer.of(dns, key);
      LookedUpZone single = new LookedUpZone(dns, zone, server, scope, output);
      try {
        output.document(ZoneText.document(dns, scope, server.transfer(zone)));
      } catch (NameServer.Refused refused) {
        lookUp(dns, single, refused.why(), output);
      }
    } catch (TextParseException e) {
      output.failed(dns.shown(), dns.zone() + " is no name of a zone", "write it as DNS does");
    } catch (IOException e) {
      String why = Optional.ofNullable(e.getMessage()).orElse("the name server does not answer");
      output.failed(dns.shown(), why, HINT);
    }
  }

  private static void lookUp(DnsPath dns, LookedUpZone zone, String why, SourceOutput output) {
    if (!zone.begin()) {
      output.failed(
          dns.shown(), "the zone is not handed out (" + why + "), nor known when asked for", HINT);
      return;
    }
    output.live(zone);
    output.diagnostic(
        new Diagnostic(
            Severity.WARNING,
            "zone-looked-up",
            dns.shown(),
            0,
            "the zone is not handed out ("
                + why
                + "): only those of its names are known that were looked up because they are"
                + " mentioned elsewhere",
            "allow the transfer, give a key with --tsig, or give the zone file"));
  }
}
