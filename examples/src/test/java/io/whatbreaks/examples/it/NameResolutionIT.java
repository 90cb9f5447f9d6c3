package io.whatbreaks.examples.it;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Role;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a name means, as the world has it, beside what BIND and the C library say. */
class NameResolutionIT {
  private static final List<String> UNKNOWN =
      List.of(
          "nosuch",
          "nosuch.shop.test",
          "nosuch.shop.test.",
          "mq0111",
          "mq01.mon",
          "broker.mon",
          "broker.mon.",
          "mq01.test",
          "mq01.",
          "shop.test",
          "mon.shop.test",
          "mq01.shop.test.shop.test",
          "MQ01",
          "Bus.Shop.Test",
          "rabbit01",
          "rabbit01.shop.test",
          "rabbit01.shop.test.",
          "pg01",
          "www.example.org",
          "10.20.0.21");

  /** What the world says of one name from one machine, in the form of {@link NameServer#ask}. */
  private static String answer(World world, Scope machine, String name) {
    Resolution resolution = world.resolve(name, machine, "");
    if (!resolution.works()) {
      return "";
    }
    List<NodeId> nodes = resolution.steps().stream().map(Resolution.Step::node).toList();
    for (NodeId node : nodes) {
      if (node.kind() == NodeKind.ADDRESS) {
        return node.name();
      }
    }
    return String.join(" ", world.addresses(resolution.last()));
  }

  /**
   * A machine's own line in its hosts file may give it a loopback address: the world knows the
   * machine by the address that others use.
   */
  private static String asOthersSee(World world, Scope machine, String name, String answer) {
    NodeId self = world.now(world.machine(machine));
    return answer.startsWith("127.") && world.resolve(name, machine, "").last().equals(self)
        ? String.join(" ", world.addresses(self))
        : answer;
  }

  /**
   * Every name that is declared or referenced, in all its spellings, and names that are nowhere.
   */
  private static List<String> names(World world) {
    Set<String> names = new TreeSet<>(UNKNOWN);
    for (NodeId node : world.declared()) {
      if (node.kind() == NodeKind.HOST
          && node.scope().equals(Scope.DNS)
          && HostName.isHostName(node.name())) {
        names.add(node.name());
        names.add(node.name() + ".");
        names.add(HostName.firstLabel(node.name()));
        names.add(HostName.firstLabel(node.name()) + ".");
      }
    }
    for (Need need : world.needs()) {
      if (need.reference().target().kinds().contains(NodeKind.HOST)
          && HostName.isHostName(need.name())) {
        names.add(need.name());
      }
    }
    return List.copyOf(names);
  }

  private static Map<Scope, Path> machines(Company company, Snapshot snapshot) throws IOException {
    Map<Scope, Path> machines = new TreeMap<>();
    for (Path root : company.machines()) {
      Scope scope = Scope.host(Files.readString(root.resolve("etc/hostname")).strip());
      assertTrue(snapshot.world().machine(scope).name().contains("."), scope::toString);
      machines.put(scope, root);
    }
    return machines;
  }

  /** Where the world and the resolver differ, a line each. */
  private static String differences(
      World world, Map<Scope, Path> machines, List<String> names, NameServer server)
      throws IOException, InterruptedException {
    List<String> differences = new ArrayList<>();
    int reached = 0;
    for (Map.Entry<Scope, Path> machine : machines.entrySet()) {
      Map<String, String> answers = server.ask(machine.getValue(), names);
      assertEquals(Set.copyOf(names), answers.keySet());
      for (Map.Entry<String, String> asked : answers.entrySet()) {
        Scope scope = machine.getKey();
        String real = asOthersSee(world, scope, asked.getKey(), asked.getValue());
        String said = answer(world, scope, asked.getKey());
        reached += real.isEmpty() ? 0 : 1;
        if (!real.equals(said)) {
          differences.add(
              String.format(
                  "%s from %s: the resolver says '%s', the world '%s' (%s)",
                  asked.getKey(), scope, real, said, steps(world, scope, asked.getKey())));
        }
      }
    }
    // A name server that answers nothing would agree with a world that holds nothing.
    assertTrue(reached > names.size(), server::log);
    return String.join("\n", differences);
  }

  private static String steps(World world, Scope machine, String name) {
    Resolution resolution = world.resolve(name, machine, "");
    return resolution.outcome()
        + " "
        + resolution.steps().stream().map(step -> step.node().toString()).collect(joining(" > "));
  }

  @Test
  void the_world_is_what_the_resolver_says(@TempDir Path folder)
      throws IOException, InterruptedException {
    Company company = Company.in(folder.resolve("startup"));
    Snapshot snapshot = company.scan();
    World world = snapshot.world();
    try (NameServer server = NameServer.of(company)) {
      assertEquals("", differences(world, machines(company, snapshot), names(world), server));
    }
  }

  @Test
  void the_world_after_a_rename_is_what_the_resolver_says_then(@TempDir Path folder)
      throws IOException, InterruptedException {
    Company company = Company.in(folder.resolve("startup"));
    Change.Rename rename = new Change.Rename("host:mq01", "rabbit01", false);
    afterwards(company, rename, "");
  }

  @Test
  void the_world_after_a_rename_that_keeps_the_old_name_is_what_the_resolver_says_then(
      @TempDir Path folder) throws IOException, InterruptedException {
    Company company = Company.in(folder.resolve("startup"));
    Change.Rename rename = new Change.Rename("host:mq01", "rabbit01", true);
    afterwards(company, rename, "\nmq01.shop.test. IN CNAME rabbit01.shop.test.\n");
  }

  /** Makes the edits that are the rename itself, and no other; then compares. */
  private static void afterwards(Company company, Change.Rename rename, String alias)
      throws IOException, InterruptedException {
    Snapshot before = company.scan();
    Map<Scope, Path> machines = machines(company, before);
    company.edit(before.impactOf(rename), Role.DEFINES);
    company.append("ns01/etc/bind/db.shop.test", alias);
    assertEquals(
        "rabbit01\n", Files.readString(company.file("mq01/etc/hostname")), "the edit was not made");
    List<String> names = names(before.world());
    try (NameServer server = NameServer.of(company)) {
      World predicted = rename.apply(before.world());
      assertEquals("", differences(predicted, machines, names, server));
      Snapshot after = company.scan();
      assertEquals("", differences(after.world(), machines(company, after), names, server));
    }
  }

  /** Zones and machines with what the sample has no need of. */
  private static void harder(Company company) throws IOException {
    company.append(
        "ns01/etc/bind/db.shop.test",
        """

        $ORIGIN shop.test.
        *.apps          IN A      10.20.0.71
        *.old           IN CNAME  bus
        fixed.apps      IN A      10.20.0.72
        loop-a          IN CNAME  loop-b
        loop-b          IN CNAME  loop-a
        dead            IN CNAME  nosuch
        away            IN CNAME  www.example.org.
        texts           IN TXT    "no address"
        two             IN A      10.20.0.91
        two             IN A      10.20.0.92
        UPPER           IN A      10.20.0.93
        a.b             IN A      10.20.0.94
        shop            IN A      10.20.0.95
        texts.mon       IN A      10.20.0.96
        """);
    Files.writeString(
        company.file("ns01/etc/bind/db.corp.test"),
        """
        $TTL 3600
        @       IN SOA  ns01.shop.test. hostmaster.shop.test. ( 1 7200 900 1209600 300 )
                IN NS   ns01.shop.test.
        rack9   IN A    10.20.0.99
        mq01    IN A    10.20.0.98
        bus     IN CNAME mq01
        """);
    company.append(
        "ns01/etc/bind/named.conf.local",
        "\nzone \"corp.test\" { type master; file \"/etc/bind/db.corp.test\"; };\n");
    resolver(company, "app01", "search mon.shop.test shop.test\nnameserver 10.20.0.2\n");
    resolver(company, "app02", "search shop.test\noptions ndots:2\nnameserver 10.20.0.2\n");
    resolver(company, "batch01", "search corp.test shop.test\nnameserver 10.20.0.2\n");
    resolver(company, "lb01", "search shop.test corp.test\nnameserver 10.20.0.2\n");
    resolver(company, "mq011", "search shop.test\noptions ndots:0\nnameserver 10.20.0.2\n");
    resolver(company, "docker01", "domain corp.test\nsearch shop.test\nnameserver 10.20.0.2\n");
    resolver(company, "db01", "search corp.test\ndomain shop.test\nnameserver 10.20.0.2\n");
    company.append("app03/etc/hosts", "10.20.0.77 mq01 bus.shop.test\n");
    company.append("cache01/etc/hosts", "10.20.0.31 database.mon.shop.test rack9 Mixed.Case\n");
    Files.writeString(
        company.file("mq01/etc/nsswitch.conf"), "hosts: dns [NOTFOUND=return] files\n");
    company.append("mq01/etc/hosts", "10.20.0.78 nosuch.shop.test db01.shop.test\n");
    Files.writeString(company.file("app03/etc/nsswitch.conf"), "hosts: files\n");
    Files.writeString(company.file("cache01/etc/nsswitch.conf"), "hosts:\tdns files # both\n");
    Files.writeString(
        company.file("app02/etc/nsswitch.conf"),
        "hosts: files mdns4_minimal [NOTFOUND=return] dns\n");
    Files.writeString(
        company.file("lb01/etc/nsswitch.conf"),
        "hosts: files [NOTFOUND=return UNAVAIL=continue] dns\n");
    Files.writeString(
        company.file("mq011/etc/nsswitch.conf"), "hosts: dns [!UNAVAIL=return] files\n");
    company.append("mq011/etc/hosts", "10.20.0.78 nosuch.shop.test db01.shop.test\n");
    company.append("cache01/etc/hosts", "10.20.0.79 web01.shop.test only.here\n");
  }

  private static void resolver(Company company, String host, String text) throws IOException {
    Files.writeString(company.file(host + "/etc/resolv.conf"), text);
  }

  @Test
  void the_world_is_what_the_resolver_says_in_hard_cases(@TempDir Path folder)
      throws IOException, InterruptedException {
    Company company = Company.in(folder.resolve("startup"));
    harder(company);
    Snapshot snapshot = company.scan();
    World world = snapshot.world();
    Set<String> names = new TreeSet<>(names(world));
    names.addAll(List.of("x.apps.shop.test", "x.y.apps.shop.test", "x.fixed.apps.shop.test"));
    names.addAll(List.of("apps.shop.test", "x.old.shop.test", "only.here"));
    names.addAll(List.of("mixed.case", "MIXED.CASE", "upper", "a.b", "shop", "mq01.corp.test"));
    // The machine itself, whatever the order says (RFC 6761).
    names.remove("localhost");
    try (NameServer server = NameServer.of(company)) {
      assertEquals("", differences(world, machines(company, snapshot), List.copyOf(names), server));
    }
  }
}
