package io.whatbreaks.broker;

import io.whatbreaks.fact.Fact;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a binding of a headers exchange asks of a message.
 *
 * @see <a href="https://www.rabbitmq.com/tutorials/amqp-concepts#exchange-headers">Headers
 *     exchange</a>
 */
final class HeaderMatch {
  private static final String MATCH = "x-match";
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,400}");

  private final Map<String, Message.Header> headers = new HashMap<>();

  HeaderMatch(Message message) {
    message.headers().forEach(header -> headers.put(header.key(), header));
  }

  boolean fits(Fact.Binding binding) {
    String match =
        Fact.Argument.of(MATCH, binding.arguments()).map(Fact.Argument::value).orElse("all");
    boolean withX = match.endsWith("-with-x");
    List<Fact.Argument> asked =
        binding.arguments().stream()
            .filter(a -> withX ? !a.key().equals(MATCH) : !a.key().startsWith("x-"))
            .toList();
    return match.startsWith("any")
        ? asked.stream().anyMatch(this::has)
        : asked.stream().allMatch(this::has);
  }

  private boolean has(Fact.Argument asked) {
    Message.Header header = headers.get(asked.key());
    if (header == null) {
      return false;
    }
    if (asked.sort() == Fact.Sort.NONE) {
      return true;
    }
    Optional<Fact.Sort> sort = header.sort();
    return sort.orElse(asked.sort()) == asked.sort()
        && isSame(asked.sort(), asked.value(), header.value());
  }

  /** A whole number and the same one with a fraction are two values. */
  static boolean isSame(Fact.Sort sort, String a, String b) {
    if (sort != Fact.Sort.NUMBER || a.equals(b)) {
      return a.equals(b);
    }
    boolean whole = WHOLE.matcher(a).matches();
    if (whole != WHOLE.matcher(b).matches()) {
      return false;
    }
    try {
      return whole
          ? new BigInteger(a).equals(new BigInteger(b))
          : Double.compare(Double.parseDouble(a), Double.parseDouble(b)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
