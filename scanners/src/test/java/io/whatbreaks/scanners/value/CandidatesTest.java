package io.whatbreaks.scanners.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A candidate that its value shows to be an endpoint is written with brackets and port. */
final class CandidatesTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '\u0001',
      value = {
        "mq01 -> mq01",
        "mq01.shop.test. -> mq01.shop.test",
        "10.0.0.1 -> 10.0.0.1",
        "1.5 42 -> ",
        "fe80::1 -> fe80::1",
        "[fe80::1]:8080 -> <fe80::1:8080>",
        "/weave-demo/database/cart-db -> ",
        "a/b c -> c",
        "http://web01/a/b?x=y -> <web01:80>",
        "http://u:p@web01/a -> <web01:80>",
        "-Dx=jdbc:postgresql://order-db:5432/x -> <order-db:5432>",
        "instance!~\"repro1.pkgbuild.com\" -> repro1.pkgbuild.com",
        "--uris rabbitmq-stream://guest:guest@rmq2:5552/%2f --rate 1 -> <rmq2:5552>",
        "a:1000,b:2000 -> <a:1000> <b:2000>",
        "amqp://a:1,b:2/x,amqp://c -> <a:1> <b:2> <c:5672>",
        "mysql:5.5 -> ",
        "redis:latest redis:7 redis:7-alpine -> ",
        "host:5672 -> <host:5672>",
        "registry:5000/shop/basket:1.2 -> <registry:5000>",
        "registry.shop.test/shop/basket:1.2 -> registry.shop.test",
        "FROM registry.shop.test/base -> FROM registry.shop.test",
        "nginx.conf/x conf.d/x /srv/mq01.shop.test/x 1.2/x -> ",
        "run.sh app.jar x.log c.yml d.conf -> ",
        "ops@example.com -> example.com",
        "scp x root@bk01:/srv -> scp x bk01",
        "key=value other=v2 -> value v2",
        "${DB_HOST:db01} -> db01",
        "${DB_HOST:-db01} -> db01",
        "${DB_HOST:db01}:5432 -> <${DB_HOST:db01}:5432>",
        "$DB_HOST {{ db_host }} -> ",
        "{{ default \"db01\" .Values.db }} -> db01",
        "mq-${ENV} ${ENV}.shop.test -> ",
        "curl -s --fail http://mq01:15672/api | grep ok -> curl <mq01:15672> grep ok",
        "bücher.test -> bücher.test",
        "nfs01:/export -> nfs01",
        "user:password@host -> host",
        "rate(x) -> x",
        "unix:///var/run/docker.sock -> ",
        "C:\\temp\\x -> ",
        "see mq01:5672. -> see <mq01:5672>",
        "image@sha256:0123abc -> ",
      })
  void candidates(String value, String expected) {
    assertEquals(
        expected == null ? "" : expected,
        ValueGrammar.candidates(value).stream()
            .map(candidate -> line(value, candidate))
            .collect(Collectors.joining(" ")));
  }

  private static String line(String value, ValueGrammar.Candidate candidate) {
    String text = value.substring(candidate.start(), candidate.end());
    return candidate
        .endpoint()
        .map(found -> "<" + text + ":" + found.port().getAsInt() + ">")
        .orElse(text);
  }
}
