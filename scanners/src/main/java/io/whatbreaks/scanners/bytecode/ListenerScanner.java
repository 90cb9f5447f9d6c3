package io.whatbreaks.scanners.bytecode;

import io.whatbreaks.model.NodeId;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.table.ApplicationFolder;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/**
 * Reads compiled classes for what they say of queues, exchanges and topics: the annotations of
 * listeners (Spring for RabbitMQ, Kafka, JMS and SQS, MicroProfile Reactive Messaging, Micronaut),
 * beans that declare a topology, and the calls by which the clients of brokers send and receive.
 *
 * <p>Names are constants, of the class or put into it by the compiler, or placeholders, which the
 * properties of the application settle. A name that is only known when the program runs is said to
 * be so ({@code computed-name}). The component is the application's folder.
 */
public final class ListenerScanner implements Scanner {
  static final String ID = "listeners";

  /** Found by {@link java.util.ServiceLoader}. */
  public ListenerScanner() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean readsClasses() {
    return true;
  }

  @Override
  public boolean accepts(Document document) {
    return document.isClass() && TopologyCall.markers().stream().anyMatch(document::mentions);
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    ClassNode node = new ClassNode();
    try {
      new ClassReader(document.bytes()).accept(node, ClassReader.SKIP_FRAMES);
    } catch (RuntimeException damaged) {
      output.lost(
          "class-damaged", 0, "the class cannot be read", "compile it anew, or leave it out");
      return;
    }
    output.understood();
    NodeId component = ApplicationFolder.ofClass(document, node.name);
    TopologyWriter writer = new TopologyWriter(document, output, component, node.name);
    TopologyClass read = new TopologyClass(node);
    new ListenerAnnotations(read, writer).read();
    new TopologyCalls(read, writer).read();
    read.notFollowed().forEach(method -> writer.notFollowed(method.name));
  }
}
