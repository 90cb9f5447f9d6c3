package io.whatbreaks.scanners.value;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.scanners.value.LiteralUse.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Tables of literals as programs hold them, and what each is. */
class LiteralJudgeTest {
  private static final LiteralJudge JUDGE = new LiteralJudge(KnownNames.NONE);

  private static final LiteralJudge OURS =
      new LiteralJudge(
          new KnownNames() {
            private final Set<String> hosts =
                Set.of("mq01", "mq01.shop.test", "basket", "10.20.0.41", "db01", "billing");

            @Override
            public boolean isHost(String name) {
              return hosts.contains(name);
            }

            @Override
            public boolean isQueue(String name) {
              return name.equals("orders.billing");
            }
          });

  private static String judged(LiteralJudge judge, String literal, LiteralUse use) {
    return judge.judge(literal, use).stream()
        .map(found -> found.kind().word() + " " + found.name() + (found.known() ? " !" : ""))
        .collect(joining(", "));
  }

  private static void are(String expected, LiteralUse use, String... literals) {
    List<Executable> all = new ArrayList<>();
    for (String literal : literals) {
      String wanted = expected.replace("=", literal);
      all.add(() -> assertEquals(wanted, judged(JUDGE, literal, use), literal + " as " + use));
    }
    assertAll(all);
  }

  private static void nothing(String... literals) {
    are("", LiteralUse.OPEN, literals);
  }

  private static void nothing(LiteralUse use, String... literals) {
    are("", use, literals);
  }

  private static void table(LiteralUse use, String... rows) {
    List<Executable> all = new ArrayList<>();
    for (String row : rows) {
      String[] cells = row.split(" => ", 2);
      all.add(() -> assertEquals(cells[1], judged(JUDGE, cells[0], use), row));
    }
    assertAll(all);
  }

  // Rows of the sorts that the rules of others are tested with: Sonar's S1313 and S1075, PMD's
  // AvoidUsingHardCodedIP.

  @Test
  void addresses_are_found() {
    are(
        "address =",
        LiteralUse.OPEN,
        "10.0.0.0",
        "10.20.30.40",
        "192.168.7.1",
        "1.2.3.4",
        "8.8.8.8",
        "3.14.159.2",
        "2.51.6.2",
        "172.16.4.4",
        "169.254.169.254",
        "::ffff:128.127.2.3",
        "1:a:0:0:0:0:0:0",
        "a134:ABEF:1231:2312:734f:FAB2:3000:4123",
        "1:a:0::0:0:0:0",
        "::a:b:c:d",
        "a:b:c:d::",
        "::A3D7",
        "::ffff",
        "ff00::",
        "1080:0:0:0:8:200C:131.107.129.8",
        "fd00:20::5");
    table(
        LiteralUse.OPEN,
        "10.0.0.0:0 => host-and-port 10.0.0.0",
        "1.2.3.4:80 => host-and-port 1.2.3.4",
        "[aaaa:AAAA:1111:2222:ffff:FFFF:3333:4444] => address aaaa:AAAA:1111:2222:ffff:FFFF:3333:4444",
        "[1::0:0:0:0] => address 1::0:0:0:0",
        "[fd00:20::5]:5672 => host-and-port fd00:20::5",
        "10.20.0.0/24 => address 10.20.0.0",
        "http://192.168.0.1/admin.html => url 192.168.0.1",
        "http://192.168.0.1:8000/admin.html => url 192.168.0.1",
        "http://123.1.1.1 => url 123.1.1.1",
        "http://[FEDC:BA98:7654:3210:FEDC:BA98:7654:3210]:80/index.html => url FEDC:BA98:7654:3210:FEDC:BA98:7654:3210",
        "https://[3FFE::1111:0:5EFE:131.107.129.8]:8080/ => url 3FFE::1111:0:5EFE:131.107.129.8",
        "10.0.0.1,10.0.0.2 => address 10.0.0.1, address 10.0.0.2");
  }

  @Test
  void what_only_looks_like_an_address_is_none() {
    nothing(
        "0.0.0.1234",
        "1234.0.0.0",
        "1234.0.0.0.0.1234",
        ".10.0.0.0",
        "0.256.0.0",
        "327.0.0.1",
        "192.468.0.0",
        "1.2.3.412",
        "3.14.2159.2",
        "1.2.3.4.5",
        "1.2.3.4:a",
        "-0.0.0.0",
        "v0.0.1.200__do_something.sql",
        "1.0.0.0-1",
        "testing 1.2.3.4",
        "::1  testing",
        "1:a:0:0:0:0:0:0:0",
        "1:a:0:0:0:0:0",
        "0:a::0:0::0",
        "[1::0:0:0:0",
        "::FOO",
        "::A3D79",
        "prefixed_[FEDC:BA98:7654:3210:FEDC:BA98:7654:3210]",
        "[FEDC:BA98:7654:3210:FEDC:BA98:7654:3210]_suffixed",
        "1080:0:0:0:8:800:200C:417G",
        "1080:0:0:0:8:::200C:417A",
        ":::1",
        "::1:",
        ":bee",
        ":4:81",
        "time is 13:40:40",
        "12:34:56",
        "root:aaa:16484:0:99999:7:::",
        "00:1B:44:11:3A:B7",
        "0");
  }

  @Test
  void addresses_that_mean_no_machine_are_none() {
    nothing(
        "0.0.0.0",
        "127.0.0.1",
        "127.2.3.4",
        "127.0.0.1:8080",
        "http://127.0.0.1:8080/",
        "::1",
        "::",
        "0:0:0:0:0:0:0:1",
        "0:0::0:1",
        "0000:0000:0000:0000:0000:0000:0000:0001",
        "0000:0000:0000:0000:0000:0000:0000:0000",
        "http://[::0]:100/",
        "::ffff:127.127.2.3",
        "::ffff:0:127.13.0.1",
        "255.255.255.255",
        "255.255.255.255:80",
        "255.255.255.0",
        // RFC 5737, RFC 3849, RFC 9637.
        "192.0.2.10",
        "198.51.100.10",
        "203.0.113.10",
        "2001:db8:1231:2312:734f:FAB2:3000:4123",
        "http://[2001:db8:1f70::999:de8:7648:6e8]:100/",
        "3fff::1",
        // Blocks that belong to everybody: RFC 1918, RFC 6598.
        "10.0.0.0/8",
        "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16",
        "100.64.0.0/10",
        "fc00::/7",
        // Object identifiers.
        "2.5.6.2",
        "2.5.29.17",
        "1.3.6.1",
        "1.3.6.1.2.1.1.2.0",
        "1.2.840.113549.2.5");
    nothing(LiteralUse.named("VERSION"), "1.2.3.4");
    nothing(LiteralUse.named("assemblyVersion"), "4.0.30.1");
    nothing(LiteralUse.named("SIGNATURE_OID"), "1.2.3.4");
  }

  @Test
  void urls_are_found() {
    table(
        LiteralUse.OPEN,
        "http://www.mywebsite.com => url www.mywebsite.com",
        "https://api.acme.com/v1/orders => url api.acme.com",
        "https://api.acme.com/v1/orders?since=2024-01-01 => url api.acme.com",
        "http://mq01:15672/api => url mq01",
        "http://broker:15672/api => url broker",
        "amqp://guest:guest@mq01:5672/shop => url mq01",
        "amqp://mq01,mq02/ => url mq01, url mq02",
        "mongodb://db01:27017,db02:27017/shop?replicaSet=rs0 => url db01, url db02",
        "redis://cache01.shop.internal:6379/0 => url cache01.shop.internal",
        "ldap://ldap.acme.de:389/dc=acme => url ldap.acme.de",
        "hdfs://namenode01:8020/data => url namenode01",
        "failover:(tcp://mq01:61616,tcp://mq02:61616) => url mq01, url mq02",
        "//cdn.acme.com/app.js => url cdn.acme.com",
        "wss://push.acme.io/socket => url push.acme.io",
        "sftp://files.corp.local/in => url files.corp.local",
        "http://mq01:\u0001/api => url mq01",
        "http://mq01: => url mq01",
        "https://\u0001.acme.com/x => url acme.com",
        "GET http://mq01/health HTTP/1.1 => url mq01",
        "https://hooks.slack.com/services/ => url hooks.slack.com",
        "https://oauth2.googleapis.com/token => url oauth2.googleapis.com");
    table(
        new LiteralUse(Purpose.URL, ""),
        "https://docs.acme.com/feed.html => url docs.acme.com",
        "http://feed/rss => url feed");
  }

  @Test
  void databases_are_found() {
    table(
        LiteralUse.OPEN,
        "jdbc:postgresql://db01:5432/shop => jdbc db01",
        "jdbc:postgresql://db01/shop => jdbc db01",
        "jdbc:postgresql://db01:\u0001/shop => jdbc db01",
        "jdbc:mysql://db01,db02:3307/shop => jdbc db01, jdbc db02",
        "jdbc:oracle:thin:@ora01.acme.com:1521:ORCL => jdbc ora01.acme.com",
        "jdbc:oracle:thin:@//ora01:1521/shop => jdbc ora01",
        "jdbc:sqlserver://sql01;databaseName=shop => jdbc sql01",
        "r2dbc:postgresql://db01/shop => jdbc db01",
        "host=db01 port=5432 dbname=shop => host db01",
        "Server=sql01.acme.com;Database=shop => host sql01.acme.com");
    nothing(
        "jdbc:h2:mem:shop",
        "jdbc:postgresql://localhost/test",
        "jdbc:postgresql://",
        "jdbc:postgresql://\u0001:\u0001/\u0001",
        "jdbc:mysql://hostname:port/database",
        "jdbc:mysql://${host}:3306/shop",
        "jdbc:sqlite:shop.db",
        "jdbc:");
  }

  @Test
  void hosts_are_found() {
    are(
        "host =",
        LiteralUse.OPEN,
        "db01.acme.com",
        "smtp.gmail.com",
        "mail.acme.co.uk",
        "acme.co.uk",
        "mq01.shop.internal",
        "redis.corp",
        "db01.lan",
        "orders.prod.acme.net",
        "api.acme.io",
        "db-1.acme.de",
        "mq01.acme.cloud",
        "config.us-east-1.amazonaws.com",
        "www.acme.dev");
    table(
        LiteralUse.OPEN,
        "mq01:5672 => host-and-port mq01",
        "broker:5672 => host-and-port broker",
        "mq01.acme.com:5672 => host-and-port mq01.acme.com",
        "mq01:5672,mq02:5672 => host-and-port mq01, host-and-port mq02",
        "kafka1:9092, kafka2:9092 => host-and-port kafka1, host-and-port kafka2",
        "db01.acme.com,db02.acme.com => host db01.acme.com, host db02.acme.com",
        "rabbit@mq01 => host mq01",
        "deploy@db01.acme.internal => host db01.acme.internal",
        "mq01:\u0001 => host-and-port mq01",
        ".acme.com => host acme.com");
  }

  @Test
  void the_place_makes_words_hosts() {
    LiteralUse connects = new LiteralUse(Purpose.HOST, "");
    are("host =", connects, "mq01", "broker", "db", "cache.shop", "Broker01");
    nothing(connects, "localhost", "host", "", "not a host", "a_b", "mq01.example.com");
    are("host =", LiteralUse.named("MQ_HOST"), "mq01", "mq01.shop.prod1", "db.acme.de", "broker");
    are("host =", LiteralUse.named("brokerHost"), "mq01", "rabbit");
    are("host =", LiteralUse.named("host"), "rabbit");
    are("host =", LiteralUse.named("server"), "mq01");
    nothing(LiteralUse.named("server"), "express", "Apache");
    nothing(LiteralUse.named("MQ_HOST"), "mq.host", "MQ_HOST", "mqHost", "mq-host", "host.name");
    nothing(LiteralUse.named("X_FORWARDED_HOST"), "X-Forwarded-Host", "x-forwarded-host");
    nothing(LiteralUse.named("HOST"), "Host", "host", "localhost");
    nothing("mq01", "broker", "orders", "basket");
    table(
        LiteralUse.named("bootstrap.servers"),
        "kafka1:9092,kafka2:9092 => host-and-port kafka1, host-and-port kafka2");
  }

  @Test
  void names_of_programs_are_no_hosts() {
    nothing(
        // Packages, classes, methods.
        "com.acme.orders",
        "com.acme.net",
        "org.springframework.boot",
        "java.net",
        "java.io",
        "io.netty.util.internal",
        "javax.net.ssl.SSLContext",
        "com.acme.Orders",
        "org.acme.internal.Orders$Line",
        "String.format",
        "this.name",
        // Property keys.
        "spring.datasource.url",
        "spring.rabbitmq.host",
        "server.port",
        "user.name",
        "java.io.tmpdir",
        "os.name",
        "app.id",
        "orders.info",
        "kafka.bootstrap.servers",
        "mail.smtp.host",
        "logging.level.org.hibernate",
        "management.endpoints.web.exposure.include",
        "metrics.disk.io",
        // Files and resources.
        "messages.properties",
        "application.yml",
        "setup.sh",
        "manage.py",
        "README.md",
        "META-INF/services/io.whatbreaks.scan.Scanner",
        "/com/acme/logo.png",
        "classpath:com/acme/schema.sql",
        "libfoo.so",
        "archive.tar.gz",
        "file:///etc/hosts",
        "file:",
        "jar:\u0001",
        // Types, locales, zones, algorithms, versions.
        "application/vnd.api+json",
        "text/html; charset=utf-8",
        "image/svg+xml",
        "de_DE",
        "Europe/Berlin",
        "AES/CBC/PKCS5Padding",
        "SHA-256",
        "1.2.3",
        "17.0.9+9",
        "2.0.0.RELEASE",
        "utf8:1234",
        "windows-932:2004",
        // Others.
        "asp.net",
        "X-Forwarded-Host",
        "Content-Type: text/plain",
        "SELECT o.id FROM orders o WHERE o.name = ?",
        "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66",
        "Basic dXNlcjpwdw==",
        "line:12",
        "key=value",
        "a:b:c",
        "%s:%d",
        "{}:{}",
        "http://%s:%d/",
        "http://{host}:{port}/",
        "http://${mq.host}:${mq.port}/api",
        "://",
        "http://",
        "https",
        "//",
        "//comment",
        "//div[@class='a']");
  }

  @Test
  void urls_that_name_or_are_read_are_none() {
    nothing(
        "http://www.w3.org/2001/XMLSchema",
        "http://www.w3.org/2000/xmlns/",
        "http://java.sun.com/xml/ns/javaee",
        "https://jakarta.ee/xml/ns/jakartaee/web-app_5_0.xsd",
        "http://xml.org/sax/features/namespaces",
        "http://apache.org/xml/features/nonvalidating/load-external-dtd",
        "http://javax.xml.XMLConstants/feature/secure-processing",
        "http://www.springframework.org/schema/beans",
        "http://maven.apache.org/POM/4.0.0",
        "-//W3C//DTD XHTML 1.0 Strict//EN",
        "http://www.acme.com/dtd/order.dtd",
        "http://www.acme.com/schema/order/order.xsd",
        "http://acme.com/xmlns/order",
        "{http://schemas.xmlsoap.org/soap/envelope/}Body",
        "https://json-schema.org/draft/2020-12/schema",
        "http://schema.org/Person",
        "http://www.apache.org/licenses/LICENSE-2.0",
        "https://docs.acme.com/errors/42",
        "https://acme.com/help#queues",
        "https://github.com/acme/orders/issues/12",
        "See https://netty.io/wiki/reference-counted-objects.html for more information",
        "Could not reach the service, see http://acme.com/status for details",
        "<a href=\"https://acme.com\">Acme</a>",
        "ops@acme.com",
        "mailto:ops@acme.com");
    nothing(LiteralUse.named("NAMESPACE"), "http://acme.com/orders/1.0");
    nothing(LiteralUse.named("ORDERS_NS"), "http://acme.com/orders/1.0");
    nothing(LiteralUse.named("LICENSE"), "https://acme.com/terms");
  }

  @Test
  void documentation_names_and_this_machine_are_none() {
    // RFC 2606, RFC 6761.
    nothing(
        "http://www.example.org",
        "https://api.example.com/v1",
        "example.com",
        "mq01.example.net:5672",
        "shop.example",
        "mq01.shop.test",
        "http://mq01.shop.test:15672/",
        "nowhere.invalid",
        "localhost",
        "localhost:8080",
        "http://localhost:8080/",
        "http://localhost.localdomain/",
        "amqp://guest:guest@localhost:5672",
        "http://your-domain.com/",
        "http://foo.com/bar",
        "http://host:8080/path",
        "http://server/",
        "tcp://hostname:61616",
        "hdfs://namenode:port");
  }

  @Test
  void patterns_are_none() {
    nothing(
        "10\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}",
        "^https?://[^/]+/.*",
        "(?:[a-z0-9-]+\\.)+acme\\.com",
        "http://[a-z]+\\.acme\\.com/.*",
        "192\\.168\\.\\d+\\.\\d+");
    nothing(LiteralUse.named("URL_PATTERN"), "https://api.acme.com/*");
  }

  @Test
  void commands_are_read_as_such() {
    LiteralUse command = new LiteralUse(Purpose.COMMAND, "");
    table(
        command,
        "curl -s http://mq01:15672/api/overview => url mq01",
        "psql -h db01 shop => host db01",
        "nc -z mq01 5672 => host mq01",
        "BROKER=mq01.acme.com => host mq01.acme.com",
        "ping -c1 10.20.0.41 => address 10.20.0.41");
    nothing(command, "cd /srv/app", "tar xzf app.tar.gz", "echo done", "curl http://localhost/");
  }

  @Test
  void what_is_ours_is_found_wherever_it_stands() {
    record Row(String literal, LiteralUse use, String expected) {}
    List<Row> rows =
        List.of(
            new Row("mq01", LiteralUse.OPEN, "host mq01 !"),
            new Row("MQ01", LiteralUse.OPEN, "host MQ01 !"),
            new Row("mq01.shop.test.", LiteralUse.OPEN, "host mq01.shop.test !"),
            new Row("basket", LiteralUse.OPEN, "host basket !"),
            new Row("basket", LiteralUse.named("TABLE"), ""),
            new Row("mq01", LiteralUse.named("TABLE"), "host mq01 !"),
            new Row("cannot connect to mq01", LiteralUse.OPEN, "host mq01 !"),
            new Row("the basket is empty now", LiteralUse.OPEN, ""),
            new Row("amqp://basket/shop", LiteralUse.OPEN, "url basket !"),
            new Row("http://mq01.shop.test:15672/api", LiteralUse.OPEN, "url mq01.shop.test !"),
            new Row("jdbc:postgresql://db01/shop", LiteralUse.OPEN, "jdbc db01 !"),
            new Row("mq01:5672", LiteralUse.OPEN, "host-and-port mq01 !"),
            new Row("${mq.host:mq01}", LiteralUse.OPEN, "host mq01 !"),
            new Row("10.20.0.41", LiteralUse.OPEN, "address 10.20.0.41 !"),
            new Row("mq01\u0001", LiteralUse.OPEN, ""),
            new Row("mq011", LiteralUse.OPEN, ""),
            new Row("orders.billing", new LiteralUse(Purpose.QUEUE, ""), "queue orders.billing !"),
            new Row("orders.billing", LiteralUse.named("ORDERS_QUEUE"), "queue orders.billing !"),
            new Row("orders.billing", LiteralUse.OPEN, ""),
            new Row("http://acme.com/basket/1.0", LiteralUse.named("NAMESPACE"), ""),
            new Row("nobody.example.com", LiteralUse.OPEN, ""));
    assertAll(
        rows.stream()
            .map(
                row ->
                    (Executable)
                        () ->
                            assertEquals(
                                row.expected(),
                                judged(OURS, row.literal(), row.use()),
                                row::toString)));
  }

  @Test
  void the_span_is_the_name_itself() {
    String literal = "amqp://guest:guest@mq01:5672/shop";
    HardCoded found = JUDGE.judge(literal, LiteralUse.OPEN).get(0);
    assertEquals("mq01", literal.substring(found.start(), found.end()));
  }

  @Test
  void long_and_odd_literals_cost_no_more_than_their_length() {
    nothing("a".repeat(65_000), "a.".repeat(30_000), "://".repeat(20_000), "[".repeat(60_000));
    nothing(new LiteralUse(Purpose.HOST, ""), "a".repeat(65_000), "");
    nothing("${".repeat(10_000), "mq01:".repeat(10_000));
  }
}
