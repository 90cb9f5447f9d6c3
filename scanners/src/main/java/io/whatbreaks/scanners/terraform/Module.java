package io.whatbreaks.scanners.terraform;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** States what one document says of its module. */
final class Module {
  private static final String RECORD = "terraform/record";

  /** Attributes by which providers name the zone of a record, and a zone its domain. */
  private static final List<String> ZONE =
      List.of("zone_id", "zone", "zone_name", "managed_zone", "domain", "dns_zone", "zone_uuid");

  private static final List<String> RECORD_NAME = List.of("name", "subdomain", "host", "hostname");
  private static final List<String> ZONE_DOMAIN = List.of("dns_name", "name", "zone", "domain");

  /** {@code local.x}, {@code aws_route53_zone.main.zone_id}, {@code data.a.b["c"].id}. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:\\$\\{)?((?:data\\.)?[\\w-]+\\.[\\w-]+)(?:\\[[^\\]]*\\])?(?:\\.\\w+)?\\}?");

  private static final Pattern FOR_EACH = Pattern.compile("(?:toset\\()?(local\\.[\\w-]+)\\)?");
  private static final String EACH_KEY = ".each.key";

  private final Document document;
  private final ScanOutput output;
  private final NodeId component;

  Module(Document document, ScanOutput output) {
    this.document = document;
    this.output = output;
    this.component = TerraformScanner.component(document);
  }

  /** The written values of a mapping, under their dotted keys. */
  void values(String prefix, Node.Mapping mapping, int depth) {
    for (Node.Entry entry : mapping.entries()) {
      String key = prefix + "." + entry.key().value();
      if (entry.value() instanceof Node.Mapping inner && depth > 0) {
        values(key, inner, depth - 1);
      } else {
        value(key, entry.value());
      }
    }
  }

  /** A written text; what is worked out has no value here, save another name alone. */
  void value(String key, Node value) {
    if (!(value instanceof Scalar scalar) || scalar.value().isEmpty()) {
      return;
    }
    if (isText(scalar)) {
      setting(key, scalar.value(), scalar);
    } else {
      reference(scalar).ifPresent(other -> setting(key, "${" + other + "}", scalar));
    }
  }

  /** A text ends with its quote; an expression stands as it is. */
  private static boolean isText(Scalar scalar) {
    return scalar.offset(0) > scalar.start();
  }

  private static Optional<String> reference(Scalar scalar) {
    Matcher matcher = REFERENCE.matcher(scalar.value());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private void setting(String key, String value, Scalar at) {
    output.add(
        new Fact.Setting(
            component,
            TerraformScanner.key(document, key),
            value,
            Fact.Rank.FILE,
            "",
            evidence(at, "terraform/value")));
  }

  private Evidence evidence(Scalar at, String rule) {
    return output.evidence(at.offset(0), at.endOffset(at.value().length()), rule);
  }

  /** Records may be made for each entry of a local: the resource tells in what zone. */
  void entries(Node.Mapping locals) {
    for (Node.Entry local : locals.entries()) {
      String name = "local." + local.key().value();
      if (local.value() instanceof Node.Mapping mapping) {
        mapping.entries().forEach(entry -> record(entry.key(), entry.key().value(), name));
      } else if (local.value() instanceof Node.Sequence list) {
        for (Node item : list.items()) {
          if (item instanceof Scalar scalar && isText(scalar)) {
            record(scalar, scalar.value(), name);
          }
        }
      }
    }
  }

  private void record(Scalar at, String name, String local) {
    record(at, name + ".${" + local + EACH_KEY + "}");
  }

  /**
   * A zone gives its domain, a record is a name in its zone.
   *
   * @param address by which others name the resource
   */
  void resource(String type, String address, Node.Mapping attributes) {
    boolean isRecord = type.contains("record") || type.contains("rrset");
    if (isRecord) {
      zone(attributes).ifPresent(zone -> record(attributes, zone));
    } else if (type.contains("zone") || type.contains("domain")) {
      first(attributes, ZONE_DOMAIN)
          .filter(Module::isText)
          .ifPresent(domain -> setting(address, withoutDot(domain.value()), part(domain)));
      for (String key : ZONE_DOMAIN) {
        first(attributes, List.of(key))
            .filter(Module::isText)
            .ifPresent(text -> setting(address + "." + key, withoutDot(text.value()), part(text)));
      }
    }
  }

  /** A queue, exchange or topic that a resource makes, or looks up. */
  void destination(String type, boolean makes, Node.Mapping attributes) {
    Destinations.state(document, output, type, makes, attributes);
  }

  private static Scalar part(Scalar domain) {
    return domain.part(0, withoutDot(domain.value()).length());
  }

  private static String withoutDot(String domain) {
    return domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
  }

  private static Optional<Scalar> first(Node.Mapping attributes, List<String> keys) {
    for (String key : keys) {
      if (attributes.get(key).orElse(null) instanceof Scalar scalar && !scalar.value().isEmpty()) {
        return Optional.of(scalar);
      }
    }
    return Optional.empty();
  }

  /** The domain as written, or a placeholder for it. */
  private static Optional<String> zone(Node.Mapping attributes) {
    for (String key : ZONE) {
      Optional<Scalar> value = first(attributes, List.of(key));
      if (value.isPresent()) {
        Optional<String> reference = reference(value.get());
        if (!isText(value.get()) || value.get().value().startsWith("${")) {
          return reference.map(other -> "${" + other + "}");
        }
        if (value.get().value().indexOf('.') > 0) {
          return Optional.of(withoutDot(value.get().value()));
        }
      }
    }
    return Optional.empty();
  }

  private void record(Node.Mapping attributes, String zone) {
    Optional<Scalar> name = first(attributes, RECORD_NAME);
    if (name.isEmpty()) {
      return;
    }
    String text = name.get().value();
    Optional<Scalar> each = first(attributes, List.of("for_each"));
    if (isText(name.get())) {
      boolean whole = text.endsWith(".") || text.endsWith(zone) || text.contains(".dns_name}");
      record(name.get(), whole ? withoutDot(text) : text + "." + zone);
    } else if (text.equals("each.key") || text.equals("each.value")) {
      each.map(Scalar::value)
          .map(FOR_EACH::matcher)
          .filter(Matcher::matches)
          .ifPresent(matcher -> setting(matcher.group(1) + EACH_KEY, zone, name.get()));
    } else {
      reference(name.get()).ifPresent(other -> record(name.get(), "${" + other + "}." + zone));
    }
  }

  private void record(Scalar at, String name) {
    if (at.value().isEmpty() || at.value().equals("@")) {
      return;
    }
    output.add(
        new Fact.Reference(
            component,
            new Fact.Target(document.scope(), name, Set.of(NodeKind.HOST), OptionalInt.empty()),
            new Fact.Use(Lookup.EACH_USE, Group.ALONE, false, Certainty.CERTAIN, ""),
            evidence(at, RECORD)));
  }
}
