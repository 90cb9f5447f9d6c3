package io.whatbreaks.scan;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.HostName;
import io.whatbreaks.model.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A name, key, path or address that a question has come upon: documents which may hold it are to be
 * read. Letter case does not count, and in names and keys one of {@code - . _} stands for another.
 *
 * @param manner how it stands in a document
 * @param text what stands there
 * @param within only documents of this machine or tree, if any
 * @param ports of {@link Manner#REACHED}
 * @param whole the name of which {@code text} is the first label; of {@link Manner#KEY} the folder
 *     to which the key belongs
 */
public record Term(
    Manner manner, String text, Optional<Scope> within, Set<Integer> ports, String whole) {

  /** The port of {@link #ports} that stands for all. */
  public static final int ANY_PORT = 0;

  /** How a term stands in a document. */
  public enum Manner {
    /** All its words, somewhere in the document or its path. */
    WORDS,
    /** In one piece. */
    NAME,
    /**
     * By itself, not as a part of a longer word or of a path: with one of the ports, or without one
     * that is written.
     */
    REACHED,
    /** As the last element of a path that could lead to the file. */
    PATH,
    /** As the document's own path, where {@code *} stands for a part; of a folder, as its start. */
    FILE,
    /** In one piece behind the beginning of a placeholder, or in a document of its folder. */
    KEY,
    /** In parts that stand by themselves, apart from each other. */
    PARTS,
    /** In one piece where it is given a value. */
    VALUE,
    /** Every document of {@link Term#within}. */
    SCOPE
  }

  /** Checks that no part is missing. */
  public Term {
    requireNonNull(manner, "manner");
    requireNonNull(text, "text");
    requireNonNull(within, "within");
    ports = Set.copyOf(ports);
    requireNonNull(whole, "whole");
  }

  /** Words that may stand apart. */
  public static Term words(String text, Scope within) {
    return new Term(Manner.WORDS, text, Optional.of(within), Set.of(), "");
  }

  /** Words that may stand apart, anywhere. */
  public static Term words(String text) {
    return new Term(Manner.WORDS, text, Optional.empty(), Set.of(), "");
  }

  /** A pattern of names, or a name of several parts, beside which that word stands. */
  public static Term pattern(String word) {
    return words(word + "[");
  }

  /** A host by its first label or its address; anything else by its name. */
  public static Term name(String name) {
    String normal = HostName.normalise(name);
    int colon = normal.lastIndexOf(':');
    String host = colon > 0 ? normal.substring(0, colon) : normal;
    boolean isAddress = HostName.address(host).isPresent();
    String label = isAddress ? host : HostName.firstLabel(host);
    return new Term(Manner.NAME, label, Optional.empty(), Set.of(), host);
  }

  /** A name that dots do not part: of a queue or topic. */
  public static Term whole(String name) {
    String normal = HostName.normalise(name);
    return new Term(Manner.NAME, normal, Optional.empty(), Set.of(), normal);
  }

  /** The same name where something answers on these ports. */
  public Term reachedAt(Set<Integer> answered) {
    return new Term(Manner.REACHED, text, within, answered, whole);
  }

  /** The same within a machine or tree only. */
  public Term within(Scope scope) {
    return new Term(manner, text, Optional.of(scope), ports, whole);
  }

  /** Whoever reads a file of a tree. */
  public static Term path(String path, Scope tree) {
    return new Term(Manner.PATH, path, Optional.of(tree), Set.of(), "");
  }

  /** The files of a machine or tree that somebody reads. */
  public static Term file(String path, Scope scope) {
    return new Term(Manner.FILE, path, Optional.of(scope), Set.of(), "");
  }

  /** Whoever uses a key of a folder's settings. */
  public static Term key(String key, Scope tree, String folder) {
    return new Term(Manner.KEY, key, Optional.of(tree), Set.of(), folder);
  }

  /** A name that is put together of what stands apart. */
  public static Term parts(String name) {
    return new Term(Manner.PARTS, name, Optional.empty(), Set.of(), "");
  }

  /** Whoever gives a key its value. */
  public static Term valueOf(String key, Scope scope) {
    return new Term(Manner.VALUE, key, Optional.of(scope), Set.of(), "");
  }

  /** All documents of a machine. */
  public static Term everythingOf(Scope scope) {
    return new Term(Manner.SCOPE, "", Optional.of(scope), Set.of(), "");
  }

  int[] words() {
    String counted =
        switch (manner) {
          case PATH -> text.substring(text.lastIndexOf('/') + 1);
          // What stands beside a star may be a part of a word.
          case FILE -> text.replaceAll("\\w*\\*\\w*", " ");
          default -> text;
        };
    return Words.of(counted.getBytes(StandardCharsets.UTF_8));
  }

  // What Java makes for records is made anew in each run: a short one notices.
  @Override
  public int hashCode() {
    return (((manner.name().hashCode() * 31 + text.hashCode()) * 31 + within.hashCode()) * 31
                + ports.hashCode())
            * 31
        + whole.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Term other
        && manner == other.manner
        && text.equals(other.text)
        && within.equals(other.within)
        && ports.equals(other.ports)
        && whole.equals(other.whole);
  }
}
