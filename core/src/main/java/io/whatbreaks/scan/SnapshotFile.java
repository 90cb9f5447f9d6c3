package io.whatbreaks.scan;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Fact;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes and reads snapshots. Apart from {@link SnapshotCodec}, so that telling a snapshot from
 * other files does not load a JSON parser.
 */
final class SnapshotFile {
  private static final SnapshotForm FACT = SnapshotForm.ofFacts();
  private static final SnapshotForm DIAGNOSTIC = SnapshotForm.of(Diagnostic.class);
  private static final SnapshotForm FILE = SnapshotForm.of(FileState.class);

  private static final int VERSION = 1;
  private static final int MOST_ITEMS = 20_000_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxStringLength(1 << 25)
                  .maxNumberLength(20)
                  .maxNameLength(64)
                  .build())
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private SnapshotFile() {}

  static void write(ScanResult result, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeNumberProperty(SnapshotCodec.MARK, VERSION);
      list(json, "facts", FACT, result.facts());
      list(json, "diagnostics", DIAGNOSTIC, result.diagnostics());
      list(json, "files", FILE, result.files());
      json.writeEndObject();
    } catch (JacksonException e) {
      throw new IOException("the snapshot cannot be written", e);
    }
    out.write('\n');
    out.flush();
  }

  private static void list(JsonGenerator json, String name, SnapshotForm form, List<?> items)
      throws IOException {
    json.writeArrayPropertyStart(name);
    for (Object item : items) {
      json.writeRaw('\n');
      form.write(json, item);
    }
    json.writeEndArray();
  }

  static ScanResult read(InputStream in) throws IOException {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
      checkVersion(json);
      SharedText texts = new SharedText();
      List<Fact> facts = list(json, "facts", FACT, Fact.class, texts);
      List<Diagnostic> diagnostics = list(json, "diagnostics", DIAGNOSTIC, Diagnostic.class, texts);
      List<FileState> files = list(json, "files", FILE, FileState.class, texts);
      if (json.nextToken() != JsonToken.END_OBJECT) {
        throw damaged(json, "more than was expected");
      }
      return new ScanResult(facts, diagnostics, files);
    } catch (StreamConstraintsException e) {
      throw new IOException("the snapshot holds something too large to be meant", e);
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (JacksonException e) {
      throw new IOException("the snapshot is damaged" + place(e.getLocation()), e);
    }
  }

  private static void checkVersion(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT || !SnapshotCodec.MARK.equals(json.nextName())) {
      throw new IOException("this is no snapshot of whatbreaks");
    }
    if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
      throw damaged(json, "its version is no number");
    }
    if (json.getLongValue() != VERSION) {
      throw new IOException(
          "the snapshot is of version "
              + json.getLongValue()
              + ", this program reads version "
              + VERSION
              + ": scan again");
    }
  }

  private static <T> List<T> list(
      JsonParser json, String name, SnapshotForm form, Class<T> type, SharedText texts)
      throws IOException {
    if (!name.equals(json.nextName()) || json.nextToken() != JsonToken.START_ARRAY) {
      throw damaged(json, "its " + name + " are missing");
    }
    List<T> items = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (items.size() == MOST_ITEMS) {
        throw damaged(json, "more than " + MOST_ITEMS + " " + name);
      }
      try {
        items.add(type.cast(form.read(json, texts)));
      } catch (IllegalArgumentException | NullPointerException e) {
        throw damaged(json, "what stands there cannot be");
      }
    }
    return items;
  }

  private static IOException damaged(JsonParser json, String why) {
    return new IOException("the snapshot is damaged" + place(json.currentLocation()) + ": " + why);
  }

  private static String place(TokenStreamLocation location) {
    return " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
