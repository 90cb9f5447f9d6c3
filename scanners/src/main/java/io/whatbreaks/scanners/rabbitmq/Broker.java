package io.whatbreaks.scanners.rabbitmq;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.value.ReferenceWriter;
import io.whatbreaks.scanners.value.Syntax;
import java.util.OptionalInt;

/** The broker that a document belongs to, and how facts about it are stated. */
record Broker(Document document, ScanOutput output) {
  static final String SOFTWARE = "rabbitmq";

  /** One broker to a machine; in a tree, one to a folder. */
  NodeId component() {
    Scope scope = document.scope();
    if (scope.kind() == Scope.Kind.HOST) {
      return NodeId.component(scope, SOFTWARE);
    }
    String folder = document.folder();
    if (folder.equals("conf.d") || folder.endsWith("/conf.d")) {
      folder = folder.substring(0, Math.max(0, folder.length() - "/conf.d".length()));
    }
    return NodeId.component(scope, folder.isEmpty() ? SOFTWARE : folder + "/" + SOFTWARE);
  }

  ReferenceWriter references() {
    return new ReferenceWriter(output, component(), document.scope());
  }

  Evidence evidence(Scalar value, String rule) {
    return output.evidence(value.offset(0), value.endOffset(value.value().length()), rule);
  }

  /** That there is a broker here. */
  void installed(Evidence evidence) {
    output.add(new Fact.Installation(component(), SOFTWARE, "", evidence));
  }

  /** A node name, {@code rabbit@mq01}: what follows the {@code @} is a host name. */
  void nodeName(Scalar value, Group group, boolean hard, String key, String rule) {
    ReferenceWriter.Usage usage = usage(Syntax.NODE_NAME, Lookup.START, hard);
    io.whatbreaks.scanners.value.ValueGrammar.endpoints(Syntax.NODE_NAME, value.value())
        .forEach(node -> references().reference(value, node, usage, group, key, rule));
  }

  static ReferenceWriter.Usage usage(Syntax syntax, Lookup lookup, boolean hard) {
    return new ReferenceWriter.Usage(
        syntax, lookup, Group.Mode.SINGLE, hard, Certainty.CERTAIN, OptionalInt.empty());
  }
}
