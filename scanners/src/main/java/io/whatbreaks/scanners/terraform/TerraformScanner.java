package io.whatbreaks.scanners.terraform;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import java.util.List;

/**
 * Reads what names are made of in a module: defaults of variables, values of {@code .tfvars} files,
 * locals and zones; and the records that are made of them. Everything else is left to others.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/values">Terraform: Variables and
 *     Locals</a>
 */
public final class TerraformScanner implements Scanner {
  private static final int DEEPEST = 6;

  /** Made by the service loader. */
  public TerraformScanner() {}

  @Override
  public String id() {
    return "terraform";
  }

  @Override
  public boolean accepts(Document document) {
    String name = document.fileName();
    return name.endsWith(".tf") || name.endsWith(".tfvars");
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    Module module = new Module(document, output);
    for (Node root : Format.HCL.read(document).roots()) {
      if (!(root instanceof Node.Mapping mapping)) {
        continue;
      }
      if (document.fileName().endsWith(".tfvars")) {
        module.values("var", mapping, DEEPEST);
        continue;
      }
      for (Node.Entry entry : mapping.entries()) {
        statement(module, entry);
      }
    }
  }

  private static void statement(Module module, Node.Entry entry) {
    List<Node> words = Nodes.items(entry.value());
    Node body = words.isEmpty() ? entry.value() : words.get(words.size() - 1);
    if (!(body instanceof Node.Mapping attributes)) {
      return;
    }
    String label = words.size() > 1 && words.get(0) instanceof Scalar text ? text.value() : "";
    switch (entry.key().value()) {
      case "locals" -> {
        module.values("local", attributes, DEEPEST);
        module.entries(attributes);
      }
      case "variable" ->
          attributes.get("default").ifPresent(value -> module.value("var." + label, value));
      case "resource", "data" -> {
        if (words.size() == 3 && words.get(1) instanceof Scalar name) {
          String prefix = entry.key().value().equals("data") ? "data." : "";
          module.resource(label, prefix + label + "." + name.value(), attributes);
          module.destination(label, prefix.isEmpty(), attributes);
        }
      }
      default -> {}
    }
  }

  /** The component of a module: its folder. */
  static NodeId component(Document document) {
    String folder = document.folder();
    return NodeId.component(document.scope(), folder.isEmpty() ? "terraform" : folder);
  }

  /** The key of something that all documents of the module see. */
  static String key(Document document, String name) {
    String path = document.path();
    return Fact.Setting.localKey(path.substring(0, path.lastIndexOf('/') + 1), name);
  }
}
