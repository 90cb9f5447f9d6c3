package io.whatbreaks.examples.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A switch of its own, and the machines plugged into it; gone with them when it is closed. */
final class Network implements AutoCloseable {
  private final Machine bridge;
  private final List<Machine> machines = new ArrayList<>();

  private Network(Machine bridge) {
    this.bridge = bridge;
  }

  static Network make() throws IOException, InterruptedException {
    Network network = new Network(Machine.boot());
    network.bridge.run("ip link add br0 type bridge && ip link set br0 up").succeeded();
    return network;
  }

  /** A machine with an address of this network, which is a /24. */
  Machine boot(String address) throws IOException, InterruptedException {
    Machine machine = Machine.boot();
    machines.add(machine);
    String port = "port" + machines.size();
    // From outside both: only there each has a number.
    Ran.of(
            20,
            List.of(
                "nsenter",
                "--net=/proc/" + bridge.pid() + "/ns/net",
                "sh",
                "-c",
                """
                PATH=$PATH:/usr/sbin:/sbin
                ip link add "$1" type veth peer name eth0 netns "$2" &&
                ip link set "$1" master br0 up
                """,
                "sh",
                port,
                "" + machine.pid()))
        .succeeded();
    machine.run("ip address add \"$1/24\" dev eth0 && ip link set eth0 up", address).succeeded();
    return machine;
  }

  @Override
  public void close() throws IOException {
    for (Machine machine : machines) {
      machine.close();
    }
    bridge.close();
  }
}
