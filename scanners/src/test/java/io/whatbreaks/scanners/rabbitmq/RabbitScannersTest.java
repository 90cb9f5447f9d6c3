package io.whatbreaks.scanners.rabbitmq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.compose.StatedFacts;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RabbitScannersTest {
  private static final Scanner CONF = new RabbitConfigScanner();
  private static final Scanner ENV = new RabbitEnvironmentScanner();
  private static final Scanner EXPORT = new RabbitDefinitionsScanner();
  private static final Set<String> BROKER = Set.of("installed", "identity");

  private static Document onHost(String local, String text) {
    return Document.of("mq01/" + local, Scope.host("mq01"), local, text);
  }

  private static Document inTree(String local, String text) {
    return Document.of(local, Scope.tree(""), local, text);
  }

  private static String conf(String text) {
    return StatedFacts.without(BROKER, CONF, onHost("etc/rabbitmq/rabbitmq.conf", text));
  }

  private static String export(String text) {
    return String.join("\n", StatedFacts.lines(EXPORT, inTree("mq/export.json", text)));
  }

  @Test
  void a_configuration_says_that_a_broker_is_there() {
    assertEquals(
        "2:11-15 installed component:mq01/rabbitmq rabbitmq",
        StatedFacts.only(
            BROKER, CONF, onHost("etc/rabbitmq/rabbitmq.conf", "# mine\nx.parts = true\n")));
  }

  @Test
  void a_broker_listens_where_it_says_or_else_where_all_do() {
    assertEquals(
        """
        1:25-29 listens component:mq01/rabbitmq 5672
        2:25-34 reference 10.0.0.22 from host:mq01 by component:mq01/rabbitmq LISTEN
        2:35-39 listens component:mq01/rabbitmq 5673
        3:19-24 listens component:mq01/rabbitmq 15672""",
        conf(
            """
            listeners.tcp.default = 5672
            listeners.tcp.other   = 10.0.0.22:5673
            management.port = 15672
            management.tcp.ip = 0.0.0.0
            """));
    assertEquals(
        """
        1:27-30 listens component:mq01/rabbitmq 5672
        1:27-30 listens component:mq01/rabbitmq 15672""",
        conf("management.path_prefix =  /mq\n"));
  }

  @Test
  void peers_and_servers_are_named() {
    assertEquals(
        """
        2:51-55 reference mq02 from host:mq01 by component:mq01/rabbitmq START soft ANY
        3:23-29 reference ldap01 from host:mq01 by component:mq01/rabbitmq EACH_USE ORDERED
        4:30-36 reference auth01:8000 from host:mq01 by component:mq01/rabbitmq EACH_USE
        5:20-43 reads component:mq01/rabbitmq etc/rabbitmq/defs.json
        6:19-24 reference log01 from host:mq01 by component:mq01/rabbitmq EACH_USE soft
        8:13-17 token what VALUE""",
        conf(
            """
            listeners.tcp = none
            cluster_formation.classic_config.nodes.1 = rabbit@mq02 # the other
            auth_ldap.servers.1 = ldap01
            auth_http.user_path = http://auth01:8000/user
            load_definitions = /etc/rabbitmq/defs.json
            log.syslog.host = log01
            cluster_name = mq02
            unknown.x = what
            default_user = mq02
            default_pass = hunter2
            """));
  }

  @Test
  void a_line_that_is_no_setting_is_told() {
    Document document = onHost("etc/rabbitmq/rabbitmq.conf", "heartbeat = 3\nnonsense\n");
    assertEquals("PARTLY syntax", StatedFacts.reading(CONF, document));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "etc/rabbitmq/rabbitmq.conf|true|a = b",
        "etc/rabbitmq/rabbitmq.conf|true|''",
        "etc/rabbitmq/conf.d/10-defaults.conf|true|a.b = c",
        "docker/rabbitmq-overview.conf|true|a.b = c",
        "etc/nginx/conf.d/rabbitmq.conf|false|server { }",
        "etc/rsyslog.d/rabbitmq.conf|false|:msg, contains, x",
        "etc/rabbitmq/rabbitmq-env.conf|false|NODENAME=x",
        "etc/rabbitmq/advanced.config|false|[].",
      })
  void configurations_are_told_from_files_of_like_names(
      String local, boolean accepted, String text) {
    assertEquals(accepted, CONF.accepts(onHost(local, text)));
  }

  @Test
  void the_environment_pins_the_node_name() {
    assertEquals(
        """
        2:17-28 setting NODENAME=rabbit@mq01
        2:24-28 reference mq01 from host:mq01 by component:mq01/rabbitmq START
        3:11-15 setting NODE_PORT=5673
        3:11-15 listens component:mq01/rabbitmq 5673""",
        StatedFacts.without(
            BROKER,
            ENV,
            onHost(
                "etc/rabbitmq/rabbitmq-env.conf",
                "# pinned\nexport NODENAME=rabbit@mq01\nNODE_PORT=5673\n#NODENAME=rabbit@mq02\n")));
  }

  @Test
  void an_export_declares_its_objects_in_their_virtual_hosts() {
    assertEquals(
        """
        2:20-26 installed component:tree/mq/rabbitmq rabbitmq 3.13.7
        3:23-28 declares vhost:/shop@tree: by component:tree/mq/rabbitmq
        4:23-29 declares queue:orders@vhost:/shop by component:tree/mq/rabbitmq
        4:23-29 shape queue:orders@vhost:/shop quorum [DURABLE] x-dead-letter-exchange=dlx(TEXT) x-queue-type=quorum(TEXT) x-max-length=9(NUMBER)
        4:42-47 reference [vhost] /shop from tree: by component:tree/mq/rabbitmq START soft
        4:108-111 reference [exchange] dlx from vhost:/shop by component:tree/mq/rabbitmq EACH_USE soft
        5:26-32 declares exchange:events@vhost:/shop by component:tree/mq/rabbitmq
        5:26-32 shape exchange:events@vhost:/shop headers [AUTO_DELETE, INTERNAL] alternate-exchange=alt(TEXT)
        5:45-50 reference [vhost] /shop from tree: by component:tree/mq/rabbitmq START soft
        5:148-151 reference [exchange] alt from vhost:/shop by component:tree/mq/rabbitmq EACH_USE soft
        6:46-51 reference [vhost] /shop from tree: by component:tree/mq/rabbitmq START soft
        6:70-76 binds exchange:events@vhost:/shop -> queue:orders@vhost:/shop o.# x-match=any(TEXT) urgent=true(TRUTH) any=(NONE) list=[1,"a"](LIST)
        7:26-31 reference [vhost] /shop from tree: by component:tree/mq/rabbitmq START soft
        7:43-46 policy dlq@vhost:/shop queues ^ord@61 3 dead-letter-exchange=dlx(TEXT)
        7:145-148 reference [exchange] dlx from vhost:/shop by component:tree/mq/rabbitmq EACH_USE soft
        9:47-52 reference [vhost] /shop from tree: by component:tree/mq/rabbitmq START soft
        9:69-77 permits orders@vhost:/shop CONFIGURE ^orders$
        9:90-90 permits orders@vhost:/shop WRITE
        9:102-104 permits orders@vhost:/shop READ .*
        10:53-58 reference [vhost] /shop from tree: by component:tree/mq/rabbitmq START soft
        10:74-80 reference [exchange] events from vhost:/shop by component:tree/mq/rabbitmq EACH_USE soft
        10:93-95 permits orders@vhost:/shop on events WRITE ^o
        11:60-61 reference [vhost] / from tree: by component:tree/mq/rabbitmq START soft
        11:73-75 operator-policy op@vhost:/ all .*@100 0 max-length=5(NUMBER)""",
        export(
            """
                {
                "rabbit_version": "3.13.7",
                "vhosts": [ {"name": "/shop"} ],
                "queues": [ {"name": "orders", "vhost": "/shop", "durable": true, "arguments": {"x-dead-letter-exchange": "dlx", "x-queue-type": "quorum", "x-max-length": 9}} ],
                "exchanges": [ {"name": "events", "vhost": "/shop", "type": "headers", "auto_delete": true, "internal": true, "arguments": {"alternate-exchange": "alt"}} ],
                "bindings": [ {"source": "events", "vhost": "/shop", "destination": "orders", "destination_type": "queue", "routing_key": "o.#", "arguments": {"x-match": "any", "urgent": true, "any": null, "list": [1, "a"]}}, {"source": "", "destination": "orders", "vhost": "/shop"} ],
                "policies": [ {"vhost": "/shop", "name": "dlq", "pattern": "^ord", "apply-to": "queues", "priority": 3, "definition": {"dead-letter-exchange": "dlx"}} ],
                "users": [ {"name": "orders", "password_hash": "hunter2"} ],
                "permissions": [ {"user": "orders", "vhost": "/shop", "configure": "^orders$", "write": "", "read": ".*"} ],
                "topic_permissions": [ {"user": "orders", "vhost": "/shop", "exchange": "events", "write": "^o"} ],
                "parameters": [ {"component": "operator_policy", "vhost": "/", "name": "op", "value": {"pattern": ".*", "definition": {"max-length": 5}}} ]
                }
                """));
  }

  @Test
  void links_to_other_brokers_are_references() {
    assertEquals(
        """
        2:48-49 reference [vhost] / from tree: by component:tree/mq/rabbitmq START soft
        2:61-63 parameter federation-upstream up@vhost:/ uri=["amqp://***@mq02","amqp://mq03:5673/%2f"](LIST)
        2:102-106 reference mq02:5672 from tree: by component:tree/mq/rabbitmq CONNECTION soft ANY
        2:117-121 reference mq03:5673 from tree: by component:tree/mq/rabbitmq CONNECTION soft ANY
        3:35-36 reference [vhost] / from tree: by component:tree/mq/rabbitmq START soft
        3:48-49 parameter shovel s@vhost:/ src-uri=amqp://(TEXT) src-queue=in(TEXT) dest-uri=amqps://mq04(TEXT) dest-queue=out(TEXT)
        3:98-100 reference [queue] in from vhost:/ by component:tree/mq/rabbitmq EACH_USE soft
        3:98-100 consumes [QUEUE]in@vhost:/
        3:124-128 reference mq04:5671 from tree: by component:tree/mq/rabbitmq CONNECTION soft
        4:41-42 reference [vhost] / from tree: by component:tree/mq/rabbitmq START soft
        4:54-60 parameter vhost-limits limits@vhost:/ max-queues=3(NUMBER)
        5:35-36 reference [vhost] / from tree: by component:tree/mq/rabbitmq START soft
        5:48-49 parameter shovel t@vhost:/ src-uri=amqp://***@localhost:5672/%2Fshop(TEXT) src-exchange=e(TEXT) dest-uri=["amqp:///shop"](LIST) dest-exchange=f(TEXT)
        5:91-100 reference localhost:5672 from tree: by component:tree/mq/rabbitmq CONNECTION soft
        5:133-134 reference [exchange] e from vhost:/shop by component:tree/mq/rabbitmq EACH_USE soft
        5:133-134 consumes [EXCHANGE]e@vhost:/shop
        5:185-186 reference [exchange] f from vhost:shop by component:tree/mq/rabbitmq EACH_USE soft
        5:185-186 publishes [EXCHANGE]f@vhost:shop *""",
        export(
            """
            {"rabbitmq_version": "x", "parameters": [
            {"component": "federation-upstream", "vhost": "/", "name": "up", "value": {"uri": ["amqp://u:hunter2@mq02", "amqp://mq03:5673/%2f"]}},
            {"component": "shovel", "vhost": "/", "name": "s", "value": {"src-uri": "amqp://", "src-queue": "in", "dest-uri": "amqps://mq04", "dest-queue": "out"}},
            {"component": "vhost-limits", "vhost": "/", "name": "limits", "value": {"max-queues": 3}},
            {"component": "shovel", "vhost": "/", "name": "t", "value": {"src-uri": "amqp://u:hunter2@localhost:5672/%2Fshop", "src-exchange": "e", "dest-uri": ["amqp:///shop"], "dest-exchange": "f"}}
            ]}
            """));
  }

  @Test
  void the_export_of_one_virtual_host_names_it_once() {
    assertEquals(
        """
        1:75-76 declares queue:q@vhost:/shop by component:tree/mq/rabbitmq
        1:75-76 shape queue:q@vhost:/shop  []""",
        export(
            "{\"rabbit_version\":\"4\", \"original_vhost_name\":\"/shop\", \"queues\":[ {\"name\":\"q\"} ]}"));
  }

  @Test
  void no_password_leaves_an_export() {
    Document document =
        inTree(
            "x.json",
            "{\"rabbit_version\":\"3.13.7\",\"users\":[{\"name\":\"u\",\"password_hash\":\"hunter2\"}],\"queues\":["
                + "{\"name\":\"q\"}],\"parameters\":[{\"component\":\"shovel\",\"value\":{\"src-uri\":\"amqp://u:hunter2@h\"}}]}");
    String all =
        StatedFacts.scan(EXPORT, document).facts().stream()
            .map(Fact::toString)
            .collect(Collectors.joining("\n"));
    assertTrue(all.contains("text=h,"), all);
    assertFalse(all.contains("hunter2"), all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true|{\"rabbit_version\":\"3\"}|UNDERSTOOD",
        "true|{\"vhosts\":[],\"permissions\":[]}|UNDERSTOOD",
        "true|{\"queues\":[],\"bindings\":{}}|TEXT_ONLY",
        "true|{\"rabbit_version\":\"3\",\"queues\":[{\"name\":\"q\"},{|PARTLY json-syntax",
        "true|[\"rabbit_version\"]|TEXT_ONLY",
        "false|{\"queues\":[]}|TEXT_ONLY",
      })
  void exports_are_told_by_their_fields(boolean accepted, String text, String reading) {
    Document document = inTree("x.json", text);
    assertEquals(accepted, EXPORT.accepts(document));
    assertEquals(
        reading,
        StatedFacts.reading(EXPORT, document).replaceAll("( json-syntax)+", " json-syntax"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"rabbit_version\":1,\"queues\":[1,[],{\"name\":{}}],\"bindings\":[{\"source\":[]}],\"parameters\":[{\"value\":3}]}",
        "{\"rabbit_version\":null,\"policies\":{\"a\":1},\"exchanges\":\"x\",\"vhosts\":[null]}",
      })
  void odd_forms_stop_nothing_and_are_told(String text) {
    assertEquals(
        "PARTLY object-without-name object-without-name",
        StatedFacts.reading(EXPORT, inTree("x.json", text)));
  }

  @Test
  void a_section_of_a_later_release_is_told() {
    Document document =
        inTree("x.json", "{\"rabbit_version\":\"5.0\",\"streams\":[{\"name\":\"s\"}]}");
    assertEquals("UNDERSTOOD unknown-section", StatedFacts.reading(EXPORT, document));
  }

  /** The broker's own cases of an import; the counts are those of the files. */
  @ParameterizedTest
  @CsvSource({
    "3.6, 1, 0, 1, 0, 4, 3",
    "3.8-vhost, 0, 2, 1, 1, 0, 0",
    "4.1, 2, 3, 2, 3, 2, 7",
  })
  void nothing_of_an_export_is_lost(
      String release,
      int vhosts,
      int queues,
      int exchanges,
      int bindings,
      int policies,
      int permissions)
      throws java.io.IOException {
    String text;
    try (var in =
        RabbitScannersTest.class.getResourceAsStream("definitions-" + release + ".json")) {
      text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
    Document document = inTree("definitions.json", text);
    assertEquals("UNDERSTOOD", StatedFacts.reading(EXPORT, document));
    java.util.Map<String, Long> counts =
        StatedFacts.scan(EXPORT, document).facts().stream()
            .map(
                fact ->
                    fact instanceof Fact.Declaration it
                        ? it.node().kind().word()
                        : fact.getClass().getSimpleName())
            .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
    assertEquals(
        java.util.List.of(vhosts, queues, exchanges, bindings, policies, permissions),
        java.util.stream.Stream.of("vhost", "queue", "exchange", "Binding", "Policy", "Permission")
            .map(sort -> counts.getOrDefault(sort, 0L).intValue())
            .toList());
  }
}
