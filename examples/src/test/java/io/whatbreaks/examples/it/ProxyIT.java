package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Role;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proxies of the sample: whether they would start, and where they say that they would not. */
class ProxyIT {
  private static final Pattern NGINX =
      Pattern.compile("host not found in upstream .* in (/\\S+):(\\d+)");
  private static final Pattern HAPROXY =
      Pattern.compile("\\[(/\\S+):(\\d+)\\][^\n]*could not resolve address");

  @TempDir private Path folder;

  @BeforeAll
  static void programs() {
    Programs.need("nginx", "nginx-light");
    Programs.need("haproxy", "haproxy");
  }

  /** The names of a world as a hosts file. */
  private static String hosts(World world) {
    StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n");
    Scope anywhere = Scope.host("nowhere");
    Set<String> names = new TreeSet<>();
    for (NodeId node : world.declared()) {
      if (node.kind() == NodeKind.HOST && node.scope().equals(Scope.DNS)) {
        names.add(node.name());
        names.add(world.now(node).name());
      }
    }
    for (String name : names) {
      Resolution resolution = world.resolve(name + ".", anywhere, "");
      if (resolution.works()) {
        for (String address : world.addresses(resolution.last())) {
          hosts.append(address).append(' ').append(name).append('\n');
        }
      }
    }
    return hosts.toString();
  }

  /** Lets the proxy of a machine read its configuration, in a network with the names of a world. */
  private static Ran test(Company company, String host, String proxy, World world)
      throws IOException, InterruptedException {
    try (Machine machine = Machine.boot("10.20.0.51", "10.20.0.52")) {
      machine.become(company.file(host));
      machine.write("/etc/hosts", hosts(world));
      machine.write("/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n");
      return machine.run(
          proxy.equals("nginx")
              ? "mkdir -p /var/lib/nginx /var/log/nginx; nginx -t"
              : "haproxy -c -f /etc/haproxy/haproxy.cfg");
    }
  }

  private static String place(Ran ran, String host, String proxy) {
    Matcher said = (proxy.equals("nginx") ? NGINX : HAPROXY).matcher(ran.said());
    assertTrue(said.find(), ran::toString);
    String place = host + said.group(1) + ":" + said.group(2);
    assertTrue(!said.find(), ran::toString);
    return place;
  }

  @ParameterizedTest
  @CsvSource({
    "mq01, rabbit01, lb01, nginx",
    "mq01, rabbit01, lb01, haproxy",
    "app01, shop01, web01, nginx",
    "app02, shop02, lb01, haproxy",
    "app03, find01, web01, nginx",
    "mq011, rabbit02, lb01, nginx",
  })
  void a_proxy_does_not_start_and_says_the_place_that_is_reported(
      String from, String to, String host, String proxy) throws IOException, InterruptedException {
    Company company = Company.in(folder.resolve("startup"));
    Snapshot before = company.scan();
    Change.Rename rename = new Change.Rename("host:" + from, to, false);
    Impact impact = before.impactOf(rename);
    World after = rename.apply(before.world());

    test(company, host, proxy, before.world()).succeeded();

    Ran refused = test(company, host, proxy, after);
    assertNotEquals(0, refused.status(), refused::toString);
    assertEquals(reported(impact, host, proxy), List.of(place(refused, host, proxy)));

    company.edit(impact, Role.DEFINES, Role.USES);
    test(company, host, proxy, after).succeeded();
  }

  /** The places of its own by which a proxy breaks. */
  private static List<String> reported(Impact impact, String host, String proxy) {
    Breakage breakage =
        impact.breakages().stream()
            .filter(b -> b.component().equals(NodeId.component(Scope.host(host), proxy)))
            .filter(b -> b.effect() == Effect.BREAKS_ON_RESTART)
            .filter(Breakage::direct)
            .findFirst()
            .orElseThrow();
    return breakage.why().stream()
        .map(reason -> reason.evidence().at())
        .filter(at -> at.path().startsWith(host + "/"))
        .map(at -> at.path() + ":" + at.line())
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"web01, nginx", "lb01, nginx", "lb01, haproxy"})
  void a_proxy_starts_when_the_old_name_is_kept(String host, String proxy)
      throws IOException, InterruptedException {
    Company company = Company.in(folder.resolve("startup"));
    Snapshot before = company.scan();
    Change.Rename rename = new Change.Rename("host:mq01", "rabbit01", true);
    World after = rename.apply(before.world());
    Impact impact = before.impactOf(rename);
    assertTrue(
        impact.breakages().stream()
            .filter(Breakage::direct)
            .noneMatch(b -> b.component().equals(NodeId.component(Scope.host(host), proxy))));
    test(company, host, proxy, after).succeeded();
  }
}
