package io.whatbreaks.scanners.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.diagnostic.Coverage.Reading;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scanners.table.ApplicationFolder;
import io.whatbreaks.scanners.table.Scanned;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpringScannerTest {
  private final SpringScanner scanner = new SpringScanner();

  private static String[] lines(String text) {
    return text.split("\n", -1);
  }

  @Test
  void known_keys_of_yaml_are_references_with_their_semantics() {
    Scanned scanned =
        Scanned.onHost(
            scanner,
            "opt/basket/config/application.yml",
            lines(
                """
                server:
                  port: 8081
                spring:
                  application:
                    name: basket
                  datasource:
                    url: jdbc:postgresql://${DB_HOST:db01}:5432/basket
                    username: mq01
                    password: s3cret
                  rabbitmq:
                    host: ${MQ_HOST}
                    port: ${MQ_PORT:5673}
                  data:
                    redis:
                      sentinel:
                        nodes:
                          - redis01:26380
                          - redis02
                  kafka:
                    bootstrapServers: kafka01,kafka02:9093
                  config:
                    import: optional:configserver:http://config01:8888
                eureka:
                  client:
                    serviceUrl:
                      defaultZone: http://u:pw@eureka01:8761/eureka,http://eureka02:8761/eureka
                logging:
                  pattern:
                    console: "%d mq01:80 %m\""""));
    assertEquals(
        List.of(
            "2:9-13 listener 8081 by basket",
            "7:28-43 reference ${DB_HOST:db01}:5432 by basket EACH_USE",
            "11:11-21 reference ${MQ_HOST}:5673 by basket CONNECTION",
            "17:13-20 reference redis01:26380 by basket CONNECTION ANY",
            "18:13-20 reference redis02:26379 by basket CONNECTION ANY",
            "20:23-30 reference kafka01:9092 by basket CONNECTION ANY",
            "20:31-38 reference kafka02:9093 by basket CONNECTION ANY",
            "22:42-50 reference config01:8888 by basket START ORDERED",
            "26:32-40 reference eureka01:8761 by basket EACH_USE ORDERED",
            "26:60-68 reference eureka02:8761 by basket EACH_USE ORDERED",
            "5:11-17 installation spring-boot as basket"),
        scanned.facts());
    assertEquals(List.of(), scanned.diagnostics());
    assertEquals(Reading.UNDERSTOOD, scanned.result().files().get(0).reading());
  }

  @Test
  void settings_are_flat_ranked_and_without_secrets() {
    Scanned scanned =
        Scanned.onHost(
            scanner,
            "opt/basket/bootstrap.yml",
            lines(
                """
                spring:
                  rabbitmq:
                    password: s3cret
                    addresses: amqp://u:s3cret@mq01,amqp://u:s3cret@mq02
                  nodes: [a, b]
                ---
                spring.config.activate.on-profile: [prod, eu]
                x: "y z\""""));
    assertEquals(
        List.of(
            "3:15-21 spring.rabbitmq.password= of basket rank 190",
            "4:16-57 spring.rabbitmq.addresses=amqp://***@mq01,amqp://***@mq02 of basket rank 190",
            "5:11-12 spring.nodes[0]=a of basket rank 190",
            "5:14-15 spring.nodes[1]=b of basket rank 190",
            "7:37-41 spring.config.activate.on-profile[0]=prod of basket rank 240 if prod | eu",
            "7:43-45 spring.config.activate.on-profile[1]=eu of basket rank 240 if prod | eu",
            "8:5-8 x=y z of basket rank 240 if prod | eu"),
        scanned.settings());
    assertFalse(scanned.result().toString().contains("s3cret"));
    assertEquals(List.of(), scanned.diagnostics());
  }

  @Test
  void a_profile_stands_in_the_name_in_a_document_or_before_the_key() {
    Scanned scanned =
        Scanned.inTree(
            scanner,
            "shop/src/main/resources/application-prod.properties",
            lines(
                """
                a=1
                %test.b=2
                #---
                spring.config.activate.on-profile=eu,us
                c=3"""));
    assertEquals(
        List.of(
            "1:3-4 a=1 of shop rank 152 if prod",
            "2:9-10 b=2 of shop rank 152 if prod & test",
            "4:35-40 spring.config.activate.on-profile=eu,us of shop rank 152 if prod & (eu | us)",
            "5:3-4 c=3 of shop rank 152 if prod & (eu | us)"),
        scanned.settings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "spring.rabbitmq.addresses=mq01,mq02:5673           | mq01:5672 CONNECTION ORDERED; mq02:5673 CONNECTION ORDERED",
        "spring.rabbitmq.template.exchange=orders           | [exchange] orders EACH_USE",
        "spring.rabbitmq.template.default-receive-queue=in  | [queue] in EACH_USE",
        "spring.rabbitmq.template.routing-key=in            | [queue] in EACH_USE POSSIBLE",
        "spring.cloud.stream.bindings.in-0.destination=o    | [exchange, topic] o EACH_USE",
        "spring.cloud.stream.binders.r.environment.spring.rabbitmq.host=mq01 | mq01:5672 CONNECTION",
        "spring.kafka.template.default-topic=t              | [topic] t EACH_USE",
        "mp.messaging.incoming.orders.topic=o.e             | [topic] o.e EACH_USE",
        "mp.messaging.incoming.orders.bootstrap.servers=k1  | k1:9092 CONNECTION ANY",
        "quarkus.kafka-streams.topics=a,b                   | [topic] a EACH_USE; [topic] b EACH_USE",
        "%prod.quarkus.datasource.jdbc.url=jdbc:mysql://d/x | d:3306 EACH_USE",
        "com.acme.Client/mp-rest/url=http://web01/api       | web01:80 EACH_USE",
        "kafka.bootstrap.servers=k1:1,k2:2                  | k1:1 CONNECTION ANY; k2:2 CONNECTION ANY",
        "spring.datasource.url=jdbc:oracle:thin:@db01:1521:x | db01:1521 EACH_USE",
        "spring.datasource.orders.url=jdbc:mysql://d1,d2/x  | d1:3306 EACH_USE ANY; d2:3306 EACH_USE ANY",
        "spring.r2dbc.url=r2dbc:postgresql://db01/x         | db01:5432 EACH_USE",
        "spring.data.mongodb.uri=mongodb://u:p@m1,m2:2/x    | m1:27017 EACH_USE ANY; m2:2 EACH_USE ANY",
        "spring.elasticsearch.uris=es1:9200,http://es2:1    | es1:9200 EACH_USE ANY; es2:1 EACH_USE ANY",
        "spring.activemq.broker-url=failover:(tcp://a:1,tcp://b:2)?x=y | a:1 CONNECTION ORDERED; b:2 CONNECTION ORDERED",
        "spring.ldap.urls=ldap://l1 ldap://l2:1389          | l1:389 EACH_USE ORDERED; l2:1389 EACH_USE ORDERED",
        "management.zipkin.tracing.endpoint=http://z:9411/x | z:9411 EACH_USE soft",
        "spring.cassandra.contact-points[0]=c1              | c1:9042 CONNECTION ANY",
        "spring.datasource.url=${DB_URL}                    | ${DB_URL} EACH_USE",
        "spring.datasource.url=${DB_URL:jdbc:mysql://db01/x} | db01:3306 EACH_USE",
        "spring.rabbitmq.host=${mq.host}.${domain}          | ${mq.host}.${domain}:5672 CONNECTION",
        "clients.orders.base-url=https://app01:8443/api     | app01:8443 EACH_USE POSSIBLE",
        "clients.broker=${mq.host}.${domain}                | ${mq.host}.${domain} EACH_USE POSSIBLE",
        "server.address=till3                               | till3 START",
        "app.user=mq01                                      | -",
        "app.password=http://mq01:80                        | -",
        "logging.file.name=mq01:80                          | -",
        "spring.application.name=mq01                       | -",
      })
  void a_property_means(String property, String meanings) {
    Scanned scanned = Scanned.onHost(scanner, "opt/x/application.properties", property.strip());
    assertEquals(meanings == null ? "" : meanings, String.join("; ", scanned.meanings()));
    assertEquals(List.of(), scanned.diagnostics());
  }

  @Test
  void a_key_that_another_one_overrules_leaves_only_a_candidate() {
    Scanned scanned =
        Scanned.onHost(
            scanner,
            "opt/x/application.properties",
            "spring.rabbitmq.host=old01",
            "spring.rabbitmq.addresses=mq01");
    assertEquals(
        List.of(
            "1:22-27 token old01 VALUE by x",
            "2:27-31 reference mq01:5672 by x CONNECTION ORDERED"),
        scanned.facts());
  }

  @ParameterizedTest
  @CsvSource({
    "opt/billing/config/application.yml, billing",
    "opt/billing/application-prod.properties, billing",
    "srv/app/BOOT-INF/classes/application.yml, app",
    "etc/orders/application.yaml, orders",
    "application.yml, .",
  })
  void on_a_host_the_folder_names_the_application(String path, String name) {
    assertEquals(
        name, ApplicationFolder.component(Document.of(path, Scope.host("h"), path, "")).name());
  }

  @ParameterizedTest
  @CsvSource({
    "services/orders/src/main/resources/application.yml, services/orders",
    "services/orders/src/test/resources/application.yml, services/orders/src/test",
    "orders/config/application.yml, orders",
    "src/main/resources/application.yml, .",
  })
  void in_a_tree_its_whole_path_does(String path, String name) {
    assertEquals(
        name, ApplicationFolder.component(Document.of(path, Scope.tree(""), path, "")).name());
  }

  /** https://docs.spring.io/spring-boot/reference/features/external-config.html, "files". */
  @ParameterizedTest
  @CsvSource({
    "shop/src/main/resources/bootstrap.yml, 90",
    "shop/src/main/resources/application.yml, 100",
    "shop/src/main/resources/application.properties, 102",
    "shop/src/main/resources/config/application.yml, 104",
    "shop/target/classes/application-prod.yml, 150",
    "shop/application.yml, 200",
    "shop/application.properties, 202",
    "shop/config/application.yml, 204",
    "shop/config/eu/application.properties, 206",
    "shop/application-prod.yml, 250",
  })
  void files_have_an_order(String path, int rank) {
    Scanned scanned = Scanned.inTree(scanner, path, path.endsWith("s") ? "a=1" : "a: 1");
    assertTrue(scanned.settings().get(0).contains(" rank " + rank), scanned.settings().toString());
  }

  /** The same page, "Importing Additional Data". */
  @Test
  void imported_files_are_read_by_the_application() {
    Scanned scanned =
        Scanned.onHost(
            scanner,
            "opt/x/config/application.properties",
            "spring.config.import=optional:file:./dev.properties,file:/etc/x/y.yml;classpath:z.yml",
            "spring.config.import[1]=optional:file:../.env[.properties]",
            "spring.config.additional-location=optional:/etc/x/",
            "my.config.import=other.yml");
    assertEquals(
        List.of(
            "1:22-52 reads opt/x/config/dev.properties by x",
            "1:53-70 reads etc/x/y.yml by x",
            "1:71-86 reads opt/x/config/z.yml by x",
            "2:25-59 reads opt/x/.env by x",
            "3:35-51 reads etc/x/* by x"),
        scanned.facts().stream().filter(fact -> fact.contains(" reads ")).toList());
  }

  @Test
  void a_manifest_of_that_name_is_left_to_others() {
    Scanned scanned =
        Scanned.inTree(
            scanner, "argo/application.yaml", "apiVersion: argoproj.io/v1", "kind: Application");
    assertEquals(List.of(), scanned.facts());
    assertEquals(Reading.TEXT_ONLY, scanned.result().files().get(0).reading());
  }

  @Test
  void broken_yaml_costs_the_broken_part_and_is_said() {
    Scanned scanned =
        Scanned.onHost(
            scanner,
            "opt/x/application.yml",
            "spring.rabbitmq.host: mq01",
            "broken: [a, b",
            "x: {y: \"z");
    assertTrue(
        scanned.facts().contains("1:23-27 reference mq01:5672 by x CONNECTION"),
        scanned.facts().toString());
    assertEquals(Reading.PARTLY, scanned.result().files().get(0).reading());
    assertFalse(scanned.diagnostics().isEmpty());
  }

  @Test
  void an_empty_file_says_nothing_and_is_understood() {
    Scanned scanned = Scanned.onHost(scanner, "opt/x/application.yml", "");
    assertEquals(List.of(), scanned.facts());
    assertEquals(List.of(), scanned.diagnostics());
    assertEquals(Reading.UNDERSTOOD, scanned.result().files().get(0).reading());
  }

  @Test
  void only_the_names_of_property_sources_are_accepted() {
    assertEquals(
        List.of("application.yml", "bootstrap-prod.yaml", "microprofile-config.properties"),
        List.of(
                "application.yml",
                "applications.yml",
                "application.json",
                "bootstrap-prod.yaml",
                "microprofile-config.properties",
                "my-application.yml")
            .stream()
            .filter(name -> scanner.accepts(Document.of(name, Scope.tree(""), name, "")))
            .toList());
  }
}
