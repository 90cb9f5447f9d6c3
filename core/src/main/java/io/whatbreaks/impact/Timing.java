package io.whatbreaks.impact;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.world.CacheTime;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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

  /** With a security manager it keeps them until it ends, where nothing else is said. */
  private static final String SECURITY_MANAGER = "service.security-manager";

  /** A name in a certificate is compared, not looked up. */
  private static final String CERTIFICATE = "certificate/name";

  private static final Comparator<Fact.Renewal> LONGEST =
      Comparator.<Fact.Renewal>comparingInt(renewal -> renewal.seconds().orElse(Integer.MAX_VALUE))
          .thenComparing(renewal -> renewal.evidence().at(), Comparator.reverseOrder());

  private final World world;

  Timing(World world) {
    this.world = world;
  }

  /**
   * For how long a program keeps an address.
   *
   * @param seconds absent where until it ends
   * @param key who says so
   * @param at where
   */
  private record Kept(OptionalInt seconds, String key, String at) {}

  /** When the name is looked up, as far as it shows: what is kept for ever is looked up once. */
  Lookup lookup(Need need) {
    Lookup stated = need.isAccess() ? Lookup.EACH_USE : need.reference().use().lookup();
    return isAgain(stated) && keptForEver(need).isPresent() ? Lookup.START : stated;
  }

  private static boolean isAgain(Lookup lookup) {
    return lookup == Lookup.CONNECTION || lookup == Lookup.EACH_USE;
  }

  private Optional<Kept> keptForEver(Need need) {
    return kept(need).filter(kept -> kept.seconds().isEmpty());
  }

  private Optional<Kept> kept(Need need) {
    List<Fact.Renewal> all = renewals(need, Fact.Renewed.ADDRESS);
    return all.stream()
        .filter(renewal -> !isOfSecurityManager(renewal))
        .max(LONGEST)
        .map(Timing::kept)
        .or(() -> keptByProperty(need))
        .or(() -> all.stream().filter(Timing::isOfSecurityManager).findFirst().map(Timing::kept));
  }

  private static boolean isOfSecurityManager(Fact.Renewal renewal) {
    return renewal.evidence().rule().equals(SECURITY_MANAGER);
  }

  private static Kept kept(Fact.Renewal renewal) {
    return new Kept(renewal.seconds(), key(renewal), renewal.evidence().at().toString());
  }

  /** {@code haproxy/hold} is a key of HAProxy. */
  private static String key(Fact.Renewal renewal) {
    String rule = renewal.evidence().rule();
    return rule.substring(rule.indexOf('/') + 1);
  }

  private List<Fact.Renewal> renewals(Need need, Fact.Renewed renewed) {
    return world.renewals(need.component()).stream()
        .filter(renewal -> renewal.renewed() == renewed)
        .toList();
  }

  private Optional<Kept> keptByProperty(Need need) {
    return world
        .setting(need.component(), JVM_CACHE)
        .filter(setting -> setting.value().strip().matches("-1|\\d{1,9}"))
        .map(
            setting -> {
              int seconds = Integer.parseInt(setting.value().strip());
              return new Kept(
                  seconds < 0 ? OptionalInt.empty() : OptionalInt.of(seconds),
                  setting.key(),
                  setting.evidence().at().toString());
            });
  }

  /** For how long the program itself keeps an address, where it says so. */
  private String keptFor(Need need) {
    return kept(need)
        .filter(kept -> kept.seconds().isPresent())
        .filter(kept -> isAgain(need.reference().use().lookup()))
        .map(
            kept ->
                ". The address is kept for "
                    + Times.words(kept.seconds().orElseThrow())
                    + " ("
                    + kept.key()
                    + ", "
                    + kept.at()
                    + ")")
        .orElse("");
  }

  /** For how long an open connection works on, where the program renews it. */
  private String renewed(Need need) {
    return renewals(need, Fact.Renewed.CONNECTION).stream()
        .filter(renewal -> isAgain(need.reference().use().lookup()))
        .max(LONGEST)
        .filter(renewal -> renewal.seconds().isPresent())
        .map(
            renewal ->
                ". An open connection is renewed after "
                    + Times.words(renewal.seconds().orElseThrow())
                    + " at the latest ("
                    + key(renewal)
                    + ", "
                    + renewal.evidence().at()
                    + ")")
        .orElse("");
  }

  /**
   * Why a name that is dead matters, when, and what is known of the program.
   *
   * @param cached for how long caches keep what is given up
   */
  String message(Need need, Optional<CacheTime> cached) {
    String name = withoutFinalDot(need.name());
    if (need.reference().evidence().rule().equals(CERTIFICATE)) {
      return "the certificate is for "
          + name
          + " and does not fit another name: clients that verify it refuse";
    }
    Optional<Kept> kept = keptForEver(need);
    if (isAgain(need.reference().use().lookup()) && kept.isPresent()) {
      return name
          + " is looked up once and will not be found: "
          + kept.get().key()
          + (kept.get().key().equals(JVM_CACHE.get(0)) ? "=-1" : "")
          + " keeps the address until the program ends";
    }
    String ended = cached.map(time -> ": " + Times.until(time)).orElse("");
    String when =
        switch (need.reference().use().lookup()) {
          case START, LISTEN ->
              " is looked up at start or reload and will not be found: what runs works on until then"
                  + beforeThat(cached);
          case CONNECTION ->
              " is looked up when the connection is made and will not be found: an open one works on"
                  + beforeThat(cached);
          case CLIENT, REVERSE_CLIENT ->
              " is looked up when a client comes in and will not be found, once caches have ended"
                  + ended;
          case EACH_USE ->
              " is looked up at each use and will not be found, once caches have ended" + ended;
          case COMPARED -> " is a name it answers to, and nobody finds it by that name any more";
        };
    return name + when + keptFor(need) + renewed(need) + note(need);
  }

  private static String withoutFinalDot(String name) {
    return name.endsWith(".") && name.length() > 1 ? name.substring(0, name.length() - 1) : name;
  }

  /** A name that caches hold is found even after it was given up. */
  private static String beforeThat(Optional<CacheTime> cached) {
    return cached.map(time -> ". Caches have the name until " + Times.until(time)).orElse("");
  }

  private String note(Need need) {
    return world
        .note(need.reference())
        .map(note -> ". " + note.message().replaceFirst("\\.$", "") + " (" + note.source() + ")")
        .orElse("");
  }
}
