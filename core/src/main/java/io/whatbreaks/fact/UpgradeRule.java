package io.whatbreaks.fact;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.model.VersionRange;
import java.util.List;

/**
 * What breaks when a software crosses a border between two versions.
 *
 * <p>A rule either is matched by what documents show, then each place is a {@link
 * Fact.Requirement}, or it is decided by versions alone: today's version, the new one, and those of
 * other software.
 *
 * @param border whose upgrade it is about and which versions it lies between
 * @param kind what sort of thing breaks
 * @param harm what it costs
 * @param certainty POSSIBLE where it was not checked against its source, or shows only that
 *     something is in use
 * @param versions what it asks of versions
 * @param advice what to tell
 * @param basis what it stands on, for instance {@code checked 2026-11-24}
 * @param words each a text whose words all stand in a document that may show it; empty where
 *     versions alone decide
 * @param at where the rule is written
 */
public record UpgradeRule(
    Fact.Border border,
    Kind kind,
    Fact.Harm harm,
    Certainty certainty,
    Versions versions,
    Fact.Advice advice,
    String basis,
    List<String> words,
    SourceLocation at) {

  public UpgradeRule {
    requireNonNull(border, "border");
    requireNonNull(kind, "kind");
    requireNonNull(harm, "harm");
    requireNonNull(certainty, "certainty");
    requireNonNull(versions, "versions");
    requireNonNull(advice, "advice");
    requireNonNull(basis, "basis");
    words = List.copyOf(words);
    requireNonNull(at, "at");
  }

  /** The stable id, which stands in reports. */
  public String id() {
    return border.rule();
  }

  /** Whether versions alone decide. */
  public boolean isOfVersions() {
    return words.isEmpty();
  }

  /** What sort of thing breaks. A table names one in lower case with dashes. */
  public enum Kind {
    /** A key or directive is not known any more. */
    CONFIG_REMOVED,
    /** The same, and there is a new name for it. */
    CONFIG_RENAMED,
    /** Where a key is not set, something else holds. */
    CONFIG_DEFAULT,
    /** The same configuration means something else. */
    BEHAVIOUR,
    /** A protocol or cipher is not offered any more. */
    PROTOCOL,
    /** A client library or driver is too old. */
    CLIENT_VERSION,
    /** Another software is too old or too new. */
    DEPENDENCY,
    /** A stored definition is refused or means something else. */
    DEFINITION,
    /** An interface, class or version of a manifest is gone. */
    API_REMOVED,
    /** What lies on disk must be converted. */
    DATA_FORMAT,
    /** There is no direct way from today's version. */
    PATH,
    /** A command or option is gone. */
    TOOL;

    /** Whether the new version minds whatever version ran before. */
    public boolean isAnyway() {
      return switch (this) {
        case CONFIG_DEFAULT, BEHAVIOUR, DATA_FORMAT, PATH -> false;
        default -> true;
      };
    }
  }

  /**
   * What a rule asks of versions.
   *
   * @param from today's version must be one of these; empty for any
   * @param needs what is needed of other software
   */
  public record Versions(List<VersionRange> from, List<Need> needs) {
    public Versions {
      from = List.copyOf(from);
      needs = List.copyOf(needs);
    }
  }

  /**
   * A version of another software that is needed.
   *
   * @param software its id, or the coordinate of a package: {@code npm:amqplib}
   * @param version which versions will do
   * @param whose where it must be installed
   */
  public record Need(String software, VersionRange version, Whose whose) {
    public Need {
      requireNonNull(software, "software");
      requireNonNull(version, "version");
      requireNonNull(whose, "whose");
    }
  }

  /** Where another software is looked for. */
  public enum Whose {
    /** With the instance itself, or on its machine. */
    HOST,
    /** Wherever it is used to reach the software. */
    CLIENT
  }
}
