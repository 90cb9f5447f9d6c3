package io.whatbreaks.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.whatbreaks.model.NamePattern.Syntax;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

  /**
   * Ansible: "For numeric patterns, leading zeros can be included or removed, as desired. Ranges
   * are inclusive", a step behind a second colon
   * (docs.ansible.com/ansible/latest/inventory_guide/intro_inventory.html). Slurm: "a numeric range
   * expression with … a comma separated list of numbers or ranges" (slurm.conf, NodeName). Bash:
   * "Brace Expansion" (gnu.org/software/bash/manual).
   */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          RANGE,    'web[01:20].shop.test', 'web01.shop.test web20.shop.test', 'web1.shop.test web00.shop.test web21.shop.test web011.shop.test'
          RANGE,    'web[1:20]',            'web1.shop.test web20',            'web01 web0 web'
          RANGE,    'web[01:10:3]',         'web01 web04 web10',               'web02 web03'
          RANGE,    'db-[a:f].shop.test',   'db-a.shop.test DB-F.shop.test',   'db-g.shop.test db-.shop.test'
          RANGE,    'node[01-20,30]',       'node01 node20 node30',            'node21 node3 node29'
          RANGE,    'n[1-2]r[08-11]',       'n1r08 n2r11',                     'n3r08 n1r12 n1r8'
          RANGE,    'mq0[12]',              'mq01 mq02',                       'mq03 mq0'
          RANGE,    'node{1..3}.x.test',    'node1.x.test node3.x.test',       'node4.x.test'
          RANGE,    '{web,mq}01',           'web01 mq01',                      'db01'
          RANGE,    'a[1:',                 'never',                           'a1'
          WILDCARD, '*.shop.test',          'mq01.shop.test a.b.shop.test',    'shop.test mq01.shop.test.net'
          WILDCARD, 'mq0?.*',               'mq01.shop.test',                  'mq001.shop.test mq01'
          REGEX,    'db(-standby)?\\.shop\\.test', 'db.shop.test db-standby.shop.test', 'db2.shop.test dbxshop.test'
          REGEX,    'mq\\d+',               'mq01 mq7.shop.test MQ7',          'mq xmq01'
          REGEX,    'mq(',                  'never',                           'mq('
          KEYS,     'hosts/infra/ibm/aix-1', 'infra-ibm-aix-1 infra.ibm.aix-1 hosts-ibm-aix-1 infra-ibm-aix-1.shop.test', 'aix-1 infra-aix-2 ibm-infra-aix-1 xinfra-ibm-aix-1'
          KEYS,     'locals/shop_test_a/web1', 'web1.shop.test', 'web1.shop web1.test web1.net.test'
          KEYS,     'shop.test/hosts/web1', 'web1.shop.test web1.hosts.shop.test', 'web1 web1.test web2.shop.test'
          """)
  void stands_for(Syntax syntax, String text, String names, String others) {
    NamePattern pattern = new NamePattern(text, syntax);
    Set<String> wanted =
        names.equals("never") ? Set.of() : Stream.of(names.split(" ")).collect(Collectors.toSet());
    Set<String> all =
        Stream.concat(wanted.stream(), Stream.of(others.split(" "))).collect(Collectors.toSet());
    assertEquals(wanted, all.stream().filter(pattern::matches).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          REGEX,    '(mq01|db01)\\.shop\\.test', mq01.shop.test, bus.shop.test,  '(bus|db01)\\.shop\\.test'
          REGEX,    'mq01\\.shop\\.test',        mq01.shop.test, mq01.new.test,  'mq01\\.new\\.test'
          REGEX,    'mq\\d+',                    mq01.shop.test, bus.shop.test,  ''
          REGEX,    'mq01|mq01-old',             mq01.shop.test, bus.shop.test,  ''
          WILDCARD, 'mq01.*',                    mq01.shop.test, bus.shop.test,  'bus.*'
          RANGE,    'mq[01:20]',                 mq01.shop.test, bus.shop.test,  ''
          KEYS,     'infra/ibm/aix-1',           infra-ibm-aix-1, infra-ibm-aix-2, aix-2
          KEYS,     'infra/ibm/aix-1',           infra-ibm-aix-1.x.test, infra-ibm-aix-2.x.test, aix-2
          KEYS,     'infra/ibm/aix-1',           infra-ibm-aix-1, test-ibm-aix-1, ''
          KEYS,     'shop.test/web1',            web1.shop.test,  bus.shop.test,  bus
          """)
  void is_rewritten_where_the_letters_stand_once(
      Syntax syntax, String text, String from, String to, String edit) {
    assertEquals(edit, new NamePattern(text, syntax).rewritten(from, to).orElse(""));
  }

  @Test
  void matching_takes_bounded_time() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (int i = 0; i < 50; i++) {
            assertFalse(new NamePattern("(a+)+b", Syntax.REGEX).matches("a".repeat(60)));
            assertFalse(
                new NamePattern("(a|aa)+b".repeat(8), Syntax.REGEX).matches("a".repeat(200)));
            assertFalse(
                new NamePattern("*a".repeat(200) + "b", Syntax.WILDCARD).matches("a".repeat(250)));
            assertFalse(new NamePattern("[1-9]".repeat(90), Syntax.RANGE).matches("1".repeat(90)));
            assertFalse(
                new NamePattern("a/".repeat(200) + "b", Syntax.KEYS)
                    .matches("a-".repeat(100) + "c"));
          }
        });
  }

  @Property
  void any_text_is_a_pattern(@ForAll Syntax syntax, @ForAll String text, @ForAll String name) {
    NamePattern pattern = new NamePattern(text, syntax);
    assertEquals(pattern.matches(name), pattern.matches(name));
    assertEquals(pattern.rewritten(name, "new"), pattern.rewritten(name, "new"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          'mq0[12].shop.test',       'mq0 12'
          'db-master(-old)?\\.shop', 'db old shop'
          '(web|mq)\\d+',            'web mq d'
          '*.shop.test',             'shop'
          'mq.*',                    'mq'
          'mq01.shop.test',          ''
          """)
  void words_stand_beside_what_varies(String text, String words) {
    assertEquals(words.isEmpty() ? Set.of() : Set.of(words.split(" ")), NamePattern.anchors(text));
  }

  @Test
  void a_name_is_looked_for_by_the_beginnings_of_its_first_word_and_by_its_other_words() {
    assertEquals(
        Set.of("db", "db1", "master"),
        NamePattern.anchorsOf("DB1-master-2.shop.test", "x.shop.test"));
    assertEquals(Set.of("mq", "shop"), NamePattern.anchorsOf("mq.shop.test", "mq.new.test"));
    assertEquals(Set.of("a"), NamePattern.anchorsOf("a", "b"));
  }
}
