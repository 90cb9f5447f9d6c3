package io.whatbreaks.scanners.compose;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The software that an image is known to hold.
 *
 * @param software its id
 * @param version what the tag says, empty where it says none
 */
record Image(String software, String version) {
  /** {@code registry:5000/path/NAME:TAG@sha256:…}; a variable may stand for any part. */
  private static final Pattern REFERENCE =
      Pattern.compile("(?:.*/)?([a-z0-9._-]+)(?::([^:@/]*))?(?:@.*)?");

  private static final Pattern VERSION = Pattern.compile("v?(\\d+(?:\\.\\d+)*).*");

  private static final Map<String, String> SOFTWARE =
      Map.ofEntries(
          Map.entry("rabbitmq", "rabbitmq"),
          Map.entry("postgres", "postgresql"),
          Map.entry("postgresql", "postgresql"),
          Map.entry("mysql", "mysql"),
          Map.entry("mysql-server", "mysql"),
          Map.entry("mariadb", "mariadb"),
          Map.entry("mongo", "mongodb"),
          Map.entry("mongodb", "mongodb"),
          Map.entry("redis", "redis"),
          Map.entry("valkey", "valkey"),
          Map.entry("memcached", "memcached"),
          Map.entry("nginx", "nginx"),
          Map.entry("haproxy", "haproxy"),
          Map.entry("httpd", "httpd"),
          Map.entry("traefik", "traefik"),
          Map.entry("kafka", "kafka"),
          Map.entry("cp-kafka", "kafka"),
          Map.entry("cp-server", "kafka"),
          Map.entry("zookeeper", "zookeeper"),
          Map.entry("cp-zookeeper", "zookeeper"),
          Map.entry("elasticsearch", "elasticsearch"),
          Map.entry("opensearch", "opensearch"),
          Map.entry("cassandra", "cassandra"),
          Map.entry("consul", "consul"),
          Map.entry("vault", "vault"),
          Map.entry("etcd", "etcd"),
          Map.entry("nats", "nats"),
          Map.entry("prometheus", "prometheus"),
          Map.entry("grafana", "grafana"),
          Map.entry("keycloak", "keycloak"));

  /** What a reference of an image tells, if its name is known. */
  static Optional<Image> of(String reference) {
    Matcher matcher = REFERENCE.matcher(reference.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String software = SOFTWARE.get(matcher.group(1));
    if (software == null) {
      return Optional.empty();
    }
    String tag = matcher.group(2) == null ? "" : matcher.group(2);
    Matcher version = VERSION.matcher(tag);
    return Optional.of(new Image(software, version.matches() ? version.group(1) : ""));
  }
}
