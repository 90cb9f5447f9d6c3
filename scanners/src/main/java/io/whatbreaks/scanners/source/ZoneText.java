package io.whatbreaks.scanners.source;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedSet;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Records of a live zone as the zone file that says the same: one record a line, in canonical
 * order, every name in full.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4034#section-6">RFC 4034, section 6</a>
 */
final class ZoneText {
  private ZoneText() {}

  /** What a name server says lies in no file. */
  private record Answer(String text) implements Document.Content {
    @Override
    public byte[] read() {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<byte[]> original() {
      return Optional.empty();
    }
  }

  static Document document(DnsPath path, Scope scope, SortedSet<Record> records) {
    StringBuilder text = new StringBuilder();
    for (Record record : records) {
      text.append(record.getName())
          .append(' ')
          .append(record.getTTL())
          .append(" IN ")
          .append(Type.string(record.getType()))
          .append(' ')
          .append(record.rdataToString())
          .append('\n');
    }
    return new Document(path.shown(), scope, path.shown(), new Answer(text.toString()));
  }
}
