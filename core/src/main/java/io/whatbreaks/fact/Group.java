package io.whatbreaks.fact;

import static java.util.Objects.requireNonNull;

/**
 * The list a reference is a member of.
 *
 * @param id the same for all members, unique within the component; empty for a reference that
 *     stands alone
 * @param mode what losing one member means
 */
public record Group(String id, Mode mode) {

  /** What the members of a list are to each other. */
  public enum Mode {
    /** One value. */
    SINGLE,
    /** One suffices. */
    ANY,
    /** Every member is needed. */
    ALL,
    /** One suffices, but each name must be found when the list is read. */
    ANY_ONCE_FOUND,
    /** Tried in order, one suffices. */
    ORDERED,
    /** Load or data is divided over the members. */
    SPREAD
  }

  /** A reference that stands alone. */
  public static final Group ALONE = new Group("", Mode.SINGLE);

  /** Checks that no part is missing. */
  public Group {
    requireNonNull(id, "id");
    requireNonNull(mode, "mode");
  }

  /** Whether a member whose name is not found costs only a part. */
  public boolean sparesNames() {
    return mode == Mode.ANY || mode == Mode.ORDERED || mode == Mode.SPREAD;
  }

  /** Whether a member that does not answer costs only a part. */
  public boolean sparesMembers() {
    return sparesNames() || mode == Mode.ANY_ONCE_FOUND;
  }
}
