package io.whatbreaks.scanners.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeScannerTest {
  private static final ComposeScanner SCANNER = new ComposeScanner();
  private static final Set<String> NAMES = Set.of("declares", "places");
  private static final Set<String> READS = Set.of("reads");

  private static Document tree(String path, String text) {
    return Document.of(path, Scope.tree(""), path, text);
  }

  private static String named(String service) {
    return StatedFacts.without(
        Set.of("declares", "places", "reads", "joins", "looks", "layer"),
        SCANNER,
        tree("compose.yaml", "services:\n  web:\n" + service));
  }

  @Test
  void a_service_is_a_component_and_a_host_of_its_folder() {
    assertEquals(
        """
        1:1-1 reads component:tree/shop/compose.yaml shop/.env
        2:3-5 declares host:db@compose:shop by component:tree/shop/db
        2:3-5 places component:tree/shop/db on host:db@compose:shop
        2:3-5 looks component:tree/shop/db from compose:shop:db
        2:3-5 layer component:tree/shop/db 0/0 image@3:12 for image
        3:12-25 installed component:tree/shop/db postgresql 15.4""",
        String.join(
            "\n",
            StatedFacts.lines(
                SCANNER,
                tree("shop/compose.yaml", "services:\n  db:\n    image: postgres:15.4\n"))));
  }

  @Test
  void on_a_machine_the_component_is_the_service_and_the_project_its_folder() {
    assertEquals(
        """
        2:3-5 declares host:db@compose:till3/srv/shop by component:till3/db
        2:3-5 places component:till3/db on host:db@compose:till3/srv/shop""",
        StatedFacts.only(
            NAMES,
            SCANNER,
            Document.of(
                "till3/srv/shop/compose.yaml",
                Scope.host("till3"),
                "srv/shop/compose.yaml",
                "services:\n  db:\n    image: x\n")));
  }

  @Test
  void other_names_of_a_container_lie_beside_the_name_of_its_service() {
    String text =
        """
        services:
          db:
            container_name: db
            hostname: store.shop.test
            networks:
              back:
                aliases: [ledger, "${ALIAS}"]
        """;
    assertEquals(
        """
        2:3-5 declares host:db@compose:. by component:tree/db
        2:3-5 places component:tree/db on host:db@compose:.
        3:21-23 declares host:db@compose:. by component:tree/db
        4:15-30 declares host:store.shop.test@compose:. by component:tree/db
        4:15-30 places component:tree/db on host:store.shop.test@compose:.
        7:19-25 declares host:ledger@compose:. by component:tree/db
        7:19-25 places component:tree/db on host:ledger@compose:.""",
        StatedFacts.only(NAMES, SCANNER, tree("docker-compose.yml", text)));
  }

  /** https://docs.docker.com/reference/compose-file/networks/, .../services/#network_mode */
  @Test
  void names_answer_on_the_networks_of_their_container() {
    String text =
        """
        services:
          db:
            container_name: store
            networks:
              back: {aliases: [ledger]}
              out:
          web: {networks: [back, shared, named]}
          tool: {image: x}
          sniff: {network_mode: host, environment: {MQ_HOST: "mq01:5672"}}
          side: {network_mode: "service:web", environment: {MQ_HOST: "mq01:5672"}}
        networks:
          out: {external: true}
          shared: {external: {name: bus_default}}
          named: {name: plain}
        """;
    assertEquals(
        """
        5:7-11 joins host:db@compose:x/My.Shop back myshop_back
        5:7-11 joins host:store@compose:x/My.Shop back myshop_back
        5:7-11 joins host:ledger@compose:x/My.Shop back myshop_back
        6:7-10 joins host:db@compose:x/My.Shop out out
        6:7-10 joins host:store@compose:x/My.Shop out out
        7:20-24 joins host:web@compose:x/My.Shop back myshop_back
        7:26-32 joins host:web@compose:x/My.Shop shared bus_default
        7:34-39 joins host:web@compose:x/My.Shop named plain
        9:25-29 joins host:sniff@compose:x/My.Shop
        9:55-59 reference mq01:5672 from tree: by component:tree/x/My.Shop/sniff EACH_USE
        10:25-36 joins host:side@compose:x/My.Shop
        10:63-67 reference mq01:5672 from compose:x/My.Shop:web by component:tree/x/My.Shop/side EACH_USE""",
        StatedFacts.only(
                Set.of("joins", "reference"), SCANNER, tree("x/My.Shop/compose.yaml", text))
            .replaceAll("(?m)^.* from compose:x/My.Shop by .*\n", ""));
  }

  /** https://docs.docker.com/compose/how-tos/project-name/, .../multiple-compose-files/include/ */
  @Test
  void a_file_may_name_its_project_and_include_others() {
    assertEquals(
        """
        1:7-11 joins host:@compose:a default till_default
        2:11-29 joins host:@compose:a/infra default till_default
        2:40-59 joins host:@compose:bus default till_default""",
        StatedFacts.only(
            Set.of("joins"),
            SCANNER,
            tree(
                "a/compose.yaml",
                """
                name: till
                include: [infra/compose.yaml, {path: ["../bus/compose.yaml"]}, own.yaml]
                services: {web: {image: x}}
                """)));
    assertEquals(
        "3:20-24 joins host:@compose:a default wide",
        StatedFacts.only(
            Set.of("joins"),
            SCANNER,
            tree(
                "a/compose.yaml",
                """
                services: {web: {image: x}}
                networks:
                  default: {name:  wide}
                """)));
  }

  @Test
  void services_that_name_each_other_need_each_other_at_their_start() {
    assertEquals(
        """
        2:3-6 inherits component:tree/web component:tree/common/base
        4:7-9 reference db from compose:. by component:tree/web START
        5:7-12 reference cache from compose:. by component:tree/web START soft
        8:9-13 reference mail from compose:. by component:tree/web START
        8:9-13 alias host:smtp@compose:.:web -> mail
        9:9-14 reference queue from compose:. by component:tree/web START
        10:21-25 reference data from compose:. by component:tree/web START
        11:28-31 reference vpn from compose:. by component:tree/web START
        13:16-20 reference base from compose:common by component:tree/web START""",
        named(
            """
                depends_on:
                  db: {condition: service_healthy}
                  cache:
                    required: false
                links:
                  - mail:smtp
                  - queue
                volumes_from: ["data:ro"]
                network_mode: "service:vpn"
                extends:
                  service: base
                  file: common/base.yml
            """));
  }

  @Test
  void short_forms_of_dependencies_are_read_too() {
    assertEquals(
        """
        2:3-6 inherits component:tree/web component:tree/base
        3:18-20 reference db from compose:. by component:tree/web START
        3:22-27 reference cache from compose:. by component:tree/web START
        4:14-18 reference base from compose:. by component:tree/web START""",
        named("    depends_on: [db, cache]\n    extends: base\n"));
  }

  @Test
  void ports_are_those_of_the_container() {
    assertEquals(
        """
        3:14-21 listens component:tree/web 80
        3:25-40 listens component:tree/web 443
        3:44-53 listens component:tree/web 9000
        3:44-53 listens component:tree/web 9001
        3:80-84 listens component:tree/web 8080
        3:105-114 listens component:tree/web 53
        4:14-18 listens component:tree/web 6379""",
        named(
            "    ports: [\"8080:80\", \"127.0.0.1:1:443\", \"9000-9001\", {published: 80, target: 8080},"
                + " \"${PORT:-5}:$X\", \"53:53/udp\"]\n    expose: [6379]\n"));
  }

  @Test
  void the_environment_gives_settings_references_and_candidates() {
    assertEquals(
        """
        4:15-48 setting MQ_URL=amqp://***@mq01:5672/shop
        4:34-38 reference mq01:5672 from compose:.:web by component:tree/web EACH_USE
        5:16-18 reference k1:9092 from compose:.:web by component:tree/web EACH_USE ANY
        5:16-31 setting BROKERS=k1:9092,k2:9092
        5:24-26 reference k2:9092 from compose:.:web by component:tree/web EACH_USE ANY
        6:16-21 setting DB_HOST=store
        6:16-21 token store VALUE
        7:20-26 setting DB_PASSWORD=""",
        named(
            """
                environment:
                  MQ_URL: amqp://shop:s3cr3t@mq01:5672/shop
                  BROKERS: k1:9092,k2:9092
                  DB_HOST: store
                  DB_PASSWORD: s3cr3t
            """));
  }

  @Test
  void a_list_of_variables_says_the_same_as_a_mapping() {
    assertEquals(
        """
        4:17-22 setting DB_HOST=store
        4:17-22 token store VALUE
        5:9-19 reference ${REDIS_ADDR} from compose:.:web by component:tree/web EACH_USE POSSIBLE""",
        named(
            """
                environment:
                  - DB_HOST=store
                  - REDIS_ADDR
                  - LANG
            """));
  }

  @Test
  void a_variable_that_stands_for_a_host_is_followed_by_its_placeholder() {
    assertEquals(
        """
        4:18-28 setting MQ_HOST=${MQ_HOST}
        4:18-28 reference ${MQ_HOST} from compose:.:web by component:tree/web EACH_USE POSSIBLE""",
        named("    environment:\n        MQ_HOST: ${MQ_HOST}\n"));
  }

  @Test
  void secrets_reach_no_fact() {
    Document document =
        tree(
            "compose.yaml",
            """
            services:
              web:
                image: x
                environment:
                  DB_PASSWORD: hunter2
                  ADMIN_TOKEN: hunter2
                  MQ: amqp://u:hunter2@mq01
                  DSN: root:hunter2@tcp(db:3306)/shop
                command: redis-server --requirepass hunter2 --masterauth=hunter2
                healthcheck: {test: redis-cli -a hunter2 ping}
                labels: {password: hunter2}
                configs: [--requirepass=hunter2]
              worker:
                entrypoint: ["redis-server", "--requirepass", "hunter2"]
                environment:
                  OPTIONS: --password hunter2
                  PAIR: "api-token: hunter2"
            """);
    String all =
        StatedFacts.scan(SCANNER, document).facts().stream()
            .map(Fact::toString)
            .collect(Collectors.joining("\n"));
    assertTrue(all.contains("mq01"), all);
    assertFalse(all.contains("hunter2"), all);
  }

  @Test
  void files_with_variables_are_read_by_the_service_that_names_them() {
    assertEquals(
        """
        1:1-1 reads component:tree/a/b/compose.yml a/b/.env
        5:9-22 reads component:tree/a/b/web a/common.env
        6:15-22 reads component:tree/a/b/web a/b/own.env""",
        StatedFacts.only(
            READS,
            SCANNER,
            tree(
                "a/b/compose.yml",
                """
                services:
                  web:
                    image: x
                    env_file:
                      - ../common.env
                      - path: own.env
                      - ../../../outside.env
                      - ${WHERE}.env
                """)));
  }

  @Test
  void pinned_hosts_are_addresses_of_the_service_alone() {
    assertEquals(
        """
        4:10-14 address host:mq01@compose:.:web 10.1.2.3
        5:10-14 address host:mq02@compose:.:web ::1
        6:10-14 token gate VALUE
        7:10-14 token db01 VALUE""",
        named(
            """
                extra_hosts:
                  - "mq01:10.1.2.3"
                  - "mq02=::1"
                  - "gate:host-gateway"
                  - "db01:${DB_ADDRESS}"
            """));
  }

  @Test
  void values_of_a_chart_are_no_services_although_they_have_images() {
    String values = "api:\n  image:\n    repository: shop/api\n  server: mq01\n";
    assertEquals("TEXT_ONLY", StatedFacts.reading(SCANNER, tree("values.yaml", values)));
    String services = "api:\n  image: shop/api\n";
    assertEquals("UNDERSTOOD", StatedFacts.reading(SCANNER, tree("stack.yaml", services)));
  }

  @Test
  void commands_hold_references_and_words() {
    assertEquals(
        """
        3:44-46 reference db:5432 from compose:.:web by component:tree/web EACH_USE
        4:27-31 token mq01 LITERAL
        5:46-50 reference self:80 from compose:.:web by component:tree/web EACH_USE""",
        named(
            """
                command: ./run -Durl=jdbc:postgresql://db:5432/x
                entrypoint: ["wait", "mq01"]
                healthcheck: {test: ["CMD", curl, http://self/up]}
            """));
  }

  @Test
  void what_means_another_thing_says_nothing() {
    assertEquals(
        "",
        named(
            """
                image: shop/mq01:1
                build: ./mq01
                volumes: ["mq01:/data"]
                logging: {driver: mq01}
                user: mq01
                profiles: [mq01]
                networks: [mq01]
                secrets: [mq01]
            """));
  }

  /** https://pkg.go.dev/github.com/distribution/reference: only what looks like a host is one. */
  @Test
  void the_registry_of_an_image_is_looked_up_by_the_machine() {
    assertEquals(
        "3:12-30 reference registry.shop.test from tree: by component:tree/web START soft",
        named("    image: registry.shop.test/mq01:1\n"));
    assertEquals(
        "3:12-15 reference reg:5000 from tree: by component:tree/web START soft",
        named("    image: reg:5000/mq01:1@sha256:0a\n"));
    assertEquals("", named("    image: shop/mq01:1\n"));
  }

  @Test
  void log_servers_and_name_servers_and_machines_are_looked_up_where_they_are_used() {
    assertEquals(
        """
        3:64-69 reference log01:514 from tree: by component:tree/web EACH_USE
        4:11-19 reference 10.0.0.2:53 from compose:.:web by component:tree/web EACH_USE ANY
        5:58-65 reference swarm03 from tree: by component:tree/web START""",
        named(
            """
                logging: {driver: syslog, options: {syslog-address: "tcp://log01:514"}}
                dns: [10.0.0.2]
                deploy: {placement: {constraints: ["node.hostname == swarm03"]}}
            """));
  }

  @Test
  void merged_text_speaks_for_every_service_that_merges_it() {
    String text =
        """
        x-env: &env
          MQ_URL: amqp://mq01
        services:
          a: &a
            image: x
            hostname: a
            environment: *env
          b:
            <<: *a
            hostname: b
        """;
    assertEquals(
        """
        2:18-22 reference mq01:5672 from compose:.:a by component:tree/a EACH_USE
        2:18-22 reference mq01:5672 from compose:.:b by component:tree/b EACH_USE
        4:3-4 declares host:a@compose:. by component:tree/a
        6:15-16 declares host:a@compose:. by component:tree/a
        8:3-4 declares host:b@compose:. by component:tree/b
        10:15-16 declares host:b@compose:. by component:tree/b""",
        StatedFacts.only(Set.of("reference", "declares"), SCANNER, tree("compose.yml", text)));
  }

  @Test
  void a_broker_hangs_on_its_host_name_only_where_one_is_written() {
    String text =
        """
        services:
          mq01:
            image: rabbitmq:3.13-management
            hostname: mq01
          other:
            image: rabbitmq
        """;
    assertEquals(
        """
        3:12-36 installed component:tree/mq01 rabbitmq 3.13
        4:15-19 identity component:tree/mq01 rabbitmq-node-name unless [RABBITMQ_NODENAME, NODENAME]
        6:12-20 installed component:tree/other rabbitmq""",
        StatedFacts.only(Set.of("installed", "identity"), SCANNER, tree("compose.yml", text)));
  }

  @Test
  void a_pinned_node_name_is_needed_at_the_start() {
    assertEquals(
        """
        4:28-39 setting RABBITMQ_NODENAME=rabbit@mq01
        4:35-39 reference mq01 from compose:.:web by component:tree/web START""",
        named("    environment:\n      RABBITMQ_NODENAME:   rabbit@mq01\n"));
  }

  @Test
  void network_volumes_name_their_server() {
    String text =
        """
        services: {}
        volumes:
          data:
            driver_opts: {type: nfs, o: "addr=nas01,rw", device: ":/data"}
          mq01:
        """;
    assertEquals(
        "4:39-44 reference nas01 from tree: by component:tree/compose.yml START",
        StatedFacts.without(READS, SCANNER, tree("compose.yml", text)));
  }

  @Test
  void the_first_form_has_services_at_the_top() {
    assertEquals(
        """
        1:1-3 declares host:lb@compose:. by component:tree/lb
        4:1-4 declares host:web@compose:. by component:tree/web""",
        StatedFacts.only(
            Set.of("declares"),
            SCANNER,
            tree("dockercloud.yml", "lb:\n  image: x\n  links: [web]\nweb:\n  build: .\n")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compose.yaml|true|services: {a: {environment: {}}}|UNDERSTOOD",
        "docker-compose.test.yml|true|services: {a: }|UNDERSTOOD",
        "docker-stack-web.yml|true|a: {image: x}|UNDERSTOOD",
        "compose.yml|true|services: [a, b]|TEXT_ONLY",
        "compose.yml|true|- hosts: all|TEXT_ONLY",
        "compose.yml|true|''|UNDERSTOOD",
        "deploy.yml|true|services: {a: {image: x}}|UNDERSTOOD",
        "jobs.yml|true|a: {image: x, script: [make]}|TEXT_ONLY",
        "values.yml|true|image: {tag: x}|TEXT_ONLY",
        "other.yml|false|services: {a: {class: x}}|TEXT_ONLY",
        "pod.yml|false|{apiVersion: v1, image: x}|TEXT_ONLY",
        "compose.json|false|{}|TEXT_ONLY",
      })
  void files_are_told_by_name_and_form(String path, boolean accepted, String text, String reading) {
    Document document = tree(path, text);
    assertEquals(accepted, SCANNER.accepts(document));
    assertEquals(reading, StatedFacts.reading(SCANNER, document));
  }

  @Test
  void damage_costs_the_damaged_lines_only() {
    Document document =
        tree(
            "compose.yml",
            """
            services:
              db:
                image: postgres
              web:
                image: "x
                  : [y
              mail:
                image: "z"
            """);
    List<String> names = StatedFacts.lines(SCANNER, document);
    assertTrue(names.toString().contains("declares host:db@compose:."), names.toString());
    assertTrue(StatedFacts.reading(SCANNER, document).startsWith("PARTLY "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "services:\n  a:\n    ports: {x: y}\n    depends_on: 3\n    networks: 7\n    image: [a]\n",
        "services:\n  a: {environment: [[x]], env_file: {}, extends: [], links: {a: b}, image: ''}\n",
        "services:\n  '': {hostname: '', image: x}\n",
        "services:\n  a: {extra_hosts: ['x', ':', '=1.2.3.4'], volumes_from: [''], image: x}\n",
      })
  void odd_forms_stop_nothing(String text) {
    assertEquals("UNDERSTOOD", StatedFacts.reading(SCANNER, tree("compose.yml", text)));
  }
}
