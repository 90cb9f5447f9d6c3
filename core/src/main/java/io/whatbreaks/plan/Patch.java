package io.whatbreaks.plan;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.impact.Role;
import io.whatbreaks.model.HostName;
import io.whatbreaks.scan.Document;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Every edit that changes need, exact to the column: comments, quotes, layout, line ends and
 * encodings stay as they are. What cannot be edited with certainty is listed instead.
 */
public final class Patch {
  private final List<Edit> edits;
  private final List<Left> left;
  private final List<EditedFile> files;

  private Patch(List<Edit> edits, List<Left> left, List<EditedFile> files) {
    this.edits = edits.stream().sorted().toList();
    this.left = left.stream().sorted().toList();
    this.files = List.copyOf(files);
  }

  /**
   * What is edited besides the places that certainly need it.
   *
   * @param possible places of which it is not certain that they name what changes too
   * @param mentions comments and documentation too
   */
  public record Choice(boolean possible, boolean mentions) {
    /** Certain places only. */
    public static final Choice CERTAIN = new Choice(false, false);

    /** Possible places too. */
    public static final Choice POSSIBLE = new Choice(true, false);
  }

  /**
   * One edit.
   *
   * @param place where, and why
   * @param offset where it begins in the text of the document, from 0, in UTF-16 code units; a byte
   *     order mark does not count
   * @param before what stands there; unlike evidence it shows secrets
   * @param now what is to stand there
   */
  public record Edit(Place place, int offset, String before, String now)
      implements Comparable<Edit> {
    /** Checks that no part is missing. */
    public Edit {
      requireNonNull(place, "place");
      requireNonNull(before, "before");
      requireNonNull(now, "now");
    }

    /** By place. */
    @Override
    public int compareTo(Edit other) {
      return place.compareTo(other.place);
    }

    @Override
    public String toString() {
      return place.evidence().at() + " -> " + now;
    }
  }

  /** Why a place is not edited. */
  public enum Reason {
    /** It is only possible that it names what changes, and possible places were not asked for. */
    POSSIBLE("it is only possible that this names what changes"),
    /** The change does not say what is to stand there, or the name does not stand there whole. */
    UNTOLD("what is to stand here cannot be told"),
    /** The new name has characters that may mean something to the format. */
    QUOTING("the new name may have to be quoted here"),
    /** It was read from a snapshot, a name server or an archive beside other things. */
    NO_FILE("no file of that path was read, or more than one"),
    /** The file says something else by now. */
    OTHER_TEXT("another text stands here by now"),
    /** The encoding of the file lacks a character, or is broken. */
    ENCODING("the file cannot be written in its encoding");

    private final String message;

    Reason(String message) {
      this.message = message;
    }

    /** The reason as a sentence. */
    public String message() {
      return message;
    }
  }

  /** A place that names what changes and is not edited, and why. */
  public record Left(Place place, Reason reason) implements Comparable<Left> {
    /** Checks that no part is missing. */
    public Left {
      requireNonNull(place, "place");
      requireNonNull(reason, "reason");
    }

    /** By place. */
    @Override
    public int compareTo(Left other) {
      return place.compareTo(other.place);
    }

    @Override
    public String toString() {
      return place.evidence().at() + ": " + place.evidence().text() + ": " + reason.message();
    }
  }

  /**
   * The edits that an answer asks for.
   *
   * @param documents finds a document by the path that the answer shows
   */
  public static Patch of(
      Impact impact, Choice choice, Function<String, Optional<Document>> documents) {
    requireNonNull(impact, "impact");
    requireNonNull(choice, "choice");
    requireNonNull(documents, "documents");
    List<Left> left = new ArrayList<>();
    Map<String, List<Place>> byPath = new TreeMap<>();
    for (Place place : impact.places()) {
      if (place.role() == Role.MENTIONS && !choice.mentions()) {
        continue;
      }
      Optional<Reason> reason = reason(place, choice);
      if (reason.isPresent()) {
        if (!isRight(place, impact)) {
          left.add(new Left(place, reason.get()));
        }
      } else {
        byPath.computeIfAbsent(place.evidence().at().path(), path -> new ArrayList<>()).add(place);
      }
    }
    List<Edit> edits = new ArrayList<>();
    List<EditedFile> files = new ArrayList<>();
    byPath.forEach(
        (path, places) -> {
          Optional<Document> document = documents.apply(path);
          EditedFile file = document.map(found -> EditedFile.of(found, places)).orElse(null);
          if (file == null) {
            places.forEach(place -> left.add(new Left(place, Reason.NO_FILE)));
          } else {
            edits.addAll(file.edits());
            left.addAll(file.left());
            if (!file.edits().isEmpty()) {
              files.add(file);
            }
          }
        });
    return new Patch(edits, left, files);
  }

  private static Optional<Reason> reason(Place place, Choice choice) {
    if (place.edit().isEmpty()) {
      return Optional.of(Reason.UNTOLD);
    }
    boolean unsure = place.certainty() == Certainty.POSSIBLE && place.role() != Role.MENTIONS;
    return unsure && !choice.possible() ? Optional.of(Reason.POSSIBLE) : Optional.empty();
  }

  /** Whether a place without an edit says the new name already: the short one may have stayed. */
  private static boolean isRight(Place place, Impact impact) {
    String name = HostName.normalise(place.evidence().text());
    return place.edit().isEmpty()
        && impact.renamed().values().stream()
            .anyMatch(now -> now.name().equals(name) || now.name().startsWith(name + "."));
  }

  /** All edits, by place. */
  public List<Edit> edits() {
    return edits;
  }

  /** The places that are not edited, by place. */
  public List<Left> left() {
    return left;
  }

  /** The documents as they are with the edits made, by path. */
  public List<Document> documents() {
    return files.stream().map(EditedFile::after).toList();
  }

  /**
   * Writes a unified diff with three lines of context, as {@code git apply} and {@code patch -p1}
   * take it. Empty where nothing is edited. Lines of context may hold secrets.
   *
   * @param folder what the paths begin with that is no folder of the tree, without a final slash;
   *     empty for nothing
   */
  public void write(String folder, OutputStream out) throws IOException {
    requireNonNull(folder, "folder");
    for (EditedFile file : files) {
      String path = file.after().path();
      String shown =
          !folder.isEmpty() && path.startsWith(folder + "/")
              ? path.substring(folder.length() + 1)
              : path;
      for (String line : UnifiedDiff.of(shown, file.bytesBefore(), file.bytesAfter())) {
        out.write(line.getBytes(StandardCharsets.ISO_8859_1));
        out.write('\n');
      }
    }
  }
}
