package io.whatbreaks.scanners.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Hosts rendered in each dialect are found again, at their places. */
final class DialectsTest {

  /** A host as written and as found, and its port. */
  record Node(String written, String host, OptionalInt port) {
    @Override
    public String toString() {
      return written + (port.isPresent() ? ":" + port.getAsInt() : "");
    }
  }

  enum Dialect {
    LIST(Syntax.HOSTS, nodes -> join(nodes, ",")),
    SPACED(Syntax.HOSTS, nodes -> join(nodes, " ; ")),
    CHROOT(Syntax.HOSTS, nodes -> join(nodes, ",") + "/chroot"),
    AMQP(Syntax.URL, nodes -> each(nodes, "amqp://u:p%40@", "/%2f", ",")),
    MONGODB(Syntax.URL, nodes -> "mongodb://u:p@" + join(nodes, ",") + "/x?replicaSet=a"),
    POSTGRESQL(Syntax.URL, nodes -> "jdbc:postgresql://" + join(nodes, ",") + "/db?ssl=true"),
    MYSQL(Syntax.URL, nodes -> "jdbc:mysql:replication://" + join(nodes, ",") + "/db"),
    FAILOVER(Syntax.URL, nodes -> "failover:(" + each(nodes, "tcp://", "", ",") + ")?a=b"),
    LDAP(Syntax.URL, nodes -> each(nodes, "ldap://", "/dc=x", " ")),
    HTTP(Syntax.URL, nodes -> each(nodes, "http://{{ .u }}:${P}@", "/${x:y}", ",")),
    SENTINEL(Syntax.URL, nodes -> "redis-sentinel://:p@" + join(nodes, ",") + "/0#m"),
    ORACLE(Syntax.URL, nodes -> "jdbc:oracle:thin:u/p@//" + nodes.get(0) + "/s"),
    SERVER(Syntax.URL, nodes -> "jdbc:sqlserver://" + nodes.get(0) + ";databaseName=x"),
    KEYS(Syntax.DSN, nodes -> "user=u host=" + join(nodes, ",") + " dbname=x"),
    GO(Syntax.DSN, nodes -> "u:p@tcp(" + nodes.get(0) + ")/db"),
    ERLANG(
        Syntax.NODE_NAME,
        nodes ->
            nodes.stream().map(n -> "rabbit@" + n.written()).collect(Collectors.joining(", "))),
    SCP(Syntax.HOST, nodes -> "backup@" + nodes.get(0).written() + ":/srv/x"),
    ONE(Syntax.HOST, nodes -> nodes.get(0).toString());

    final Syntax syntax;
    final Function<List<Node>, String> form;

    Dialect(Syntax syntax, Function<List<Node>, String> form) {
      this.syntax = syntax;
      this.form = form;
    }

    boolean single() {
      return List.of(ORACLE, SERVER, GO, SCP, ONE).contains(this);
    }

    boolean portless() {
      return this == ERLANG || this == SCP;
    }

    private static String join(List<Node> nodes, String separator) {
      return each(nodes, "", "", separator);
    }

    private static String each(List<Node> nodes, String before, String after, String separator) {
      return nodes.stream()
          .map(node -> before + node + after)
          .collect(Collectors.joining(separator));
    }
  }

  @Property(tries = 4000)
  void hosts_are_found_again(@ForAll Dialect dialect, @ForAll("nodes") List<Node> nodes) {
    String value = dialect.form.apply(nodes);
    List<Endpoint> found = ValueGrammar.endpoints(dialect.syntax, value);
    List<Node> expected = dialect.single() ? nodes.subList(0, 1) : nodes;
    assertEquals(
        expected.stream().map(Node::host).toList(),
        found.stream().map(Endpoint::host).toList(),
        value);
    int from = 0;
    for (int i = 0; i < found.size(); i++) {
      Endpoint endpoint = found.get(i);
      assertEquals(endpoint.host(), value.substring(endpoint.start(), endpoint.end()));
      assertEquals(true, endpoint.start() >= from, value);
      from = endpoint.end();
      if (expected.get(i).port().isPresent() && !dialect.portless()) {
        assertEquals(expected.get(i).port(), endpoint.port(), value);
      }
    }
  }

  @Property(tries = 3000)
  void any_value_gives_spans_within_it(@ForAll Syntax syntax, @ForAll("values") String value) {
    List<String> broken = new ArrayList<>();
    for (Endpoint endpoint : ValueGrammar.endpoints(syntax, value)) {
      if (!endpoint.host().equals(value.substring(endpoint.start(), endpoint.end()))) {
        broken.add(endpoint.toString());
      }
    }
    int from = 0;
    for (ValueGrammar.Candidate candidate : ValueGrammar.candidates(value)) {
      if (candidate.start() < from || candidate.end() <= candidate.start()) {
        broken.add(candidate.toString());
      }
      from = candidate.end();
    }
    assertEquals(List.of(), broken, value);
  }

  @Provide
  Arbitrary<List<Node>> nodes() {
    Arbitrary<Tuple.Tuple2<String, String>> plain =
        Arbitraries.of(
                "mq01",
                "mq01.shop.test",
                "10.0.0.7",
                "localhost",
                "a-b_c",
                "bücher.test",
                "${HOST}",
                "${A:${B:db01}}",
                "{{ db_host }}",
                "mq-${E}.x",
                "%(h)s",
                "$DB")
            .map(host -> Tuple.of(host, host));
    Arbitrary<Tuple.Tuple2<String, String>> six =
        Arbitraries.of("::1", "fe80::a:1").map(host -> Tuple.of("[" + host + "]", host));
    Arbitrary<OptionalInt> ports =
        Arbitraries.integers()
            .between(1, 65535)
            .map(OptionalInt::of)
            .injectNull(0.3)
            .map(port -> port == null ? OptionalInt.empty() : port);
    return Combinators.combine(Arbitraries.frequencyOf(Tuple.of(8, plain), Tuple.of(1, six)), ports)
        .as((host, port) -> new Node(host.get1(), host.get2(), port))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(
            "a", "mq01", ".", ":", "://", "/", "@", ",", ";", " ", "=", "host=", "port=", "1",
            "5672", "[", "]", "${", "}", "{{", "}}", "$", "%(", ")s", "(", ")", "http", "jdbc:",
            "oracle:", "tcp(", "\\", "\"", "'", "-", "-D", "😀", "ü", "::", "#", "?", "\n")
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }
}
