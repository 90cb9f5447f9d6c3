package io.whatbreaks.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.model.Scope;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret is shown, and what is none stays readable. */
class SecretsTest {

  private static String shown(String fileName, String line) {
    return Secrets.excerpt(line, Secrets.in(fileName, line), 0);
  }

  /** A line, an arrow, and the line as it is shown. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "url = amqp://shop:s3cr3t@mq01:5672/v ==> url = amqp://***@mq01:5672/v",
        "jdbc:postgresql://db01/x?user=a&password=s3cr3t ==> jdbc:postgresql://db01/x?user=a&password=***",
        "shop:s3cr3t@tcp(db01:3306)/shop ==> shop:***@tcp(db01:3306)/shop",
        "redis://:s3cr3t@cache01:6379/0 ==> redis://***@cache01:6379/0",
        "password=s3cr3t ==> password=***",
        "spring.rabbitmq.password: s3cr3t ==> spring.rabbitmq.password: ***",
        "  \"password\": \"s3cr3t\", ==> \"password\": ***,",
        "DB_PASSWORD='s3 cr3t' ==> DB_PASSWORD=***",
        "MYSQL_ROOT_PASSWORD: \"s3cr3t\" ==> MYSQL_ROOT_PASSWORD: ***",
        "client_secret = s3cr3t ==> client_secret = ***",
        "api-key: s3cr3t ==> api-key: ***",
        "aws_secret_access_key=s3cr3t ==> aws_secret_access_key=***",
        "Authorization: Bearer s3cr3t.abc-DEF ==> Authorization: *** ***",
        "curl -u shop:s3cr3t http://mq01/ ==> curl -u shop:*** http://mq01/",
        "curl --user 'shop:s3cr3t' http://mq01/ ==> curl --user 'shop:***' http://mq01/",
        "requirepass s3cr3t ==> requirepass ***",
        "masterauth \"s3cr3t\" ==> masterauth \"***\"",
        "redis-cli -h cache01 -a s3cr3t ping ==> redis-cli -h cache01 -a *** ping",
        "mysql -h db01 -ps3cr3t shop ==> mysql -h db01 -p*** shop",
        "CREATE USER x IDENTIFIED BY 's3cr3t'; ==> CREATE USER x IDENTIFIED BY '***';",
        "secret \"czNjcjN0\"; ==> secret ***;",
        "db01:5432:shop:billing:s3cr3t ==> db01:5432:shop:billing:***",
        "ops:$apr1$abc$defghi ==> ops:***",
        "\"password_hash\": \"czNjcjN0czNjcjN0\" ==> \"password_hash\": ***",
        "connect(\"db01\", password=\"s3cr3t\") ==> connect(\"db01\", password=***)",
        "new Credentials(\"shop\", \"s3cr3t\") ==> new Credentials(***)",
        "rocommunity s3cr3t 10.0.0.0/8 ==> rocommunity *** 10.0.0.0/8",
        "--password s3cr3t --host db01 ==> --password *** --host db01",
        "'token' => 's3cr3t', ==> 'token' => ***,",
        "auth = s3cr3t ==> auth = ***",
        "key AQEAz3Tq0pXl8mVn2bYc6RkW9sJd4FhG7uKo ==> key ***",
        "https://hooks.shop.test/AQEAz3Tq0pXl8mVn2bYc6RkW9sJd4FhG7uKo ==> https://hooks.shop.test/***",
        "https://web01/files/24/Canvas_picture_of_AQEAz3Tq0pXl8 ==> https://web01/***",
        "https://web01:8443/files/24/Canvas_picture_of_AQEAz3Tq0 ==> https://web01:8443/***",
      })
  void a_secret_is_masked(String table) {
    int arrow = table.lastIndexOf(" ==> ");
    String line = table.substring(0, arrow);
    assertEquals(table.substring(arrow + 5), shown("app.conf", line), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accessTokenUri: http://auth.shop.test/token",
        "spring.security.oauth2.client.provider.x.token-uri=http://auth.shop.test/t",
        "password-file: /run/secrets/db01",
        "password.host=vault01.shop.test",
        "server mq01.shop.test:5672 check",
        "authorization: false",
        "password: null",
        "echo $HOME $PATH",
        "path /var/lib/shop/mq01-audit",
        "http://mq01.shop.test:15672/api/queues",
        "image: registry.shop.test/shop/newsletter:1.18.3",
        "rabbit@mq01",
        "listen 443 ssl; # on lb01",
        "passenger_host lb01",
        "author: Jane Doe",
        "cluster_formation.classic_config.nodes.1 = rabbit@mq01.shop.test",
      })
  void what_is_no_secret_stays_readable(String line) {
    assertEquals(line, shown("app.conf", line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sasl_passwd", ".pgpass", "shadow", "credentials.txt"})
  void the_last_word_of_a_line_of_a_file_of_secrets_is_one(String fileName) {
    assertEquals("[mail]:587 shop:***", shown(fileName, "[mail]:587 shop:s3cr3t"));
  }

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .withCharRange('0', '9')
        .withChars("!%_.~+-")
        .ofMinLength(6)
        .ofMaxLength(24)
        .map(text -> "Q" + text + "Z");
  }

  @Property(tries = 300)
  void no_secret_survives_in_any_dialect(@ForAll("secrets") String secret) {
    for (String line :
        List.of(
            "amqp://shop:" + secret + "@mq01:5672",
            "password=" + secret,
            "password: " + secret,
            "password = \"" + secret + "\"",
            "{\"host\": \"db01\", \"password\": \"" + secret + "\"}",
            "export DB_PASSWORD=" + secret,
            "  - name: DB_PASSWORD=" + secret,
            "Environment=MQ_PASSWORD=" + secret,
            "Environment=\"MQ_PASSWORD=" + secret + "\"",
            "--password=" + secret,
            "-Dspring.datasource.password=" + secret,
            "host=db01 user=x password=" + secret + " dbname=y",
            "jdbc:mysql://db01/x?user=u&password=" + secret,
            "shop:" + secret + "@tcp(db01:3306)/x",
            "requirepass " + secret,
            "curl -u shop:" + secret + " http://mq01/",
            "db01:5432:shop:me:" + secret,
            "client_secret: " + secret,
            "api_key=" + secret,
            "Authorization: Bearer " + secret)) {
      assertFalse(shown("app.conf", line).contains(secret), () -> shown("app.conf", line));
      Evidence evidence =
          Document.of("a", Scope.tree(""), "app.conf", line)
              .evidence(line.indexOf(secret), line.indexOf(secret) + secret.length(), "s", "r");
      assertFalse(evidence.text().contains(secret), evidence::text);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 14_990, 15_990, 15_996, 16_000, 31_000, 100_000})
  void a_secret_of_a_line_without_end_is_masked(int before) {
    String line = "x ".repeat(before / 2) + "\"password\": \"s3cr3t\", " + "y ".repeat(20_000);
    boolean[] secret = Secrets.in("a", line);
    int at = line.indexOf("s3cr3t");
    assertFalse(Secrets.mask(line, secret, at, at + 6).contains("s3"), "at " + before);
    assertFalse(Secrets.excerpt(line, secret, at).contains("s3cr3t"));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 240, 241, 5000, 30_000})
  void an_excerpt_is_short_and_holds_what_it_is_about(int length) {
    String line = "x".repeat(length) + " mq01 " + "y".repeat(length);
    String excerpt = Secrets.excerpt(line, Secrets.in("a", line), length + 1);
    assertEquals(true, excerpt.length() <= Secrets.LONGEST_EXCERPT, excerpt);
    assertEquals(true, excerpt.contains("mq01"), excerpt);
  }

  @Test
  void a_long_option_is_no_key_and_what_stands_behind_it_may_be_one() {
    String option = "-XX:CMSInitiatingOccupancyFraction=70 -XX:+UseG1GC";
    assertEquals(option, shown("app.conf", option));
    String key = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF";
    assertEquals("seed=***", shown("app.conf", "seed=" + key));
    assertEquals("x ***", shown("app.conf", "x " + key + "=="));
  }
}
