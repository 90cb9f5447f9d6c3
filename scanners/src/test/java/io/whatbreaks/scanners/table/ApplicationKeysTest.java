package io.whatbreaks.scanners.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationKeysTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spring.kafka.bootstrap-servers",
        "spring.kafka.bootstrapServers",
        "spring.kafka.bootstrap_servers",
        "Spring.Kafka.BootstrapServers[0]",
        "SPRING_KAFKA_BOOTSTRAPSERVERS",
        "SPRING_KAFKA_BOOTSTRAP_SERVERS",
        "SPRING_KAFKA_BOOTSTRAP_SERVERS_0_",
      })
  void every_spelling_is_the_same_key(String key) {
    assertEquals("spring.kafka.bootstrap-servers", ApplicationKeys.of(key).orElseThrow().row());
    assertEquals("springkafkabootstrapservers", ApplicationKeys.uniform(key));
  }

  @ParameterizedTest
  @CsvSource({
    "spring.datasource.orders.url, spring.datasource.*.url",
    "SPRING_DATASOURCE_ORDERS_URL, spring.datasource.*.url",
    "spring.security.oauth2.client.provider.my-idp.token-uri, spring.security.oauth2.client.provider.*.token-uri",
    "app.db.username, **.username",
    "APP_DB_USERNAME, **.username",
    "username, **.username",
    "logging.level.root, logging.**",
    "LOGGING_HOST, none",
    "spring.datasource.a.b.url, none",
    "superusername, none",
    "'', none",
  })
  void the_row_of_a_key(String key, String row) {
    assertEquals(row, ApplicationKeys.of(key).map(ApplicationKeys.Meaning::row).orElse("none"));
  }

  @ParameterizedTest
  @CsvSource({
    "spring.rabbitmq.password, true",
    "DB_PASS, true",
    "client-secret, true",
    "api.token, true",
    "security.oauth2.client.accessTokenUri, false",
    "PASSWORD_SERVER, false",
    "spring.rabbitmq.host, false",
    "compass.host, false",
  })
  void a_key_speaks_of_a_secret(String key, boolean secret) {
    assertEquals(secret, ApplicationKeys.isSecret(key));
  }
}
