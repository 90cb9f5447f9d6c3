package io.whatbreaks.impact;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.World;
import java.util.List;
import java.util.Optional;

/** When a program notices that a name it needs is dead. */
final class Timing {
  /**
   * For how many seconds a virtual machine keeps an address, where no security property says; -1
   * until it ends.
   *
   * @see <a
   *     href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/doc-files/net-properties.html">Networking
   *     Properties, Address Cache</a>
   */
  private static final List<String> JVM_CACHE = List.of("sun.net.inetaddr.ttl");

  /** A name in a certificate is compared, not looked up. */
  private static final String CERTIFICATE = "certificate/name";

  private final World world;

  Timing(World world) {
    this.world = world;
  }

  /** When the name is looked up, as far as it shows: what is kept for ever is looked up once. */
  Lookup lookup(Need need) {
    Lookup stated = need.isAccess() ? Lookup.EACH_USE : need.reference().use().lookup();
    return isAgain(stated) && keptForEver(need).isPresent() ? Lookup.START : stated;
  }

  private static boolean isAgain(Lookup lookup) {
    return lookup == Lookup.CONNECTION || lookup == Lookup.EACH_USE;
  }

  private Optional<Fact.Setting> keptForEver(Need need) {
    return kept(need).filter(setting -> setting.value().strip().equals("-1"));
  }

  private Optional<Fact.Setting> kept(Need need) {
    return world.setting(need.component(), JVM_CACHE);
  }

  /** For how long the program itself keeps an address, where it says so. */
  private String keptFor(Need need) {
    return kept(need)
        .filter(setting -> setting.value().strip().matches("\\d{1,9}"))
        .filter(setting -> isAgain(need.reference().use().lookup()))
        .map(
            setting ->
                ". The address is kept for "
                    + setting.value().strip()
                    + " s ("
                    + setting.key()
                    + ", "
                    + setting.evidence().at()
                    + ")")
        .orElse("");
  }

  /** Why a name that is dead matters, when, and what is known of the program. */
  String message(Need need) {
    if (need.reference().evidence().rule().equals(CERTIFICATE)) {
      return "the certificate is for "
          + need.name()
          + " and does not fit another name: clients that verify it refuse";
    }
    Optional<Fact.Setting> kept = keptForEver(need);
    if (isAgain(need.reference().use().lookup()) && kept.isPresent()) {
      return need.name()
          + " is looked up once and will not be found: "
          + kept.get().key()
          + "=-1 keeps the address until the program ends";
    }
    String when =
        switch (need.reference().use().lookup()) {
          case START, LISTEN ->
              " is looked up at start or reload and will not be found: what runs works on until then";
          case CONNECTION ->
              " is looked up when the connection is made and will not be found: an open one works on";
          case CLIENT, REVERSE_CLIENT ->
              " is looked up when a client comes in and will not be found, once caches have ended";
          case EACH_USE ->
              " is looked up at each use and will not be found, once caches have ended";
          case COMPARED -> " is a name it answers to, and nobody finds it by that name any more";
        };
    return need.name() + when + keptFor(need) + note(need);
  }

  private String note(Need need) {
    return world
        .note(need.reference())
        .map(note -> ". " + note.message().replaceFirst("\\.$", "") + " (" + note.source() + ")")
        .orElse("");
  }
}
