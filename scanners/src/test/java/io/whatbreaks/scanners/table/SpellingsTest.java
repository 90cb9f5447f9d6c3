package io.whatbreaks.scanners.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.scanners.spring.SpringScanner;
import io.whatbreaks.scanners.systemd.SystemdScanner;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One set of settings in the spellings of different sources says the same. */
class SpellingsTest {
  private static final List<String> EXPECTED =
      List.of(
          "${MQ_HOST}:5673 CONNECTION",
          "[exchange] orders EACH_USE",
          "app01:8443 EACH_USE POSSIBLE",
          "db01:5432 EACH_USE",
          "kafka01:9092 CONNECTION ANY",
          "kafka02:9093 CONNECTION ANY",
          "redis01:6379 CONNECTION ANY",
          "redis02:7000 CONNECTION ANY");

  @Test
  void as_properties() {
    assertEquals(
        EXPECTED,
        Scanned.onHost(
                new SpringScanner(),
                "opt/x/application.properties",
                "spring.rabbitmq.host=${MQ_HOST}",
                "spring.rabbitmq.port=5673",
                "spring.rabbitmq.template.exchange=orders",
                "spring.datasource.url=jdbc:postgresql://db01/x",
                "spring.kafka.bootstrap-servers=kafka01,kafka02:9093",
                "spring.data.redis.cluster.nodes[0]=redis01",
                "spring.data.redis.cluster.nodes[1]=redis02:7000",
                "client.url=https://app01:8443/")
            .meanings());
  }

  @Test
  void as_yaml() {
    assertEquals(
        EXPECTED,
        Scanned.onHost(
                new SpringScanner(),
                "opt/x/application.yml",
                "spring:",
                "  rabbitmq: {host: '${MQ_HOST}', port: 5673, template: {exchange: orders}}",
                "  datasource.url: jdbc:postgresql://db01/x",
                "  kafka:",
                "    bootstrapServers: [kafka01, 'kafka02:9093']",
                "  data:",
                "    redis.cluster.nodes: redis01,redis02:7000",
                "client:",
                "  url: https://app01:8443/")
            .meanings());
  }

  @Test
  void as_the_environment_of_a_unit() {
    assertEquals(
        EXPECTED,
        Scanned.onHost(
                new SystemdScanner(),
                "etc/systemd/system/x.service",
                "[Service]",
                "Environment=SPRING_RABBITMQ_HOST=${MQ_HOST} SPRING_RABBITMQ_PORT=5673",
                "Environment='SPRING_RABBITMQ_TEMPLATE_EXCHANGE=orders'",
                "Environment=SPRING_DATASOURCE_URL=jdbc:postgresql://db01/x",
                "Environment=SPRING_KAFKA_BOOTSTRAP_SERVERS=kafka01,kafka02:9093",
                "Environment=SPRING_DATA_REDIS_CLUSTER_NODES_0_=redis01",
                "Environment=SPRING_DATA_REDIS_CLUSTER_NODES_1_=redis02:7000",
                "Environment=CLIENT_URL=https://app01:8443/")
            .meanings());
  }

  @Test
  void as_a_command_line() {
    assertEquals(
        EXPECTED,
        Scanned.onHost(
                new SystemdScanner(),
                "etc/systemd/system/x.service",
                "[Service]",
                "ExecStart=/usr/bin/java -Dspring.rabbitmq.host=${MQ_HOST} \\",
                "  -Dspring.rabbitmq.port=5673 -Dspring.rabbitmq.template.exchange=orders \\",
                "  -Dspring.datasource.url=jdbc:postgresql://db01/x -jar /opt/x/x.jar \\",
                "  --spring.kafka.bootstrap-servers=kafka01,kafka02:9093 \\",
                "  --spring.data.redis.cluster.nodes=redis01,redis02:7000 \\",
                "  --client.url=https://app01:8443/")
            .meanings());
  }
}
