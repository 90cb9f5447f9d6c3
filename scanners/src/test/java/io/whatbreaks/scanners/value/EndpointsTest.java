package io.whatbreaks.scanners.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndpointsTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '\u0001',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "mq01 -> mq01",
        "mq01:5672 -> mq01:5672",
        " mq01.shop.test. -> mq01.shop.test",
        "[::1]:53 -> ::1:53",
        "fe80::1 -> fe80::1",
        "10.0.0.1:80 -> 10.0.0.1:80",
        "localhost -> localhost",
        "${DB_HOST} -> ${DB_HOST}",
        "${MQ_HOST:mq01} -> ${MQ_HOST:mq01}",
        "${A:${B:db01}}:${PORT:5432} -> ${A:${B:db01}}",
        "{{ db_host }}:80 -> {{ db_host }}:80",
        "%(host)s -> %(host)s",
        "$DB_HOST:5432 -> $DB_HOST:5432",
        "mq-${ENV}.shop.test -> mq-${ENV}.shop.test",
        "backup@bk01:/srv/data -> bk01",
        "nfs01:/export -> nfs01",
        "bk01::module -> bk01",
        "a:2888:3888 -> a:2888",
        "[relay.shop.test]:587 -> relay.shop.test:587",
        "http://mq01/x -> mq01:80/http",
        "http://mq01:81$request_uri -> mq01:81/http",
        "tcp:x:y -> ",
        "8080 -> ",
        ":8080 -> ",
        "*:80 -> ",
        "/var/run/x.sock -> ",
        "two words -> ",
        "-x -> ",
        "bücher.test:80 -> bücher.test:80",
      })
  void host(String value, String expected) {
    check(Syntax.HOST, value, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '\u0001',
      value = {
        "a:2181,b:2181/chroot -> a:2181 b:2181",
        "a, b; c -> a b c",
        "mq01 mq02:5672 -> mq01 mq02:5672",
        "a:1,http://b/x,c -> a:1 b:80/http c",
        "['a:1', \"b:2\"] -> a:1 b:2",
        "[::1]:53,[fe80::2] -> ::1:53 fe80::2",
        "${A:x,y},b -> ${A:x,y} b",
        "amqp://u:p@a,amqp://b -> a:5672/amqp b:5672/amqp",
        "server weight=1 /path -> server",
        "PLAINTEXT://a:9092,SSL://b:9093 -> a:9092/plaintext b:9093/ssl",
        "SASL_SSL://a:9092,SASL_SSL://b:9093 -> a:9092/ssl b:9093/ssl",
      })
  void hosts(String value, String expected) {
    check(Syntax.HOSTS, value, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '\u0001',
      value = {
        "amqp://u:p@mq01:5672/%2f -> mq01:5672/amqp",
        "amqps://mq01 -> mq01:5671/amqps",
        "amqp://u:p@a:1,amqp://b -> a:1/amqp b:5672/amqp",
        "mongodb://u:p@a:1,b:2/x?replicaSet=r -> a:1/mongodb b:2/mongodb",
        "mongodb://a,b/x -> a:27017/mongodb b:27017/mongodb",
        "mongodb+srv://c.shop.test/x -> c.shop.test/mongodb+srv",
        "jdbc:postgresql://a:1,b:2/db?x=y -> a:1/postgresql b:2/postgresql",
        "jdbc:mysql://db01/shop?useSSL=false -> db01:3306/mysql",
        "jdbc:mysql:loadbalance://a:1,b/x -> a:1/mysql b:3306/mysql",
        "jdbc:mariadb:sequential://a,b/x -> a:3306/mariadb b:3306/mariadb",
        "jdbc:mysql:replication://a,b/x -> a:3306/mysql b:3306/mysql",
        "jdbc:mysql://address=(host=a)(port=1),address=(host=b)(port=2)/x -> a:1 b:2",
        "jdbc:sqlserver://h\\inst:1434;databaseName=x -> h:1434/sqlserver",
        "jdbc:sqlserver://h;databaseName=x -> h:1433/sqlserver",
        "jdbc:sqlserver://;serverName=h;port=5 -> h:5",
        "jdbc:oracle:thin:@//h:1522/s -> h:1522/oracle",
        "jdbc:oracle:thin:@h:1522:sid -> h:1522/oracle",
        "jdbc:oracle:thin:u/p@//h/s -> h:1521/oracle",
        "jdbc:oracle:thin:@alias -> ",
        "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=h)(PORT=1522))) -> h:1522/oracle",
        "jdbc:db2://h:50001/x -> h:50001/db2",
        "jdbc:clickhouse://h/x -> h:8123/clickhouse",
        "jdbc:hive2://a:1,b:2/x;serviceDiscoveryMode=zooKeeper -> a:1/hive2 b:2/hive2",
        "jdbc:h2:mem:test -> ",
        "jdbc:sqlite:/var/x.db -> ",
        "jdbc:postgresql:dbname -> ",
        "r2dbc:pool:postgresql://db01/x -> db01:5432/postgresql",
        "failover:(tcp://a:61616,tcp://b:61616)?x=y -> a:61616/tcp b:61616/tcp",
        "ldap://a ldaps://b:1636 -> a:389/ldap b:1636/ldaps",
        "ldap:///dc=x -> ",
        "redis-sentinel://a:1,b/0#mymaster -> a:1/redis-sentinel b:26379/redis-sentinel",
        "redis://:secret@r01/0 -> r01:6379/redis",
        "redis://:6379 -> ",
        "smtp:[relay01]:587 -> relay01:587/smtp",
        "rsync://h/x -> h:873/rsync",
        "postgresql+psycopg2://u:p@db01/x -> db01:5432/postgresql+psycopg2",
        "http://[::1]:80/x -> ::1:80/http",
        "http://${H:a}:${P}/x -> ${H:a}/http",
        "http://${H}/x -> ${H}:80/http",
        "http://{{ .Values.host }}:80/{{ x }} -> {{ .Values.host }}:80/http",
        "postgres://{{ .POSTGRES_USER }}:{{ .POSTGRES_PASS }}@host/x -> host:5432/postgres",
        "amqp://u:pa#s/s?@mq01:1/x -> mq01:1/amqp",
        "amqp://u:p@ss@mq01:1/x -> mq01:1/amqp",
        "amqp://u:p,w@mq01:1/x -> mq01:1/amqp",
        "$scheme://backend/x -> backend",
        "unix:///var/run/x.sock -> ",
        "file:///etc/x -> ",
        "s3://bucket/x -> ",
        "//nas01/share -> nas01",
        "http://web01. -> web01:80/http",
        "${URL} -> ${URL}",
        "host:80 -> host:80",
        "word -> ",
        "user:pw@tcp(h:1)/db -> h:1/mysql",
        "http://a:99999/ -> a:80/http",
        "http://mq01:80abc/x -> mq01:80/http",
      })
  void url(String value, String expected) {
    check(Syntax.URL, value, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '\u0001',
      value = {
        "host=a,b port=1 dbname=x -> a:1 b:1",
        "host=a,b port=1,2 -> a:1 b:2",
        "port=5 host=a -> a:5",
        "host = 'a' user=x -> a",
        "host=a hostaddr=10.0.0.1 port=1 -> 10.0.0.1:1",
        "hostaddr=10.0.0.1 host=a -> 10.0.0.1",
        "dbname=x user=host -> ",
        "Server=a,1433;Database=x -> a:1433",
        "Server=a\\inst;Database=x -> a",
        "Data Source=tcp:a,1433;Initial Catalog=x -> a:1433",
        "Server=a;Port=3306;User=x -> a:3306",
        "mysql:host=h;dbname=x -> h:3306/mysql",
        "pgsql:host=h;port=1;dbname=x -> h:1/pgsql",
        "(DESCRIPTION=(ADDRESS=(HOST=a)(PORT=1))(ADDRESS=(HOST=b)(PORT=2))) -> a:1 b:2",
        "user:pw@tcp(h:1)/db -> h:1/mysql",
        "a:6379,b:6379,password=x,ssl=False -> a:6379 b:6379",
        "postgresql://h/x -> h:5432/postgresql",
        "host=/var/run/postgresql dbname=x -> ",
        "hostname=${DB:x:y} port=1 -> ${DB:x:y}:1",
      })
  void dsn(String value, String expected) {
    check(Syntax.DSN, value, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '\u0001',
      value = {
        "rabbit@mq01 -> mq01",
        "rabbit@a, rabbit@b.shop.test -> a b.shop.test",
        "'rabbit@a' -> a",
        "mq01 -> ",
        "rabbit@ -> ",
      })
  void node_name(String value, String expected) {
    check(Syntax.NODE_NAME, value, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '\u0001',
      value = {
        "http://a/x -> a:80/http",
        "a:1,b:2 -> a:1 b:2",
        "rabbit@mq01 -> mq01",
        "10.0.0.1 -> 10.0.0.1",
        "host=a port=1 -> a:1",
        "word -> ",
        "org.postgresql.Driver -> ",
        "some words here -> ",
        "12:30 -> ",
      })
  void any(String value, String expected) {
    check(Syntax.ANY, value, expected);
  }

  private static void check(Syntax syntax, String value, String expected) {
    List<Endpoint> endpoints = ValueGrammar.endpoints(syntax, value);
    assertEquals(
        expected == null ? "" : expected,
        endpoints.stream().map(EndpointsTest::line).collect(Collectors.joining(" ")));
    for (Endpoint endpoint : endpoints) {
      assertEquals(endpoint.host(), value.substring(endpoint.start(), endpoint.end()));
    }
  }

  private static String line(Endpoint endpoint) {
    String port = endpoint.port().isPresent() ? ":" + endpoint.port().getAsInt() : "";
    return endpoint.host() + port + (endpoint.scheme().isEmpty() ? "" : "/" + endpoint.scheme());
  }
}
