package io.whatbreaks.scanners.table;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scanners.value.DestinationFilter;
import io.whatbreaks.scanners.value.ReferenceWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one key, or one pattern of lines, means.
 *
 * @param selector which statements
 * @param means what their values are
 * @param things what names in them can be
 * @param usage how the names in them are used; of account for references only
 * @param rule stands in the evidence, for instance {@code nginx/upstream.server}
 * @param source where it is documented
 * @param note what else a reader should know, empty if nothing
 * @param unit of a time that is written without one
 * @param asksDns whether the program asks name servers itself: no hosts file, no search list
 */
record Row(
    Selector selector,
    Means means,
    Things things,
    ReferenceWriter.Usage usage,
    String rule,
    String source,
    String note,
    String unit,
    boolean asksDns) {
  Row {
    requireNonNull(selector, "selector");
    requireNonNull(means, "means");
    requireNonNull(things, "things");
    requireNonNull(usage, "usage");
    requireNonNull(rule, "rule");
    requireNonNull(source, "source");
    requireNonNull(note, "note");
    requireNonNull(unit, "unit");
  }

  /** Whether it says one thing of a statement of which another row says more. */
  boolean isBeside() {
    return means == Means.ADDRESS_TIME || means == Means.CONNECTION_TIME || means == Means.PATTERN;
  }

  /**
   * What names can be.
   *
   * @param kinds of which kinds
   * @param wildcards how a name is written that stands for several, if one can
   * @param matching how a pattern of names of hosts is compared with one
   */
  record Things(Set<NodeKind> kinds, Optional<DestinationFilter> wildcards, HostMatching matching) {
    Things {
      kinds = Set.copyOf(kinds);
      requireNonNull(wildcards, "wildcards");
      requireNonNull(matching, "matching");
    }
  }

  /** What values are. A table names one in lower case with dashes. */
  enum Means {
    /** Names that are needed. */
    REFERENCE,
    /** Names of queues or topics from which it takes messages. */
    CONSUMES,
    /** Names of exchanges, queues or topics to which it sends messages. */
    PUBLISHES,
    /** Names of things that it makes. */
    DECLARES,
    /** A regular expression for the topics from which it takes messages. */
    CONSUMES_ALL,
    /** The port, and perhaps the own address, it answers on. */
    LISTENER,
    /** The port, and perhaps the own address, by which users of a part come in. */
    DOOR,
    /** The value of a variable that other values use. */
    VARIABLE,
    /** A file it reads. */
    READS,
    /** All files of a folder it reads. */
    READS_FOLDER,
    /** A part of the same process that takes over. */
    PART,
    /** Machines that may come in: a name, an address or a net. */
    CLIENTS,
    /** Machines that may not come in. */
    REFUSED_CLIENTS,
    /** A name it answers to. */
    OWN_NAME,
    /** An address that its machine has. */
    OWN_ADDRESS,
    /** What stands for names of hosts, beside whatever another row says of the statement. */
    PATTERN,
    /** For how long an address is kept that was looked up. */
    ADDRESS_TIME,
    /** After how long an open connection is replaced by a new one. */
    CONNECTION_TIME,
    /** Certainly something else. */
    NOTHING,
    /** Nobody knows. */
    CANDIDATES
  }

  /**
   * Which statements a row is about, and where in them the value stands.
   *
   * @param keys one of these; empty in a table of lines
   * @param pattern finds the value in a word or line, by its groups {@code host} and {@code port}
   * @param first the first word that counts, from 1
   * @param last the last one
   * @param with words one of which must follow each other in the statement
   * @param usedIn statements, one of which must use the variable that the statement sets in the
   *     place of a host
   * @param inherits statements whose words count for {@code with} as well
   * @param within the key whose block holds all members of a list, or {@code line} where each
   *     statement is a list of its own; empty for the block of the statement
   * @param base folders from which relative paths of further files lead: the innermost one above
   *     the document counts; empty for the folder of the document
   * @param parts keys of the blocks whose name a value may be
   * @param stopsPart whether a name that is dead at the start costs its part alone
   */
  record Selector(
      List<KeyPath> keys,
      Optional<Pattern> pattern,
      int first,
      int last,
      List<String> with,
      List<KeyPath> usedIn,
      List<KeyPath> inherits,
      String within,
      List<String> base,
      List<String> parts,
      boolean stopsPart) {
    private static final String LINE = "line";

    Selector {
      keys = List.copyOf(keys);
      requireNonNull(pattern, "pattern");
      with = List.copyOf(with);
      usedIn = List.copyOf(usedIn);
      inherits = List.copyOf(inherits);
      requireNonNull(within, "within");
      base = List.copyOf(base);
      parts = List.copyOf(parts);
    }

    /** The folder from which a relative path leads that a document in {@code folder} writes. */
    String baseOf(String folder) {
      String[] elements = folder.split("/", -1);
      for (int i = elements.length; i > 0; i--) {
        if (base.contains(elements[i - 1])) {
          return String.join("/", List.of(elements).subList(0, i));
        }
      }
      return folder;
    }

    /** Where the block begins that holds all members of a statement's list. */
    int block(Statement statement) {
      if (within.equals(LINE)) {
        return statement.words().get(0).start();
      }
      return within.isEmpty() ? statement.block() : statement.within(within);
    }

    boolean hasGroup(String name) {
      return pattern.isPresent() && pattern.get().pattern().contains("(?<" + name + ">");
    }

    boolean matches(List<String> path) {
      for (KeyPath key : keys) {
        if (key.matches(path)) {
          return true;
        }
      }
      return false;
    }
  }
}
