package io.whatbreaks.scanners.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.SourceOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sample application as Spring Boot packages it, on a machine: its classes within a jar, some of
 * them in a jar within that one, properties inside and outside.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/features/external-config.html">Spring
 *     Boot: what lies outside the jar wins</a>
 */
class PackagedApplicationTest {
  private static final String JAR = "h1/srv/shop/shop.jar!/BOOT-INF/";
  private static final String OWN = JAR + "classes/com/acme/shop/";
  private static final String SHARED = JAR + "lib/shared.jar!/com/acme/shop/";

  @TempDir static Path temp;

  @BeforeAll
  static void make() throws IOException {
    Path classes = temp.resolve("classes");
    CompiledSources.into(classes, "shop", "Names", "Topology", "Listeners", "Senders");
    write("fleet/h1/etc/hostname", "h1\n".getBytes(StandardCharsets.UTF_8));
    write(
        "fleet/h1/srv/shop/application.yml",
        "shop:\n  audit:\n    queue: shop.audit\n".getBytes(StandardCharsets.UTF_8));
    TreeMap<String, byte[]> inner = new TreeMap<>();
    inner.put("com/acme/shop/Senders.class", read(classes, "Senders"));
    inner.put("org/springframework/amqp/Known.class", read(classes, "Senders"));
    inner.put("META-INF/MANIFEST.MF", new byte[0]);
    TreeMap<String, byte[]> outer = new TreeMap<>();
    outer.put("BOOT-INF/classes/com/acme/shop/Topology.class", read(classes, "Topology"));
    outer.put("BOOT-INF/classes/com/acme/shop/Listeners.class", read(classes, "Listeners"));
    outer.put(
        "BOOT-INF/classes/application.yml",
        "shop: {audit: {queue: shop.old-audit}, exchange: shop.paid}\n"
            .getBytes(StandardCharsets.UTF_8));
    outer.put("BOOT-INF/lib/shared.jar", jar(inner));
    outer.put("org/springframework/boot/loader/Launcher.class", read(classes, "Names"));
    write("fleet/h1/srv/shop/shop.jar", jar(outer));
    TreeMap<String, byte[]> library = new TreeMap<>();
    library.put("org/apache/Known.class", read(classes, "Names"));
    write("fleet/h1/srv/shop/library.jar", jar(library));
  }

  private static byte[] read(Path classes, String name) throws IOException {
    return Files.readAllBytes(classes.resolve("com/acme/shop/" + name + ".class"));
  }

  private static void write(String path, byte[] bytes) throws IOException {
    Path file = temp.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private static byte[] jar(TreeMap<String, byte[]> members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : members.keySet()) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(members.get(name));
      }
    }
    return bytes.toByteArray();
  }

  private static List<String> answer(String name, String to) throws IOException {
    Path fleet = temp.resolve("fleet");
    Change change = new Change.Rename(name, to, false);
    Impact lazy = WhatBreaks.impactOf(List.of(change), List.of(fleet), SourceOptions.DEFAULT);
    Impact whole = WhatBreaks.scan(fleet).impactOf(List.of(change));
    assertEquals(whole.places(), lazy.places());
    assertEquals(whole.breakages(), lazy.breakages());
    Set<String> hit = new TreeSet<>();
    for (Breakage breakage : whole.breakages()) {
      hit.add(breakage.component() + " " + breakage.effect() + " " + breakage.certainty());
    }
    List<String> all = new ArrayList<>(hit);
    for (Place place : whole.places()) {
      all.add(place.role() + " " + place.evidence().at() + " " + place.evidence().text());
    }
    return all;
  }

  @Test
  void a_queue_behind_a_placeholder_stands_in_the_properties_outside() throws IOException {
    assertEquals(
        List.of(
            "component:h1/shop BREAKS CERTAIN", "USES h1/srv/shop/application.yml:3:12 shop.audit"),
        answer("queue:shop.audit", "shop.log"));
  }

  @Test
  void an_exchange_behind_a_placeholder_stands_in_the_properties_inside() throws IOException {
    assertEquals(
        List.of(
            "component:h1/shop BREAKS CERTAIN",
            "USES " + JAR + "classes/application.yml:1:50 shop.paid"),
        answer("exchange:shop.paid", "shop.done"));
  }

  @Test
  void a_queue_in_code_stands_in_every_class_that_names_it() throws IOException {
    assertEquals(
        List.of(
            "USES " + OWN + "Listeners.class:17:1 shop.orders",
            "DEFINES " + OWN + "Topology.class:24:1 shop.orders",
            "USES " + OWN + "Topology.class:44:1 shop.orders",
            "USES " + OWN + "Topology.class:49:1 shop.orders",
            "USES " + SHARED + "Senders.class:30:1 shop.orders",
            "USES " + SHARED + "Senders.class:61:1 shop.orders"),
        answer("queue:shop.orders", "shop.all").stream()
            .filter(line -> !line.startsWith("component:"))
            .toList());
  }

  @Test
  void classes_of_libraries_are_left_out_and_every_file_is_accounted_for() throws IOException {
    ScanResult result = WhatBreaks.scan(temp.resolve("fleet")).result();
    List<String> files = new ArrayList<>();
    result.files().forEach(file -> files.add(file.path() + " " + file.reading()));
    assertEquals(
        List.of(
            "h1/etc/hostname UNDERSTOOD",
            "h1/srv/shop/application.yml UNDERSTOOD",
            "h1/srv/shop/library.jar SKIPPED",
            JAR + "classes/application.yml UNDERSTOOD",
            OWN + "Listeners.class UNDERSTOOD",
            OWN + "Topology.class UNDERSTOOD",
            SHARED + "Senders.class UNDERSTOOD"),
        files.stream().sorted(java.util.Comparator.comparing(f -> f.split(" ", 2)[0])).toList());
  }
}
