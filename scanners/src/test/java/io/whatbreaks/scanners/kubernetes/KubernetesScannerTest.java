package io.whatbreaks.scanners.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scanners.compose.StatedFacts;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesScannerTest {
  private static final KubernetesScanner SCANNER = new KubernetesScanner();

  private static Document document(String path, String text) {
    return Document.of(path, Scope.tree(""), path, text);
  }

  private static String facts(String text) {
    return StatedFacts.without(
        Set.of("labels", "ports", "port", "reads"), SCANNER, document("k8s/a.yaml", text));
  }

  @Test
  void a_service_is_a_host_of_its_namespace() {
    assertEquals(
        """
        4:9-11 declares host:db@kubernetes:shop
        6:15-20 token store VALUE
        8:19-24 token store VALUE""",
        facts(
            """
            apiVersion: v1
            kind: Service
            metadata:
              name: db
              namespace: shop
              labels: {x: store}
            spec:
              selector: {app: store}
              ports: [{port: 5432, name: db}]
            """));
  }

  /**
   * Without an address of its own the name leads to the pods, which answer on whatever they like.
   *
   * @see <a
   *     href="https://kubernetes.io/docs/concepts/services-networking/service/#headless-services">
   *     Headless Services</a>
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {ports: [{port: 80}, {port: 443}]}                | 4:23-25 ports host:db@kubernetes:default [80, 443]
          {ports: [{port: 80}], clusterIP: None}            | ''
          {ports: [{port: 80}, {port: '{{ .Values.port }}'}]} | ''
          {ports: []}                                       | ''
          """)
  void a_service_answers_on_its_ports_alone(String spec, String expected) {
    assertEquals(
        expected,
        StatedFacts.only(
            Set.of("ports"),
            SCANNER,
            document(
                "k8s/a.yaml",
                "apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: " + spec)));
  }

  /** https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports */
  @Test
  void ports_are_called_by_names_that_others_ask_for() {
    assertEquals(
        """
        6:12-16 port host:web@kubernetes:default HAS http
        6:40-44 port host:web@kubernetes:default HANDED_ON main
        18:18-22 port component:tree/default/web HAS main
        29:53-57 port host:web@kubernetes:default ASKED http
        32:51-56 port host:web@kubernetes:default ASKED admin""",
        StatedFacts.only(
            Set.of("port"),
            SCANNER,
            document(
                "k8s/a.yaml",
                """
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec:
                  ports:
                  - {name: http, port: 80, targetPort: main}
                  - {port: 81, targetPort: 8081}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  template:
                    spec:
                      containers:
                      - name: web
                        ports:
                        - {name: main, containerPort: 8080}
                        - {containerPort: 8081}
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: web}
                spec:
                  rules:
                  - http:
                      paths:
                      - path: /
                        backend: {service: {name: web, port: {name: http}}}
                      - path: /n
                        backend: {service: {name: web, port: {number: 80}}}
                  defaultBackend: {serviceName: web, servicePort: admin}
                """)));
  }

  /** https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dnsPolicy: None, dnsConfig: {nameservers: [10.0.0.2], searches: [shop.test]} | looks up in kubernetes:eu:tool [shop.test] OptionalInt.empty [files, dns]
          dnsConfig: {searches: [shop.test]} | looks up in kubernetes:eu:tool [eu.svc.cluster.local, svc.cluster.local, cluster.local, shop.test] OptionalInt[5] []
          dnsConfig: {options: [{name: ndots, value: '1'}, {name: edns0}]} | looks up in kubernetes:eu:tool [eu.svc.cluster.local, svc.cluster.local, cluster.local] OptionalInt[1] []
          dnsConfig: {options: [{name: ndots, value: many}]} | looks up in kubernetes:eu:tool [eu.svc.cluster.local, svc.cluster.local, cluster.local] OptionalInt[5] []
          dnsPolicy: None, dnsConfig: {searches: ['{{ .Values.domain }}']} | looks up in kubernetes:eu:tool [] OptionalInt.empty [files, dns]
          dnsPolicy: Default, dnsConfig: {searches: [shop.test]} | ''
          """)
  void a_pod_may_have_a_resolver_of_its_own(String spec, String expected) {
    assertEquals(
        expected,
        StatedFacts.only(
                Set.of("looks"),
                SCANNER,
                document(
                    "k8s/a.yaml",
                    "apiVersion: v1\nkind: Pod\nmetadata: {name: tool, namespace: eu}\nspec: {"
                        + spec
                        + "}"))
            .replaceFirst("^\\S+ ", ""));
  }

  /**
   * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-hostname-and-subdomain-field
   */
  @Test
  void a_pod_with_host_name_and_subdomain_has_a_name_of_both() {
    assertEquals(
        """
        3:18-22 token blue VALUE
        4:18-22 declares host:blue.store@kubernetes:default
        4:35-40 reference store from kubernetes:default by component:tree/default/blue EACH_USE
        4:35-40 alias host:blue.store@kubernetes:default -> store""",
        facts(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: blue}
            spec: {hostname: blue, subdomain: store}
            """));
  }

  @Test
  void an_external_name_is_an_alias() {
    assertEquals(
        """
        3:18-20 declares host:db@kubernetes:default
        4:42-56 alias host:db@kubernetes:default -> db01.shop.test""",
        facts(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: db}
            spec: {type: ExternalName, externalName: db01.shop.test.}
            """));
  }

  @Test
  void a_workload_is_a_component_with_an_environment() {
    assertEquals(
        """
        3:18-21 token web VALUE
        5:16-20 reference mesh from kubernetes:shop by component:tree/shop/web EACH_USE
        6:33-36 token web VALUE
        9:40-43 token web VALUE
        12:15-18 token web VALUE
        13:16-34 reference registry.shop.test from tree: by component:tree/shop/web START soft
        15:30-45 setting MQ=amqp://mq01.bus
        15:37-45 reference mq01.bus:5672 from kubernetes:shop by component:tree/shop/web EACH_USE
        16:34-39 setting DB_HOST=store
        16:34-39 token store VALUE
        19:30-34 reference self:80 from kubernetes:shop by component:tree/shop/web EACH_USE
        20:33-37 listens component:tree/shop/web 8080""",
        facts(
            """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: web, namespace: shop}
            spec:
              serviceName: mesh
              selector: {matchLabels: {app: web}}
              template:
                metadata:
                  labels: {app.kubernetes.io/name: web}
                spec:
                  containers:
                  - name: web
                    image: registry.shop.test/web:1
                    env:
                    - {name: MQ, value: "amqp://mq01.bus"}
                    - {name: DB_HOST, value: store}
                    - {name: PASSWORD, valueFrom: {secretKeyRef: {name: web, key: web}}}
                    command: [run]
                    args: ["--url=http://self/up"]
                    ports: [{containerPort: 8080, name: web}]
                  volumes: [{name: web, secret: {secretName: web}}]
                  serviceAccountName: web
            """));
  }

  @Test
  void pods_tied_to_machines_name_them_as_the_machines_are_called() {
    assertEquals(
        """
        3:35-38 token job VALUE
        5:13-19 reference node07 from tree: by component:tree/default/job START
        6:42-48 reference node08 from tree: by component:tree/default/job START
        7:40-45 reference nas01 from tree: by component:tree/default/job START
        8:22-30 address host:mq01@kubernetes:default:job 10.1.2.3""",
        facts(
            """
            apiVersion: v1
            kind: Pod
            metadata: {generateName: x, name: job}
            spec:
              nodeName: node07
              nodeSelector: {kubernetes.io/hostname: node08}
              volumes: [{name: data, nfs: {server: nas01, path: /x}}]
              hostAliases: [{ip: 10.1.2.3, hostnames: [mq01]}]
            """));
  }

  /** https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service */
  @Test
  void a_service_selects_the_pods_behind_it_by_labels() {
    assertEquals(
        """
        5:20-25 labels host:db@kubernetes:shop app=store tier=data
        14:21-26 labels component:tree/shop/store app=store tier=data v=2""",
        StatedFacts.only(
            Set.of("labels"),
            SCANNER,
            document(
                "k8s/a.yaml",
                """
                apiVersion: v1
                kind: Service
                metadata: {name: db, namespace: shop}
                spec:
                  selector: {app:  store, tier: data}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: store, namespace: shop}
                spec:
                  selector: {matchLabels: {app: store}}
                  template:
                    metadata:
                      labels: {app: store, tier: data, v: "2"}
                """)));
  }

  /** .../service/#environment-variables */
  @Test
  void the_variables_of_services_are_uses_of_their_names() {
    assertEquals(
        """
        8:36-43 reference cart-db from kubernetes:shop by component:tree/shop/web START
        8:60-67 reference cart-db from kubernetes:shop by component:tree/shop/web START
        9:46-49 reference log from kubernetes:shop by component:tree/shop/web START
        9:73-74 reference a from kubernetes:shop by component:tree/shop/web START
        14:23-30 reference cart-db from kubernetes:shop by component:tree/shop/configmap/app START POSSIBLE""",
        facts(
                """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop}
            spec:
              containers:
              - env:
                - {name: MQ_SERVICE_HOST, value: own}
                - {name: URL, value: "http://$(CART_DB_SERVICE_HOST):$(CART_DB_SERVICE_PORT)/"}
                args: ["--mq=$(MQ_SERVICE_HOST)", "--x=${LOG_SERVICE_PORT_HTTP}", $(A_PORT_53_UDP_ADDR)]
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: app, namespace: shop}
            data: {run.sh: "ping $CART_DB_SERVICE_HOST $CART_DB_SERVICE_HOSTS"}
            """)
            .lines()
            .filter(line -> line.contains(" START"))
            .collect(Collectors.joining("\n")));
  }

  /** https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/ */
  @Test
  void workloads_read_config_maps_and_secrets_by_name() {
    assertEquals(
        """
        3:18-21 reads component:tree/k8s/a.yaml shop/configmap/app
        4:17-21 setting mq-host=mq01
        14:32-38 reads component:tree/shop/web shop/configmap/common
        15:29-33 reads component:tree/shop/web shop/secret/keys
        18:47-50 reads component:tree/shop/web shop/configmap/app
        18:57-64 setting BROKER=${mq-host}
        18:57-64 reference ${mq-host} from kubernetes:shop by component:tree/shop/web EACH_USE POSSIBLE
        20:47-50 reads component:tree/shop/web shop/configmap/app
        20:57-64 reference ${mq-host} from kubernetes:shop by component:tree/shop/web EACH_USE POSSIBLE
        22:44-48 reads component:tree/shop/web shop/secret/keys
        24:37-42 reads component:tree/shop/web shop/configmap/files
        25:57-61 reads component:tree/shop/web shop/secret/more""",
        StatedFacts.only(
            Set.of("reads", "setting", "reference"),
            SCANNER,
            document(
                "k8s/a.yaml",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: app, namespace: shop}
                data: {mq-host: mq01}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec:
                  template:
                    spec:
                      containers:
                      - envFrom:
                        - configMapRef: {name: common}
                        - secretRef: {name: keys}
                        env:
                        - name: BROKER
                          valueFrom: {configMapKeyRef: {name: app, key: mq-host}}
                        - name: MQ_HOST
                          valueFrom: {configMapKeyRef: {name: app, key: mq-host}}
                        - name: DB_PASSWORD
                          valueFrom: {secretKeyRef: {name: keys, key: db}}
                      volumes:
                      - {name: a, configMap: {name: files}}
                      - {name: b, projected: {sources: [{secret: {name: more}}]}}
                """)));
  }

  /** .../dns-pod-service/#pod-s-dns-policy */
  @Test
  void pods_look_names_up_from_the_cluster_unless_they_say_otherwise() {
    String[][] table = {
      {"dnsPolicy: ClusterFirst", "kubernetes:default"},
      {"dnsPolicy: Default", "tree:"},
      {"hostNetwork: true", "tree:"},
      {"{hostNetwork: true, dnsPolicy: ClusterFirstWithHostNet}", "kubernetes:default"},
      {"hostAliases: [{ip: 10.0.0.1, hostnames: [x]}]", "kubernetes:default:web"},
    };
    for (String[] row : table) {
      String spec = row[0].replaceAll("^\\{|}$", "");
      String text =
          "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {"
              + spec
              + ", containers: [{env: [{name: MQ, value: 'mq01:5672'}]}]}\n";
      assertTrue(facts(text).contains("reference mq01:5672 from " + row[1] + " by"), row[0]);
    }
  }

  @Test
  void routes_need_the_services_behind_them() {
    assertEquals(
        """
        5:11-24 token www.shop.test VALUE
        8:35-37 reference fe:80 from kubernetes:default by component:tree/k8s/a.yaml EACH_USE
        9:33-36 reference old:8080 from kubernetes:default by component:tree/k8s/a.yaml EACH_USE
        15:26-28 reference be:90 from kubernetes:other by component:tree/k8s/a.yaml EACH_USE""",
        facts(
            """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            spec:
              rules:
              - host: www.shop.test
                http:
                  paths:
                  - backend: {service: {name: fe, port: {number: 80}}}
                  - {backend: {serviceName: old, servicePort: 8080}}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            spec:
              rules:
              - backendRefs: [{name: be, namespace: other, port: 90}]
            """));
  }

  @Test
  void webhooks_and_api_services_need_their_service() {
    assertEquals(
        """
        6:24-29 reference guard from kubernetes:sec by component:tree/k8s/a.yaml EACH_USE
        7:32-37 reference ext01:443 from kubernetes:default by component:tree/k8s/a.yaml EACH_USE
        12:19-26 reference metrics from kubernetes:kube-system by component:tree/k8s/a.yaml EACH_USE""",
        facts(
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            webhooks:
            - clientConfig:
                service:
                  {path: /x, name: guard, namespace: sec}
            - clientConfig: {url: "https://ext01/x"}
            ---
            apiVersion: apiregistration.k8s.io/v1
            kind: APIService
            spec:
              service: {name: metrics, namespace: kube-system}
            """));
  }

  @Test
  void the_files_of_a_config_map_are_read_line_by_line() {
    assertEquals(
        """
        4:12-16 setting MQ_HOST=mq01
        4:12-16 token mq01 VALUE
        6:12-15 token old COMMENT
        7:14-18 reference db01:5432 from kubernetes:default by component:tree/k8s/a.yaml EACH_USE POSSIBLE""",
        facts(
                """
            apiVersion: v1
            kind: ConfigMap
            data:
              MQ_HOST: mq01
              app.conf: |
                # was: old
                server = db01:5432
                password = hunter2
            """)
            .lines()
            .filter(line -> !line.contains("token was") && !line.contains("token server"))
            .collect(Collectors.joining("\n")));
  }

  @Test
  void secrets_reach_no_fact() {
    String all =
        StatedFacts.scan(
                SCANNER,
                document(
                    "a.yaml",
                    """
                    apiVersion: v1
                    kind: Secret
                    stringData:
                      root: hunter2
                      DB_HOST: db01
                      DB_URL: postgres://u:hunter2@db02/x
                      app.ini: |
                        [db]
                        url = http://u:hunter2@db03:80
                        word = hunter2
                    data:
                      other: aHVudGVyMg==
                    ---
                    apiVersion: external-secrets.io/v1beta1
                    kind: ExternalSecret
                    spec:
                      target:
                        template:
                          data:
                            PASSWORD: hunter2
                            HOST: db04
                    """))
            .facts()
            .stream()
            .map(Fact::toString)
            .collect(Collectors.joining("\n"));
    for (String known : new String[] {"db01", "db02", "db03", "db04"}) {
      assertTrue(all.contains(known), known);
    }
    assertFalse(all.contains("hunter2"), all);
    assertFalse(all.contains("aHVudGVyMg"), all);
  }

  @Test
  void objects_of_other_kinds_give_candidates() {
    assertEquals(
        """
        7:22-24 token db VALUE
        9:17-21 reference mq01:80 from kubernetes:shop by component:tree/k8s/a.yaml EACH_USE POSSIBLE
        10:15-17 token db VALUE""",
        facts(
            """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: db, namespace: shop}
            spec:
              chart: {spec: {chart: db, version: 1.0.0, sourceRef: {name: db}}}
              values:
                podSelector: {a: db}
                image: {repository: db, tag: db}
                url: http://mq01/x
                x: {host: db, existingSecret: db}
            """));
  }

  @Test
  void lists_in_json_are_lists_of_objects() {
    assertEquals(
        "1:99-101 declares host:db@kubernetes:default",
        String.join(
            "\n",
            StatedFacts.lines(
                SCANNER,
                document(
                    "a.json",
                    "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{\"apiVersion\":\"v1\",\"kind\":\"Service\","
                        + "\"metadata\":{\"name\":\"db\"}},{\"kind\":\"none\"}]}"))));
  }

  @Test
  void templates_are_read_as_far_as_they_are_plain() {
    String text =
        """
        {{- if .Values.on }}
        apiVersion: v1
        kind: Service
        metadata:
          name: {{ .Release.Name }}-db
        spec:
          type: ExternalName
          externalName: db01
        {{- end }}
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: mq
        """;
    String facts = facts(text);
    assertTrue(facts.contains("declares host:mq@kubernetes:default"), facts);
    assertFalse(facts.contains("Release"), facts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.yaml|true|{apiVersion: v1, kind: Namespace, metadata: {name: x}}|UNDERSTOOD",
        "a.yaml|true|{x: apiVersion, y: kind}|TEXT_ONLY",
        "a.json|true|{\"apiVersion\":\"1.2\",\"kind\":[]}|TEXT_ONLY",
        "a.json|false|{\"Resources\":{}}|TEXT_ONLY",
        "a.yaml|true|{apiVersion: v1, kind: List, items: [1, [2]]}|TEXT_ONLY",
        "a.txt|false|apiVersion kind|TEXT_ONLY",
      })
  void files_are_told_by_what_they_hold(
      String path, boolean accepted, String text, String reading) {
    Document document = document(path, text);
    assertEquals(accepted, SCANNER.accepts(document));
    assertEquals(reading, StatedFacts.reading(SCANNER, document));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: v1, kind: Service, metadata: [], spec: 3}",
        "{apiVersion: v1, kind: Service, metadata: {name: '*', labels: [a]}, spec: {selector: x}}",
        "{apiVersion: v1, kind: Pod, spec: {containers: [[], x, {env: [x, {name: a}], ports: [{containerPort: 99999}]}]}}",
        "{apiVersion: v1, kind: CronJob, spec: {jobTemplate: {spec: {template: x}}}}",
        "{apiVersion: v1, kind: Ingress, spec: {rules: [x, {http: {paths: [{backend: {}}]}}]}}",
        "{apiVersion: v1, kind: List, items: []}",
        "{apiVersion: v1, kind: Endpoints, metadata: {name: x}, subsets: [{addresses: [{ip: none}]}]}",
      })
  void odd_forms_stop_nothing(String text) {
    assertEquals("UNDERSTOOD", StatedFacts.reading(SCANNER, document("a.yaml", text)));
  }

  /**
   * A group of consumers is no topic, though mostly called as one.
   *
   * @see <a href="https://strimzi.io/docs/operators/latest/configuring.html">Strimzi: AclRule</a>
   */
  @Test
  void a_user_of_kafka_names_topics_and_groups() {
    String facts =
        facts(
            """
            apiVersion: kafka.strimzi.io/v1beta2
            kind: KafkaUser
            metadata: {name: reader}
            spec:
              authorization:
                type: simple
                acls:
                  - resource: {type: topic, name: orders, patternType: literal}
                    operations: [Read]
                  - resource: {type: group, name: orders-readers, patternType: literal}
                    operations: [Read]
            """);
    assertEquals(false, facts.contains("orders-readers"), facts);
    assertEquals(true, facts.contains("orders"), facts);
  }
}
