package io.whatbreaks.scanners.compose;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.*;
import java.nio.file.*;
import java.util.*;

public final class Dump {
  public static void main(String[] a) throws Exception {
    List<Scanner> all =
        List.of(
            new ComposeScanner(),
            new io.whatbreaks.scanners.kubernetes.KubernetesScanner(),
            new io.whatbreaks.scanners.rabbitmq.RabbitConfigScanner(),
            new io.whatbreaks.scanners.rabbitmq.RabbitEnvironmentScanner(),
            new io.whatbreaks.scanners.rabbitmq.RabbitDefinitionsScanner());
    Path root = Path.of(a[0]);
    String grep = a.length > 1 ? a[1] : null;
    try (var s = Files.walk(root)) {
      for (Path p : (Iterable<Path>) s.filter(Files::isRegularFile).sorted()::iterator) {
        String local = root.relativize(p).toString();
        if (local.isEmpty()) local = p.getFileName().toString();
        Document d = new Document(local, Scope.tree(""), local, () -> Files.readAllBytes(p));
        for (Scanner sc : all) {
          if (!sc.accepts(d)) continue;
          for (String l : StatedFacts.lines(sc, d))
            if (grep == null || l.contains(grep)) System.out.println(local + ":" + l);
          if (grep == null)
            System.out.println(local + ": " + sc.id() + " " + StatedFacts.reading(sc, d));
        }
      }
    }
  }
}
