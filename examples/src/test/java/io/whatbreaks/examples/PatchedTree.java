package io.whatbreaks.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A tree that names a machine in every format and encoding once, and the same tree after the
 * machine was renamed.
 */
final class PatchedTree {
  static final String OLD = "mq01.shop.test";
  static final String NEW = "rabbit01.shop.test";

  /** What stands in the place of the first label of the name. */
  private static final String NAME = "§";

  private PatchedTree() {}

  private record Text(String path, String text, Charset charset, String mark) {}

  private static Text text(String path, String text) {
    return new Text(path, text, UTF_8, "");
  }

  private static final List<Text> TEXTS =
      List.of(
          text("mq01/etc/hostname", "§\n"),
          text(
              "mq01/etc/hosts",
              "127.0.0.1\tlocalhost\n10.0.0.1\t§.shop.test §  # mq01 itself, not mq011\n"),
          text(
              "till3/etc/hosts", "127.0.0.1 localhost till3\n10.0.0.1   \t §.shop.test\t§   # pin"),
          text("till3/etc/resolv.conf", "search shop.test\n"),
          text(
              "ns01/etc/bind/db.shop.test",
              """
              $ORIGIN shop.test.
              $TTL 1h
              @ IN SOA ns01 root 1 1h 1h 1h 1h
              @ IN NS ns01
              ns01 IN A 10.0.0.53
              §\tIN\tA 10.0.0.1 ; mq01
              mq011 IN A 10.0.0.11
              bus IN CNAME §
              $ORIGIN sub.shop.test.
              deep IN CNAME §.shop.test.
              _amqp._tcp IN SRV 0 0 5672 §.shop.test.
              """),
          text("ns01/etc/hosts", "10.0.0.53 ns01\n"),
          text(
              "ns01/etc/bind/10.in-addr.arpa",
              "$ORIGIN 0.0.10.in-addr.arpa.\n1 IN PTR §.shop.test.\n11 IN PTR mq011.shop.test.\n"),
          text(
              "till3/srv/basket/application.yml",
              """
              # mq01 is the bus
              spring:
                rabbitmq: {host: §, "port": 5672}   # flow
                redis:
                    host: "§.shop.test"
                datasource:
                  url: 'jdbc:postgresql://§:5432/shop?user=u&password=pw'
              list:
                - §.shop.test
                - >-
                  http://§.shop.test:80/x
                - |
                  http://mq011:1/
              """),
          text(
              "till3/srv/basket/application-x.properties",
              "url=amqp://user:geh\\:eim@§.shop.test:5672/%2f\nspring.rabbitmq.host : §\nlong = http://a,\\\n   http://§.shop.test:1/\n\\u0061=http://§/\n"),
          text(
              "till3/srv/basket/conf.json",
              "{\"amqp\":{\"url\":\"amqp:\\/\\/§:5672\"},\n \"x\": \"http://§.shop.test/\\u00e9\"}"),
          text(
              "till3/srv/basket/web.xml",
              "<a>\n <!-- mq01 -->\n <host name='x'>§.shop.test</host><url>http://§/&amp;x=1</url>\n</a>\n"),
          text(
              "till3/srv/basket/app.ini",
              "[bus]\n; mq01\nhost = §.shop.test\nurl=\"amqp://§:5672\"\n"),
          text("till3/srv/basket/app.toml", "[bus]\nurl = \"amqp://§.shop.test:5672\"\n"),
          text(
              "till3/srv/basket/.env",
              "BUS_URL=amqp://u:secret@§:5672/\nexport BUS_HOST='§.shop.test'\n"),
          text(
              "web01/etc/nginx/nginx.conf",
              "http { upstream bus { server §:80; server mq011:80; }\n server { location / { proxy_pass http://§.shop.test/; } } }\n"),
          text("web01/etc/hosts", "10.0.0.4 web01\n"),
          text("web01/etc/resolv.conf", "search shop.test\n"),
          text("rules/prometheus.yml", "- up{instance=~\"(§|db01)\\\\.shop\\\\.test\"}\n"),
          text(
              "stack/docker-compose.yml",
              "services:\n  app:\n    image: x\n    environment:\n      BUS: amqp://§.shop.test:5672\n    extra_hosts:\n    - §.shop.test:10.0.0.1\n"),
          text(
              "infra/main.tf",
              "locals {\n  hosts = {\n    § = { ip = \"10.0.0.1\" }\n  }\n}\nresource \"hetznerdns_zone\" \"shop\" { name = \"shop.test\" }\nresource \"hetznerdns_record\" \"a\" {\n  for_each = local.hosts\n  zone_id = hetznerdns_zone.shop.id\n  name = each.key\n}\n"),
          text("crlf/a.properties", "a=1\r\nurl=http://§.shop.test/\r\nb=2\r\n"),
          text("crlf/mixed.yml", "a: http://§.shop.test/\r\nb: http://§.shop.test/\nc: 3\r\n\r\n"),
          text("crlf/end.properties", "a=1\r\n\r\nurl=http://§.shop.test/\r"),
          text("end/a.properties", "url=http://§.shop.test/"),
          text("end/b.properties", "x=1\nurl=http://§.shop.test/\ny=2"),
          text(
              "end/c.properties",
              "\n\n\n\n\n\nurl=http://§.shop.test/\n\n\n\n\n\n\nurl2=http://§.shop.test/\n1\n2\n3\n4\n5\n6\n7\nurl3=http://§.shop.test/\n\n\n\n\n\n"),
          new Text("marks/bom.properties", "url=http://§.shop.test/ü\n", UTF_8, "\ufeff"),
          new Text("marks/bom.yml", "url: http://§.shop.test/\n", UTF_8, "\ufeff"),
          new Text(
              "marks/latin1.properties",
              "# gr\u00fc\u00dfe\nurl=http://§.shop.test/\n",
              ISO_8859_1,
              ""),
          new Text(
              "marks/utf16le.properties",
              "\n# ü\nurl=http://§.shop.test/\n\nx=1\n",
              UTF_16LE,
              "\ufeff"),
          new Text(
              "marks/utf16be.properties",
              "a=1\r\nurl=http://§.shop.test/\r\nb=2",
              UTF_16BE,
              "\ufeff"),
          text("names/with blank.properties", "url=http://§.shop.test/\n"),
          text("names/ first and last /a b.yml", "url: http://§.shop.test/\n"),
          text("names/quote\".properties", "url=http://§.shop.test/\n"),
          text("names/it's.properties", "url=http://§.shop.test/\n"),
          text("names/back\\slash.properties", "url=http://§.shop.test/\n"),
          text("names/tab\there.properties", "url=http://§.shop.test/\n"),
          text("names/größe.properties", "url=http://§.shop.test/\n"),
          text("names/größe \"日本\".properties", "url=http://§.shop.test/\n"),
          text(
              "names/--- a.properties",
              "--- a\n+++ b\n@@ -1,3 +1,3 @@\nurl=http://§.shop.test/\n-- \n"));

  /** The files before the rename, by path. */
  static Map<String, byte[]> before() {
    return files("mq01");
  }

  /** The files after it. */
  static Map<String, byte[]> after() {
    return files("rabbit01");
  }

  private static Map<String, byte[]> files(String name) {
    Map<String, byte[]> files = new TreeMap<>();
    for (Text text : TEXTS) {
      String whole = text.mark() + text.text();
      // The sign itself is a letter of some charsets.
      files.put(text.path(), whole.replace(NAME, name).getBytes(text.charset()));
    }
    return files;
  }

  static void write(Map<String, byte[]> files, Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  /** The files below a folder, each byte as a letter, to be compared. */
  static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = new ArrayList<>(walk.filter(Files::isRegularFile).toList());
    }
    for (Path path : paths) {
      files.put(folder.relativize(path).toString(), shown(Files.readAllBytes(path)));
    }
    return files;
  }

  static Map<String, String> shown(Map<String, byte[]> files) {
    Map<String, String> shown = new TreeMap<>();
    files.forEach((path, bytes) -> shown.put(path, shown(bytes)));
    return shown;
  }

  private static String shown(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
