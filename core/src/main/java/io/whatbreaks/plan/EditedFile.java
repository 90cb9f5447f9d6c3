package io.whatbreaks.plan;

import io.whatbreaks.impact.Place;
import io.whatbreaks.plan.Patch.Edit;
import io.whatbreaks.plan.Patch.Left;
import io.whatbreaks.plan.Patch.Reason;
import io.whatbreaks.scan.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A file before and after its edits.
 *
 * @param after the same as {@code before} where nothing can be edited
 */
record EditedFile(Document before, Document after, List<Edit> edits, List<Left> left) {

  /** Makes those edits that can be made; places are in order and do not overlap. */
  static EditedFile of(Document document, List<Place> places) {
    List<Edit> edits = new ArrayList<>();
    List<Left> left = new ArrayList<>();
    if (document.original().isEmpty()) {
      places.forEach(place -> left.add(new Left(place, Reason.NO_FILE)));
      return new EditedFile(document, document, edits, left);
    }
    // What lies there is not read again: it may change meanwhile.
    Document before = document.withText(document.text()).orElse(null);
    if (before == null) {
      places.forEach(place -> left.add(new Left(place, Reason.ENCODING)));
      return new EditedFile(document, document, edits, left);
    }
    for (Place place : places) {
      OptionalInt offset = document.offsetOf(place.evidence());
      if (offset.isEmpty()) {
        left.add(new Left(place, Reason.OTHER_TEXT));
        continue;
      }
      Edit edit = edit(document, place, offset.getAsInt());
      if (isPlain(edit)) {
        edits.add(edit);
      } else {
        left.add(new Left(place, Reason.QUOTING));
      }
    }
    Optional<Document> after =
        before.withText(edited(document.text(), edits)).filter(made -> isAlike(before, made));
    if (after.isEmpty()) {
      edits.forEach(edit -> left.add(new Left(edit.place(), Reason.ENCODING)));
      edits.clear();
    }
    return new EditedFile(before, after.orElse(before), edits, left);
  }

  private static Edit edit(Document document, Place place, int offset) {
    int length = place.evidence().at().endColumn() - place.evidence().at().column();
    return new Edit(
        place,
        offset,
        document.text().substring(offset, offset + length),
        place.edit().orElseThrow());
  }

  /** Whether the new text needs no other quotes or escapes than the old one. */
  private static boolean isPlain(Edit edit) {
    return edit.now()
        .codePoints()
        .allMatch(
            c ->
                Character.isLetterOrDigit(c)
                    || ".-_".indexOf(c) >= 0
                    || edit.before().indexOf(c) >= 0);
  }

  private static String edited(String text, List<Edit> edits) {
    StringBuilder edited = new StringBuilder(text.length() + 64);
    int from = 0;
    for (Edit edit : edits) {
      edited.append(text, from, edit.offset()).append(edit.now());
      from = edit.offset() + edit.before().length();
    }
    return edited.append(text, from, text.length()).toString();
  }

  /** Whether both have as many lines, for one who knows bytes only. */
  private static boolean isAlike(Document before, Document after) {
    return UnifiedDiff.lines(bytes(before)).size() == UnifiedDiff.lines(bytes(after)).size();
  }

  byte[] bytesBefore() {
    return bytes(before);
  }

  byte[] bytesAfter() {
    return bytes(after);
  }

  private static byte[] bytes(Document document) {
    return document.original().orElseThrow();
  }
}
