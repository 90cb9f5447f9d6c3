package io.whatbreaks.examples.it;

import java.util.List;

/**
 * Something of the company that works or fails, and how that is seen from outside.
 *
 * @param component its id, as reports have it
 * @param machine where it runs
 * @param names the names by which it reaches what it needs, and where each stands
 * @param program what is started again when it is restarted, empty for what ends by itself
 * @param use how it is used
 * @param part how a part of its function is used that may fail alone
 * @param anyOf whether one of its names suffices
 */
record Client(
    String component,
    String machine,
    List<Name> names,
    String program,
    Use use,
    Use part,
    boolean anyOf) {

  /**
   * A name as it stands in a file, which is relative to the company's folder.
   *
   * @param from the machine that looks it up; empty for the client's own
   */
  record Name(String text, String file, String from) {
    Name(String text, String file) {
      this(text, file, "");
    }
  }

  /** The machine that looks a name of it up. */
  String asker(Name name) {
    return name.from().isEmpty() ? machine : name.from();
  }

  /**
   * A use of it.
   *
   * @param from the machine it is used from; empty for an application or a broker, which {@link
   *     Applications} speaks to
   * @param command a shell command that tells what was reached, or a command of {@link
   *     Applications}
   */
  record Use(String from, String command) {
    private static final Use NONE = new Use("", "");

    boolean isApplication() {
      return from.isEmpty();
    }
  }

  /** A job of cron: its own command is what uses it. */
  static Client job(String machine, String job, String... names) {
    List<Name> found = names(machine + "/etc/cron.d/" + job, names);
    Use use = new Use(machine, "eval \"$(cut -d' ' -f7- /etc/cron.d/" + job + ")\"");
    return new Client(machine + "/cron.d/" + job + ":1", machine, found, "", use, Use.NONE, false);
  }

  /** An application of Java. */
  static Client application(String name, String... names) {
    List<Name> found = names("app01/srv/" + name + "/application.properties", names);
    Use use = new Use("", "use " + name);
    return new Client("app01/" + name, "app01", found, name, use, Use.NONE, false);
  }

  /** A daemon. */
  static Client daemon(String machine, String program, Use use, Name... names) {
    String component = machine + "/" + program;
    return new Client(component, machine, List.of(names), program, use, Use.NONE, false);
  }

  /** The same with a part of its function that may fail alone. */
  Client withPart(String from, String command) {
    return new Client(component, machine, names, program, use, new Use(from, command), anyOf);
  }

  /** The same for one of whose names each suffices. */
  Client reachesAnyOf() {
    return new Client(component, machine, names, program, use, part, true);
  }

  boolean isApplication() {
    return use.command().startsWith("use ");
  }

  boolean hasPart() {
    return !part.equals(Use.NONE);
  }

  private static List<Name> names(String file, String... names) {
    return List.of(names).stream().map(name -> new Name(name, file)).toList();
  }
}
