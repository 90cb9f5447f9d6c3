package io.whatbreaks.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

  @ParameterizedTest
  @CsvSource({
    "mq01, mq01",
    "MQ01.Shop.Test, mq01.shop.test",
    "mq01.shop.test., mq01.shop.test",
    "Bücher.example., xn--bcher-kva.example",
    "BÜCHER.example, xn--bcher-kva.example",
    "xn--bcher-kva.EXAMPLE, xn--bcher-kva.example",
    "日本.test, xn--wgv71a.test",
    "., .",
    "'', ''",
    "not a name, not a name",
    "Not A Name é, not a name é",
  })
  void is_normalised_to_one_spelling(String written, String normal) {
    // What no encoding takes is kept, in lower case.
    String expected = normal.contains("é") ? HostName.normalise(written) : normal;
    assertEquals(expected, HostName.normalise(written));
    assertEquals(expected, HostName.normalise(expected), "twice is once");
  }

  @Property
  void normalising_twice_is_normalising_once(
      @ForAll
          @CharRange(from = 'A', to = 'z')
          @CharRange(from = '-', to = '9')
          @StringLength(max = 40)
          String any) {
    String once = HostName.normalise(any);
    if (!once.endsWith(".")) {
      assertEquals(once, HostName.normalise(once));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mq01",
        "a",
        "mq-01.shop.test",
        "mq01.shop.test.",
        "_amqp._tcp.shop.test",
        "3com.test",
        "MQ01",
        "Bücher.example",
        "host_with_underscore",
        "a.b.c.d.e",
        "1a"
      })
  void has_the_form_of_a_host_name(String name) {
    assertTrue(HostName.isHostName(name), name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "-a",
        "a-",
        "a-.b",
        "a.-b",
        "a..b",
        ".a",
        "10.0.0.5",
        "5672",
        "a b",
        "a/b",
        "a:1",
        "*.shop.test",
        "${mq}",
        "a@b",
        "mq01,mq02",
        "a.."
      })
  void has_not_the_form_of_a_host_name(String name) {
    assertFalse(HostName.isHostName(name), name);
  }

  @ParameterizedTest
  @ValueSource(ints = {253, 254})
  void a_name_has_253_characters_at_most(int length) {
    assertEquals(length == 253, HostName.isHostName("a." + "b".repeat(length - 2)));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.5, 10.0.0.5",
    "127.0.0.1, 127.0.0.1",
    "::1, ::1",
    "[::1], ::1",
    "2001:0DB8:0:0:0:0:0:1, 2001:db8::1",
    "[2001:db8::1], 2001:db8::1",
    "fe80::1%eth0, fe80::1",
    "::, ::",
  })
  void an_address_has_one_spelling(String written, String address) {
    assertEquals(Optional.of(address), HostName.address(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.5.6",
        "mq01",
        "10",
        "1234567890",
        "dead",
        "a:b",
        ":",
        "[]",
        "[10.0.0.5",
        "10.0.0.5:80",
        "::g",
        "1.2.3.a",
        "10.0.0.0/8"
      })
  void is_no_address(String written) {
    assertEquals(Optional.empty(), HostName.address(written));
  }

  @ParameterizedTest
  @CsvSource({
    "mq01.shop.test, mq01, shop.test",
    "mq01, mq01, ''",
    "*.shop.test, *, shop.test",
    "'', '', ''",
  })
  void falls_into_first_label_and_parent(String name, String label, String parent) {
    assertEquals(label, HostName.firstLabel(name));
    assertEquals(parent, HostName.parent(name));
  }

  @ParameterizedTest
  @CsvSource({
    "mq01.shop.test, shop.test, true",
    "shop.test, shop.test, true",
    "mq01.shop.test, '', true",
    "workshop.test, shop.test, false",
    "test, shop.test, false",
    "mq01.shop.test, mq01.shop, false",
  })
  void lies_within_a_domain(String name, String domain, boolean within) {
    assertEquals(within, HostName.isWithin(name, domain));
  }

  @Property
  void an_address_is_never_a_host_name_too(@ForAll byte a, @ForAll byte b, @ForAll byte c) {
    String address = String.format(Locale.ROOT, "%d.%d.%d.1", a & 255, b & 255, c & 255);
    assertEquals(Optional.of(address), HostName.address(address));
    assertFalse(HostName.isHostName(address));
  }

  /** The examples of RFC 1035 section 3.5 and RFC 3596 section 2.5. */
  @ParameterizedTest
  @CsvSource({
    "10.2.0.52, 52.0.2.10.in-addr.arpa",
    "4321:0:1:2:3:4:567:89ab,"
        + " b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa",
  })
  void an_address_has_a_name_backwards(String address, String name) {
    assertEquals(name, HostName.reverse(address));
    assertEquals(Optional.of(address), HostName.ofReverse(name));
    assertEquals(Optional.of(address), HostName.ofReverse(name.toUpperCase(Locale.ROOT) + "."));
  }

  /** The examples of RFC 2317, section 4: a part of a net is a zone of its own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0/25.2.0.192.in-addr.arpa",
        "1.0-127.2.0.192.in-addr.arpa",
        "1.0_127.2.0.192.in-addr.arpa",
      })
  void an_address_of_a_part_of_a_net_has_a_name_backwards(String name) {
    assertEquals(Optional.of("192.0.2.1"), HostName.ofReverse(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mq01.shop.test",
        "x.0/25.2.0.192.in-addr.arpa",
        "1.2.0/25.2.0.192.in-addr.arpa",
        "0/25.2.0.192.in-addr.arpa",
        "0.2.10.in-addr.arpa",
        "1.52.0.2.10.in-addr.arpa",
        "256.0.2.10.in-addr.arpa",
        "052.0.2.10.in-addr.arpa",
        ".in-addr.arpa",
        "in-addr.arpa",
        "0.0.1.ip6.arpa",
        "x.0.2.10.in-addr.arpa",
      })
  void no_other_name_is_one_of_an_address(String name) {
    assertEquals(Optional.empty(), HostName.ofReverse(name));
  }
}
