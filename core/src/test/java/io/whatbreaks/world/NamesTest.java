package io.whatbreaks.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.model.NodeKind;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a name as a person writes it to what it means. */
class NamesTest {
  private static final World WORLD =
      StatedFacts.world(
          """
          [ns01/db.shop.test] host:ns01
          zone shop.test
          a mq01.shop.test 10.0.0.5
          a db01.shop.test 10.0.0.6
          a db01.lab.test 10.9.0.6
          cname bus.shop.test mq01.shop.test
          [till3/etc/hostname] host:till3
          hostname till3
          [till3/srv/compose.yaml] compose:srv in host:till3
          service db01
          [k8s/a.yaml] kubernetes:shop in tree:
          service api
          [mq01/definitions.json] vhost:/shop in host:mq01
          queue orders rabbit
          queue mq01 rabbit
          exchange orders rabbit
          [mq01/other.json] vhost:/ in host:mq01
          queue orders rabbit
          [till3/app] host:till3
          needs basket partner.example:443
          needs basket localhost:8080
          needs basket 10.7.7.7
          needs basket invoices queue
          value basket legacy.shop.test
          prose basket written.shop.test
          [till4/etc/hosts] host:till4
          hostname till4
          pin printer.shop.test 10.0.0.9
          pin scale 10.0.0.10
          pin mq01 10.0.0.5
          """);

  private static String found(String name) {
    try {
      return String.join(
          " ",
          WORLD.find(name, EnumSet.complementOf(EnumSet.of(NodeKind.COMPONENT))).stream()
              .map(Object::toString)
              .toList());
    } catch (WhatBreaksException refused) {
      return refused.diagnostic().code() + " | " + refused.diagnostic().hint();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "printer => host:printer.shop.test",
        "printer.shop.test => host:printer.shop.test",
        "host:scale => host:scale",
        "host:mq01 => host:mq01.shop.test",
        "mq01.shop.test => host:mq01.shop.test",
        "MQ01.Shop.Test. => host:mq01.shop.test",
        "bus => host:bus.shop.test",
        "db01 => host:db01@compose:srv host:db01.lab.test host:db01.shop.test",
        "db01@compose:srv => host:db01@compose:srv",
        "db01@srv => host:db01@compose:srv",
        "host:db01@dns => host:db01.lab.test host:db01.shop.test",
        "till3 => host:till3",
        "api => host:api@kubernetes:shop",
        "api.shop => host:api@kubernetes:shop",
        "api.shop.svc.cluster.local => host:api@kubernetes:shop",
        "partner.example => host:partner.example",
        "partner => host:partner.example",
        "legacy => host:legacy.shop.test",
        "10.0.0.5 => address:10.0.0.5",
        "10.7.7.7 => address:10.7.7.7",
        "queue:orders => queue:orders@vhost:/ queue:orders@vhost:/shop",
        "queue:orders@/shop => queue:orders@vhost:/shop",
        "exchange:orders => exchange:orders@vhost:/shop",
        "queue:invoices => queue:invoices",
        "localhost:8080 => endpoint:localhost:8080",
        "endpoint:partner.example:443 => endpoint:partner.example:443",
        "mq01 => ambiguous-name | say which one, with its prefix",
        "orders => ambiguous-name | say which one, with its prefix",
        "mq02 => unknown-name | near: host:mq01.shop.test, queue:mq01@vhost:/shop",
        "db01.shop.tset => unknown-name | near: host:db01.shop.test",
        "written.shop.test => unknown-name | see `list` for all that is declared",
        "localhost:9999 => unknown-name | see `list` for all that is declared",
        "10.1.2.3 => unknown-name | see `list` for all that is declared",
        "queue:mq99 => unknown-name | see `list` for all that is declared",
        "queue:mq1 => unknown-name | near: queue:mq01@vhost:/shop",
      })
  void a_name_means(String name, String meaning) {
    assertEquals(meaning, found(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "component:till3/basket => component:till3/basket",
        "component:basket => component:till3/basket",
        "component:rabbit => unknown-name",
      })
  void a_component_is_found_by_id_or_name(String name, String meaning) {
    String result;
    try {
      result = WORLD.find(name, EnumSet.allOf(NodeKind.class)).get(0).toString();
    } catch (WhatBreaksException refused) {
      result = refused.diagnostic().code();
    }
    assertEquals(meaning, result);
    assertEquals(List.of(), List.copyOf(WORLD.bindings()));
  }
}
