package io.whatbreaks.scan;

import java.util.Optional;
import java.util.Set;

/**
 * A live source that tells of a name only when it is asked for it, such as a name server that does
 * not hand out its zone. It is asked for every name that everything else that was read comes upon.
 */
public interface LiveZone {

  /**
   * Asks for names; for each only the first time.
   *
   * @param names which stand where a name stands, short or full
   * @param words that may be names, and are asked for only if they are full names of this source;
   *     addresses too
   * @return all that is known by now, as a document; nothing if that is what it was before
   */
  Optional<Document> ask(Set<String> names, Set<String> words);
}
