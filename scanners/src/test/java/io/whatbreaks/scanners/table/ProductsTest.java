package io.whatbreaks.scanners.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every product has samples: {@code ==}, the product, scope and path, and a file as the product
 * reads it. All scanners together must find each name in it; the names are called {@code
 * nNN.shop.test}, so that none can be missed. Behind {@code >} stands what is stated of a file that
 * a table reads. {@code -Dupdate} writes what is stated now.
 */
class ProductsTest {
  private static final Path SAMPLES =
      Path.of("src/test/resources/io/whatbreaks/scanners/table/products.samples");
  private static final Pattern NAME = Pattern.compile("\\bn\\d\\d\\.shop\\.test\\b");

  /** The products that must be understood. */
  private static final Set<String> PRODUCTS =
      Set.of(
          "activemq",
          "ansible",
          "artemis",
          "aspnet",
          "caddy-varnish-squid",
          "cassandra",
          "celery",
          "ci",
          "consul-etcd-vault",
          "cron-scripts",
          "django",
          "docker-compose",
          "docker-daemon",
          "dotenv-node",
          "elasticsearch-clients",
          "envoy-istio",
          "etc-hosts",
          "exim-dovecot",
          "grafana",
          "hadoop",
          "haproxy",
          "helm",
          "httpd",
          "identity-apps",
          "jdbc-urls",
          "jndi-datasources",
          "jvm-grids",
          "kafka-broker",
          "kafka-clients",
          "keepalived-ha",
          "kerberos-conf",
          "kubernetes",
          "laravel-php",
          "ldap-clients",
          "libpq",
          "logging-agents",
          "memcached-clients",
          "micronaut",
          "mongodb-clients",
          "monitoring-agents",
          "mysql-clients",
          "named-conf",
          "nats",
          "nginx",
          "ntp-dns-clients",
          "oracle-net",
          "package-repos",
          "pgbouncer",
          "postfix",
          "prometheus",
          "puppet-salt-agents",
          "quarkus-microprofile",
          "rabbitmq-conf",
          "rabbitmq-definitions",
          "rails",
          "redis-clients",
          "samba-autofs-fstab",
          "slurm-mpi",
          "snmp",
          "spark-flink",
          "spring-boot",
          "sqlalchemy-alembic",
          "ssh-config",
          "systemd",
          "terraform",
          "tomcat-server",
          "traefik",
          "zookeeper");

  /** One file of one product. */
  private record Sample(String product, Scope scope, String path, String text) {
    static Sample of(String head, String text) {
      String[] words = head.split(" ");
      Scope scope =
          words[1].equals("tree")
              ? Scope.tree("")
              : Scope.host(words[1].substring("host:".length()));
      return new Sample(words[0], scope, words[2], text);
    }

    Document document() {
      boolean machine = scope.kind() == Scope.Kind.HOST;
      return Document.of(machine ? scope.name() + "/" + path : path, scope, path, text);
    }

    List<String> facts() {
      SourceOutput source = new SourceOutput();
      source.document(document());
      return Scanners.found().scan(source).facts().stream()
          .filter(
              fact ->
                  !(fact instanceof Fact.Setting
                      || fact instanceof Fact.Note
                      || fact instanceof Fact.Identity
                      || fact instanceof Fact.Installation))
          .map(FactLines::line)
          .toList();
    }
  }

  /** The files of all samples. */
  static List<Document> documents() throws IOException {
    return samples(Files.readAllLines(SAMPLES)).stream().map(Sample::document).toList();
  }

  private static List<Sample> samples(List<String> lines) {
    List<Sample> all = new ArrayList<>();
    String head = "";
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      if (line.startsWith("== ")) {
        if (!head.isEmpty()) {
          all.add(Sample.of(head, text.toString()));
        }
        head = line.substring(3);
        text.setLength(0);
      } else if (!line.startsWith("> ")) {
        text.append(line).append('\n');
      }
    }
    all.add(Sample.of(head, text.toString()));
    return all;
  }

  @Test
  void every_product_has_a_sample() throws IOException {
    Set<String> shown = new TreeSet<>();
    samples(Files.readAllLines(SAMPLES)).forEach(sample -> shown.add(sample.product()));
    assertEquals(new TreeSet<>(PRODUCTS), shown);
  }

  @Test
  void a_file_of_a_product_states_exactly_what_its_sample_says() throws IOException {
    String before = Files.readString(SAMPLES);
    StringBuilder made = new StringBuilder();
    for (Sample sample : samples(before.lines().toList())) {
      String scope =
          sample.scope().kind() == Scope.Kind.HOST ? "host:" + sample.scope().name() : "tree";
      made.append("== " + sample.product() + " " + scope + " " + sample.path() + "\n");
      made.append(sample.text());
      if (new TableScanner().accepts(sample.document())) {
        sample.facts().forEach(fact -> made.append("> ").append(fact).append('\n'));
      }
    }
    if (System.getProperty("update") != null) {
      Files.writeString(SAMPLES, made);
    }
    assertEquals(before, made.toString());
  }

  @Test
  void every_name_of_a_sample_is_found() throws IOException {
    for (Sample sample : samples(Files.readAllLines(SAMPLES))) {
      String stated = String.join("\n", sample.facts());
      Matcher name = NAME.matcher(sample.text());
      while (name.find()) {
        assertTrue(stated.contains(name.group()), sample.path() + " needs " + name.group());
      }
    }
  }
}
