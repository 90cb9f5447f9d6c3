package io.whatbreaks.model;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a name is looked up from, printed {@code kind:name}, for instance {@code host:till3}.
 *
 * <p>A scope lies within an outer one where looking up goes on: a compose project within the host
 * or tree that holds it. {@link #outer} is the printed form of that scope, or empty where there is
 * none.
 *
 * @param kind what sort of place it is
 * @param name unique among the scopes of its kind
 * @param outer the enclosing host or tree scope, printed; empty for hosts, trees and DNS
 */
public record Scope(Kind kind, String name, String outer) implements Comparable<Scope> {

  /** The sorts of scope. */
  public enum Kind {
    /** The public view of names: what DNS says. */
    DNS,
    /** One machine, given as a root file system. */
    HOST,
    /** A folder of files that is no machine's root. */
    TREE,
    /** One compose project. */
    COMPOSE,
    /** One Kubernetes namespace. */
    KUBERNETES,
    /** One virtual host of a broker. */
    VHOST;

    /** The word that stands before the colon. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Stands in no name of a folder that holds a project, of a service or of a namespace. */
  private static final char MEMBER = ':';

  /** The names of DNS, the same from everywhere. */
  public static final Scope DNS = new Scope(Kind.DNS, "dns", "");

  /** Checks that no part is missing. */
  public Scope {
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
    requireNonNull(outer, "outer");
  }

  /** The scope of the machine of that name. */
  public static Scope host(String name) {
    return new Scope(Kind.HOST, name, "");
  }

  /** The scope of a tree; {@code name} is empty where a single tree was given. */
  public static Scope tree(String name) {
    return new Scope(Kind.TREE, name, "");
  }

  /** A scope of {@code kind} within a host or tree. */
  public static Scope within(Scope outer, Kind kind, String name) {
    return new Scope(kind, name, outer.toString());
  }

  /**
   * The scope of one member of this project or namespace: what only this container knows comes
   * first, then what the project knows.
   */
  public Scope member(String member) {
    return new Scope(kind, name + MEMBER + requireNonNull(member, "member"), outer);
  }

  /** The project or namespace that a member's scope lies in; of any other scope itself. */
  public Scope project() {
    int end = isProject() ? name.indexOf(MEMBER) : -1;
    return end < 0 ? this : new Scope(kind, name.substring(0, end), outer);
  }

  /** Whose scope within its project or namespace this is, if it is a member's. */
  public Optional<String> member() {
    int end = isProject() ? name.indexOf(MEMBER) : -1;
    return end < 0 ? Optional.empty() : Optional.of(name.substring(end + 1));
  }

  private boolean isProject() {
    return kind == Kind.COMPOSE || kind == Kind.KUBERNETES;
  }

  // Scopes are keys of every index, and mostly one and the same object.
  @Override
  public int hashCode() {
    return name.hashCode() * 31 + kind.name().hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Scope scope
            && kind == scope.kind
            && name.equals(scope.name)
            && outer.equals(scope.outer));
  }

  @Override
  public int compareTo(Scope other) {
    int byKind = kind.compareTo(other.kind);
    if (byKind != 0) {
      return byKind;
    }
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : outer.compareTo(other.outer);
  }

  @Override
  public String toString() {
    return kind.word() + ":" + name;
  }
}
