package io.whatbreaks.examples;

import io.whatbreaks.diff.NameMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags that say what two companies call the same hosts. */
final class MapFlags {
  @Option(
      names = "--map",
      paramLabel = "FILE",
      description = "What B, production, calls the hosts of A, staging; may be repeated.")
  private List<Path> maps = List.of();

  @Option(
      names = "--map-domain",
      paramLabel = "DOMAIN=DOMAIN",
      description = "Names within A's domain are those within B's; may be repeated.")
  private List<String> domains = List.of();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  MapFlags() {}

  boolean isGiven() {
    return !maps.isEmpty() || !domains.isEmpty();
  }

  NameMap names(Terminal terminal) throws IOException {
    NameMap names = NameMap.NONE;
    for (Path map : maps) {
      terminal.reads(map);
      names = new MapFile(map).addTo(names);
    }
    for (String domain : domains) {
      int equals = domain.indexOf('=');
      try {
        names =
            names.withDomain(
                domain.substring(0, Math.max(0, equals)), domain.substring(equals + 1));
      } catch (IllegalArgumentException e) {
        String why = "--map-domain is A's domain = B's domain, not '" + domain + "'";
        throw command == null ? e : new ParameterException(command.commandLine(), why, e);
      }
    }
    return names;
  }
}
