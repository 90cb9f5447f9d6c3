package io.whatbreaks.scanners.value;

import io.whatbreaks.scanners.value.LiteralUse.Purpose;
import java.util.Locale;
import java.util.Set;

/** What keys, calls and numbers beside a literal say of its use. */
public final class LiteralUses {
  private static final Set<String> QUEUE_CALLS =
      Set.of(
          "queuedeclare",
          "queuebind",
          "queuepurge",
          "queuedelete",
          "exchangedeclare",
          "exchangebind",
          "basicpublish",
          "basicconsume",
          "basicget",
          "convertandsend",
          "sendandreceive",
          "createqueue",
          "createtopic",
          "producerrecord",
          "subscribe");

  /** How methods end that take a host. */
  private static final Set<String> ADDRESSES =
      Set.of(
          "host",
          "hosts",
          "hostname",
          "server",
          "servers",
          "address",
          "addresses",
          "broker",
          "brokers",
          "endpoint",
          "endpoints",
          "url",
          "uri",
          "nameserver");

  private LiteralUses() {}

  /** The value of a key that stands beside it: {@code put("bootstrap.servers", "mq01:9092")}. */
  public static LiteralUse ofKey(String key) {
    return Slot.of(key) == Slot.HOST || LiteralJudge.describes(key) || Slots.isQueue(key)
        ? LiteralUse.named(key)
        : LiteralUse.OPEN;
  }

  /**
   * An argument of a call or a constructor.
   *
   * @param name of the method, or of the class that is made
   * @param arguments how many there are
   */
  public static LiteralUse ofCall(String name, int arguments) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (QUEUE_CALLS.contains(lower)) {
      return new LiteralUse(Purpose.QUEUE, name);
    }
    boolean sets = arguments == 1 && (lower.startsWith("set") || lower.startsWith("with"));
    if (lower.equals("host")
        || lower.equals("hostname")
        || (sets && (lower.endsWith("host") || lower.endsWith("hostname")))) {
      return arguments <= 2 ? new LiteralUse(Purpose.HOST, name) : LiteralUse.named(name);
    }
    if (LiteralJudge.describes(name)) {
      return LiteralUse.named(name);
    }
    boolean tells = ADDRESSES.stream().anyMatch(lower::endsWith);
    return arguments == 1 && tells ? LiteralUse.named(name) : LiteralUse.OPEN;
  }

  /** Whether a call may be one of {@link #ofCall}'s that names a queue. */
  public static boolean isQueue(String call) {
    return QUEUE_CALLS.contains(call.toLowerCase(Locale.ROOT));
  }

  /** Whether a number beside a literal is that of a well-known service, so that it is a host. */
  public static boolean isPort(int number) {
    return number > 1_000 && (Schemes.isPort(number) || number == 8080 || number == 8443);
  }
}
