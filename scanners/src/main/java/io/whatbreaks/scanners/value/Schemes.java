package io.whatbreaks.scanners.value;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** What is known of the schemes of URLs. */
final class Schemes {
  private static final Map<String, Integer> PORTS =
      Map.ofEntries(
          Map.entry("amqp", 5672),
          Map.entry("amqps", 5671),
          Map.entry("bolt", 7687),
          Map.entry("cassandra", 9042),
          Map.entry("cifs", 445),
          Map.entry("clickhouse", 8123),
          Map.entry("db2", 50000),
          Map.entry("dns", 53),
          Map.entry("etcd", 2379),
          Map.entry("ftp", 21),
          Map.entry("ftps", 990),
          Map.entry("gelf", 12201),
          Map.entry("git", 9418),
          Map.entry("hdfs", 8020),
          Map.entry("hive2", 10000),
          Map.entry("http", 80),
          Map.entry("https", 443),
          Map.entry("imap", 143),
          Map.entry("imaps", 993),
          Map.entry("iscsi", 3260),
          Map.entry("kafka", 9092),
          Map.entry("ldap", 389),
          Map.entry("ldaps", 636),
          Map.entry("mariadb", 3306),
          Map.entry("memcached", 11211),
          Map.entry("mongodb", 27017),
          Map.entry("mqtt", 1883),
          Map.entry("mqtts", 8883),
          Map.entry("mssql", 1433),
          Map.entry("mysql", 3306),
          Map.entry("nats", 4222),
          Map.entry("neo4j", 7687),
          Map.entry("nfs", 2049),
          Map.entry("oracle", 1521),
          Map.entry("pgsql", 5432),
          Map.entry("pop3", 110),
          Map.entry("pop3s", 995),
          Map.entry("postgres", 5432),
          Map.entry("postgresql", 5432),
          Map.entry("pulsar", 6650),
          Map.entry("pulsar+ssl", 6651),
          Map.entry("rabbitmq-stream", 5552),
          Map.entry("redis", 6379),
          Map.entry("redis-sentinel", 26379),
          Map.entry("rediss", 6379),
          Map.entry("rsync", 873),
          Map.entry("sftp", 22),
          Map.entry("smb", 445),
          Map.entry("smtp", 25),
          Map.entry("smtps", 465),
          Map.entry("sqlserver", 1433),
          Map.entry("ssh", 22),
          Map.entry("stomp", 61613),
          Map.entry("submission", 587),
          Map.entry("svn", 3690),
          Map.entry("syslog", 514),
          Map.entry("telnet", 23),
          Map.entry("trino", 8080),
          Map.entry("valkey", 6379),
          Map.entry("ws", 80),
          Map.entry("wss", 443),
          Map.entry("zk", 2181),
          Map.entry("zookeeper", 2181));

  /** What stands behind the slashes is a path, a bucket or an image. */
  private static final Set<String> WITHOUT_HOST =
      Set.of(
          "abfs",
          "abfss",
          "classpath",
          "containerd",
          "docker",
          "docker-image",
          "docker-pullable",
          "file",
          "gs",
          "http+unix",
          "jar",
          "ldapi",
          "npipe",
          "oci",
          "s3",
          "s3a",
          "s3n",
          "unix");

  private static final Set<String> WRAPPERS = Set.of("jdbc", "r2dbc");

  private Schemes() {}

  /** The one that matters of a chain such as {@code jdbc:mysql:loadbalance}. */
  static String of(List<String> chain) {
    for (String scheme : chain) {
      if (!WRAPPERS.contains(scheme) && port(scheme).isPresent()) {
        return scheme;
      }
    }
    return chain.isEmpty() ? "" : chain.get(chain.size() - 1);
  }

  static OptionalInt port(String scheme) {
    Integer port = PORTS.get(scheme);
    int plus = scheme.indexOf('+');
    // With mongodb+srv the SRV record says the port.
    if (port == null && plus > 0 && !scheme.endsWith("+srv")) {
      port = PORTS.get(scheme.substring(0, plus));
      port = port == null ? PORTS.get(scheme.substring(plus + 1)) : port;
    }
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /** Whether a service is usually found at a port. */
  static boolean isPort(int port) {
    return PORTS.containsValue(port);
  }

  static boolean hasHost(String scheme) {
    return !WITHOUT_HOST.contains(scheme);
  }
}
