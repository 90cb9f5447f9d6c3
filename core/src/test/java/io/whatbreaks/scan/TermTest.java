package io.whatbreaks.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.model.Scope;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which documents a term brings in. */
class TermTest {
  private static final Scope TREE = Scope.tree("");

  private static boolean matches(Term term, String path, String text) {
    Document document = Document.of(path, TREE, path, text);
    TermMatcher matcher = new TermMatcher();
    matcher.add(term);
    return matcher.matches(
        new SourceOutput.Shelved(document, Words.of(path, text.getBytes(UTF_8))));
  }

  @ParameterizedTest
  @CsvSource({
    "mongo-2, host: mongo-2, true",
    "mongo-2, host: mongo-2.6, true",
    "mongo-2, host: MONGO_2_URL, true",
    "mongo-2, mongo has 2 arms, false",
    "mongo-2.shop.test, mongo-2:27017, true",
    "10.0.0.7, 10.0.0.7:80, true",
    "10.0.0.7, 7.0.0.10, false",
    "mq01, the mq01., true",
    "mq01, mq010, false",
  })
  void a_name_stands_in_one_piece(String name, String text, boolean matches) {
    assertEquals(matches, matches(Term.name(name), "a.txt", text));
  }

  @ParameterizedTest
  @CsvSource({
    "queue: orders.eu.in, true",
    "ORDERS_EU_IN=x, true",
    "queue: orders.us.in, false",
    "orders of the eu that come in, false",
  })
  void the_dots_of_a_queue_part_nothing(String text, boolean matches) {
    assertEquals(matches, matches(Term.whole("orders.eu.in"), "a.txt", text));
  }

  @ParameterizedTest
  @CsvSource({
    "app/docker-compose.yml, env_file: config/mq.env, true",
    "app/docker-compose.yml, env_file: ./config/mq.env, true",
    "app/sub/x.yml, env_file: ../config/mq.env, true",
    "x.yml, env_file: app/config/mq.env, true",
    "etc/unit.service, EnvironmentFile=-/srv/app/config/mq.env, false",
    "etc/unit.service, EnvironmentFile=-/app/config/mq.env, true",
    "run.sh, . ${BASE}/config/mq.env, true",
    "run.sh, . $BASE/config/mq.env, true",
    "other/docker-compose.yml, env_file: config/mq.env, false",
    "app/docker-compose.yml, env_file: config/dev-mq.env, false",
    "app/docker-compose.yml, env_file: config/mq.env.bak, false",
    "app/docker-compose.yml, mq of an env, false",
  })
  void a_path_leads_to_the_file(String path, String text, boolean matches) {
    assertEquals(matches, matches(Term.path("app/config/mq.env", TREE), path, text));
  }

  @ParameterizedTest
  @CsvSource({
    "app/mq.env, app/mq.env, true",
    "app/mq.env, b/app/mq.env, false",
    "app/*.env, app/mq.env, true",
    "app/mq*.env, app/mq01.env, true",
    "app/*.env, app/x/mq.env, false",
    "app/, app/x/mq.env, true",
    "app/, b/app/mq.env, true",
    "app/, apple/mq.env, false",
  })
  void a_file_is_at_its_path(String path, String at, boolean matches) {
    assertEquals(matches, matches(Term.file(path, TREE), at, "of app and mq.env"));
  }

  @ParameterizedTest
  @CsvSource({
    "app/a.properties, mq.host=x, true",
    "app/a.properties, host.mq=x, true",
    "b/a.properties, mq.host=x, false",
    "apple/a.properties, mq.host=x, false",
    "b/a.properties, url=amqp://${mq.host}/, true",
    "b/a.sh, curl $MQ_HOST, true",
    "b/a.yml, url: '{{ mq_host }}', true",
    "b/a.ini, url = %(mq_host)s, true",
    "b/a.yml, host of ${mq}, false",
  })
  void a_key_is_used_by_a_placeholder_or_in_its_folder(String path, String text, boolean matches) {
    assertEquals(matches, matches(Term.key("mq.host", TREE, "app"), path, text));
  }

  @ParameterizedTest
  @CsvSource({
    "'test: {ibm: aix7-1}', true",
    "'test-ibm: aix7-1', true",
    "'aix7-1: [test, ibm]', true",
    "test-ibm-aix7-1, false",
    "test ibm aix7, false",
    "'a-test: ibm: aix7-1', false",
  })
  void a_name_stands_in_parts(String text, boolean matches) {
    assertEquals(matches, matches(Term.parts("test-ibm-aix7-1"), "a.txt", text));
  }

  @ParameterizedTest
  @CsvSource({
    "mq_host: x, true",
    "MQ_HOST=x, true",
    "'{\"mq-host\": \"x\"}', true",
    "'variable \"mq_host\" {}', true",
    "curl $MQ_HOST, false",
    "the host of mq: x, false",
  })
  void a_key_is_given_a_value(String text, boolean matches) {
    assertEquals(matches, matches(Term.valueOf("mq_host", TREE), "a.txt", text));
  }

  @ParameterizedTest
  @CsvSource({
    "amqp://mq01:5672, true",
    "amqp://mq01.shop.test:5672, true",
    "mq01, true",
    "amqp://mq01:5671, false",
    "http://mq01/, false",
    "/srv/mq01/x, false",
    "mq01.other.test:5672, false",
    "mq01: x, false",
  })
  void a_name_is_reached_at_a_port(String text, boolean matches) {
    Term reached = Term.name("mq01.shop.test").reachedAt(Set.of(5672));
    assertEquals(matches, matches(reached, "a.txt", text));
  }
}
