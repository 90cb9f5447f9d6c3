package io.whatbreaks.scanners.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotTest {

  @ParameterizedTest
  @CsvSource({
    "host, HOST",
    "redisHost, HOST",
    "REDIS_HOSTS, HOST",
    "REDIS_HOST_1, HOST",
    "spring.rabbitmq.addresses, HOST",
    "bootstrap-servers, HOST",
    "user, OTHER",
    "POSTGRES_DB, OTHER",
    "DB, OPEN",
    "host_path, OTHER",
    "server.name, OPEN",
    "cacheType, OTHER",
    "classes, OTHER",
    "x, OPEN",
    "'', OPEN",
    "..., OPEN",
  })
  void the_last_word_of_a_key_tells(String key, Slot slot) {
    assertEquals(slot, Slot.of(key));
  }

  @ParameterizedTest
  @CsvSource({
    "connect, HOST",
    "InetSocketAddress, HOST",
    "setHost, HOST",
    "RedisClient, HOST",
    "getProperty, OTHER",
    "config.get, OTHER",
    "hasScope, OTHER",
    "assertEquals, OTHER",
    "describe, OTHER",
    "f, OPEN",
    "'', OPEN",
  })
  void the_name_of_a_call_tells(String name, Slot slot) {
    assertEquals(slot, Slot.ofCall(name));
  }
}
