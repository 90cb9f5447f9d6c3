package io.whatbreaks.scanners.rabbitmq;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.HostName;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.rabbitmq.RabbitConfigScanner.Line;
import io.whatbreaks.scanners.value.Endpoint;
import io.whatbreaks.scanners.value.ReferenceWriter;
import io.whatbreaks.scanners.value.SecretKeys;
import io.whatbreaks.scanners.value.Syntax;
import io.whatbreaks.scanners.value.ValueGrammar;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of one rabbitmq.conf. */
final class RabbitConfig {
  private static final int AMQP = 5672;
  private static final int MANAGEMENT = 15672;

  /** An address to listen on, {@code 5672}, {@code 10.0.0.1:5672}, {@code ::1:5672}. */
  private static final Pattern LISTENER = Pattern.compile("(?:(?<host>.+):)?(?<port>\\d{1,5})");

  private static final Pattern LISTENERS =
      Pattern.compile("(?:[a-z0-9_]+\\.)*listeners\\.(?:tcp|ssl)(?:\\.[\\w-]+)?");

  private static final Pattern PORT =
      Pattern.compile(
          "(?:management|prometheus|web_mqtt|web_stomp|web_amqp)\\.(?:(?:tcp|ssl|listener)\\.)?port");

  private static final Pattern LISTEN_ADDRESS =
      Pattern.compile(
          "(?:management|prometheus|web_mqtt|web_stomp|web_amqp)\\.(?:(?:tcp|ssl|listener)\\.)?ip");

  private static final Pattern PEER =
      Pattern.compile("cluster_formation\\.classic_config\\.nodes\\.\\w+");

  private static final Pattern PAUSED_WITH =
      Pattern.compile("cluster_partition_handling\\.pause_if_all_down\\.nodes\\.\\w+");

  private static final Pattern DISCOVERY =
      Pattern.compile(
          "cluster_formation\\.(?:dns\\.hostname|consul\\.host|consul\\.svc_addr|etcd\\.host|k8s\\.host)");

  private static final Pattern ETCD =
      Pattern.compile("cluster_formation\\.etcd\\.endpoints\\.\\w+");

  private static final Pattern LDAP = Pattern.compile("auth_ldap\\.servers\\.\\w+");
  private static final Pattern AUTH_URL =
      Pattern.compile("auth_http\\.\\w+_path|auth_oauth2\\..*(?:issuer|url|uri|endpoint)");
  private static final Pattern LOG_SERVER =
      Pattern.compile("log\\.(?:syslog\\.(?:host|ip)|exchange\\.uri)");
  private static final Pattern DEFINITIONS_URL =
      Pattern.compile("(?:definitions\\.(?:https\\.)?|trust_store\\.)url");
  private static final Pattern DEFINITIONS_PATH =
      Pattern.compile("(?:management\\.)?load_definitions|definitions\\.local\\.path");

  /** Keys of names, sizes and switches, none of which is a host. */
  private static final Pattern OTHER_THINGS =
      Pattern.compile(
          "default_.*|cluster_name|loopback_users.*|auth_mechanisms.*|auth_backends.*|.*ssl_options\\..*"
              + "|log\\..*|vm_memory.*|disk_free.*|mqtt\\..*|stomp\\..*|queue_.*|cluster_partition_handling.*"
              + "|cluster_formation\\..*(?:_backend|_filter|_type|_scheme|\\.port|_interval|_limit|_path|key_prefix|\\.svc|node_cleanup.*)"
              + "|auth_ldap\\..*|management\\.(?:path_prefix|http_log_dir|rates_mode|sample_retention.*)|.*_timeout"
              + "|collect_statistics.*|.*\\.enabled|raft\\..*|consumer_timeout|heartbeat|message_.*|tcp_listen_options.*");

  private final Broker broker;
  private final List<Line> lines;

  RabbitConfig(Broker broker, List<Line> lines) {
    this.broker = broker;
    this.lines = lines;
  }

  void read() {
    lines.forEach(line -> line(line.key(), line.value()));
    defaults();
  }

  private void line(String key, Scalar value) {
    if (LISTENERS.matcher(key).matches()) {
      listener(value);
    } else if (PORT.matcher(key).matches()) {
      port(value);
    } else if (LISTEN_ADDRESS.matcher(key).matches()) {
      listenAddress(value);
    } else if (DEFINITIONS_PATH.matcher(key).matches()) {
      definitions(value);
    } else if (!names(key, value)
        && !OTHER_THINGS.matcher(key).matches()
        && !SecretKeys.speaks(key)) {
      broker.references().candidates(value, Fact.Span.VALUE, key, "rabbitmq/unknown-key");
    }
  }

  private boolean names(String key, Scalar value) {
    if (PEER.matcher(key).matches()) {
      // A node that is there forms the cluster without those that are not.
      Group peers = new Group("cluster_formation.classic_config.nodes", Group.Mode.ANY);
      broker.nodeName(value, peers, false, key, "rabbitmq/classic_config");
    } else if (PAUSED_WITH.matcher(key).matches()) {
      Group peers = new Group("cluster_partition_handling.nodes", Group.Mode.ANY);
      broker.nodeName(value, peers, false, key, "rabbitmq/pause_if_all_down");
    } else if (DISCOVERY.matcher(key).matches()) {
      hosts(value, Broker.usage(Syntax.HOST, Lookup.START, true), Group.ALONE, key);
    } else if (ETCD.matcher(key).matches()) {
      Group group = new Group("cluster_formation.etcd.endpoints", Group.Mode.ANY);
      hosts(value, Broker.usage(Syntax.HOST, Lookup.START, true), group, key);
    } else if (LDAP.matcher(key).matches()) {
      Group group = new Group("auth_ldap.servers", Group.Mode.ORDERED);
      hosts(value, Broker.usage(Syntax.HOST, Lookup.EACH_USE, true), group, key);
    } else if (AUTH_URL.matcher(key).matches()) {
      hosts(value, Broker.usage(Syntax.URL, Lookup.EACH_USE, true), Group.ALONE, key);
    } else if (LOG_SERVER.matcher(key).matches()) {
      Syntax syntax = key.endsWith("uri") ? Syntax.URL : Syntax.HOST;
      hosts(value, Broker.usage(syntax, Lookup.EACH_USE, false), Group.ALONE, key);
    } else if (DEFINITIONS_URL.matcher(key).matches()) {
      hosts(value, Broker.usage(Syntax.URL, Lookup.START, true), Group.ALONE, key);
    } else {
      return false;
    }
    return true;
  }

  private void hosts(Scalar value, ReferenceWriter.Usage usage, Group group, String key) {
    String rule = "rabbitmq/" + key.replaceAll("\\.\\d+$", "");
    for (Endpoint endpoint : ValueGrammar.endpoints(usage.syntax(), value.value())) {
      broker.references().reference(value, endpoint, usage, group, key, rule);
    }
  }

  private void listener(Scalar value) {
    Matcher matcher = LISTENER.matcher(value.value());
    if (!matcher.matches()) {
      return;
    }
    port(value.part(matcher.start("port"), matcher.end("port")));
    if (matcher.group("host") != null) {
      listenAddress(value.part(matcher.start("host"), matcher.end("host")));
    }
  }

  private void port(Scalar value) {
    if (value.value().matches("\\d{1,5}")) {
      int port = Integer.parseInt(value.value());
      if (port > 0 && port <= 65535) {
        RabbitConfigScanner.listener(broker, port, broker.evidence(value, "rabbitmq/listener"));
      }
    }
  }

  /** An address of the machine itself must still be its own at the next start. */
  private void listenAddress(Scalar value) {
    String host = value.value();
    boolean any = HostName.address(host).filter(RabbitConfig::isAnyOrLoopback).isPresent();
    if (any || HostName.normalise(host).equals("localhost")) {
      return;
    }
    Endpoint endpoint = new Endpoint(host, 0, host.length(), java.util.OptionalInt.empty(), "");
    broker
        .references()
        .reference(
            value,
            endpoint,
            Broker.usage(Syntax.HOST, Lookup.LISTEN, true),
            Group.ALONE,
            "",
            "rabbitmq/listen-address");
  }

  private static boolean isAnyOrLoopback(String address) {
    return address.equals("0.0.0.0")
        || address.equals("::")
        || address.equals("::1")
        || address.startsWith("127.");
  }

  private void definitions(Scalar value) {
    String path = value.value();
    if (path.startsWith("/") && path.length() > 1) {
      broker
          .output()
          .add(
              new Fact.Reads(
                  broker.component(),
                  path.substring(1),
                  broker.evidence(value, "rabbitmq/load_definitions")));
    }
  }

  /** What the broker listens on where the file leaves it open. */
  private void defaults() {
    boolean listeners = lines.stream().anyMatch(line -> line.key().startsWith("listeners.tcp"));
    boolean management = lines.stream().anyMatch(line -> line.key().startsWith("management."));
    boolean managementPort =
        lines.stream()
            .anyMatch(
                line -> line.key().startsWith("management.") && PORT.matcher(line.key()).matches());
    if (lines.isEmpty()) {
      return;
    }
    Evidence evidence = broker.evidence(lines.get(0).value(), "rabbitmq/default-listener");
    if (!listeners) {
      RabbitConfigScanner.listener(broker, AMQP, evidence);
    }
    if (management && !managementPort) {
      RabbitConfigScanner.listener(broker, MANAGEMENT, evidence);
    }
  }
}
