package io.whatbreaks.scanners.owners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.compose.ComposeScanner;
import io.whatbreaks.scanners.kubernetes.KubernetesScanner;
import io.whatbreaks.scanners.table.Scanned;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who owns what, by each sort of file that says so. */
class OwnersTest {
  private static List<String> owned(Scanner scanner, String path, String... lines) {
    Scanned scanned = Scanned.inTree(scanner, path, lines);
    assertEquals(List.of(), scanned.diagnostics());
    return scanned.owned();
  }

  /** The examples of GitHub's page about code owners. */
  @Test
  void each_line_of_a_codeowners_file_is_a_pattern_and_its_owners() {
    assertEquals(
        List.of(
            "3:3-32 owned PATH * by [@global-owner1, @global-owner2]",
            "4:6-15 owned PATH *.js by [@js-owner]",
            "5:14-30 owned PATH /build/logs/ by [docs@example.com]",
            "6:1-13 owned PATH /apps/github by []",
            "7:11-21 owned PATH my docs/ by [@octo/docs]"),
        owned(
            new CodeOwnersScanner(),
            ".github/CODEOWNERS",
            "# a comment",
            "",
            "* @global-owner1 @global-owner2",
            "*.js @js-owner #This is an inline comment.",
            "/build/logs/ docs@example.com",
            "/apps/github",
            "my\\ docs/ @octo/docs"));
  }

  /** The form of GitLab's reference of code owners. */
  @Test
  void a_section_has_owners_of_its_own_and_leaves_out() {
    assertEquals(
        List.of(
            "1:3-9 owned PATH * by [@admin]",
            "3:1-6 owned PATH docs/ in documentation by [@docs]",
            "4:11-14 owned PATH README.md in documentation by [@pm]",
            "6:1-5 owned PATH *.rb in ruby by []",
            "7:1-13 owned PATH config/*.rb in ruby by []"),
        owned(
            new CodeOwnersScanner(),
            "CODEOWNERS",
            "* @admin",
            "[Documentation][2] @docs",
            "docs/ ",
            "README.md @pm",
            "^[Ruby]",
            "*.rb  ",
            "!config/*.rb"));
  }

  @Test
  void an_owners_file_names_paths_components_and_hosts() {
    assertEquals(
        List.of(
            "5:15-27 owned PATH app01/** by [@shop/orders, o@shop.test]",
            "5:15-27 owned COMPONENT order-* by [@shop/orders, o@shop.test]",
            "5:15-27 owned HOST mq* by [@shop/orders, o@shop.test]",
            "7:14-18 owned PATH *.zone by [@dns]"),
        owned(
            new OwnersFileScanner(),
            "owners.yaml",
            "owners:",
            "  - paths: [app01/**]",
            "    components: order-*",
            "    hosts: [mq*]",
            "    owners: [\"@shop/orders\", o@shop.test]",
            "  - paths: ['*.zone']",
            "    owners: \"@dns\""));
    Scanned other = Scanned.inTree(new OwnersFileScanner(), "owners.yaml", "owners: [a, b]");
    assertEquals(List.of(), other.facts());
  }

  @Test
  void a_catalog_says_it_of_a_component_and_of_its_folder() {
    assertEquals(
        List.of(
            "5:10-19 owned FOLDER  by [team-shop]",
            "5:10-19 owned COMPONENT basket by [team-shop]"),
        owned(
            new CatalogScanner(),
            "shop/basket/catalog-info.yaml",
            "kind: Component",
            "metadata:",
            "  name: basket",
            "spec:",
            "  owner: team-shop"));
  }

  @Test
  void a_chart_has_maintainers_and_a_machine_variables() {
    assertEquals(
        List.of("3:12-23 owned FOLDER  by [m@shop.test]"),
        owned(
            new CatalogScanner(),
            "charts/basket/Chart.yaml",
            "maintainers:",
            "  - name: m",
            "    email: m@shop.test"));
    assertEquals(
        List.of("2:7-13 owned HOST mq01 by [broker]", "3:14-25 owned HOST mq01 by [m@shop.test]"),
        owned(
            new CatalogScanner(),
            "inventory/host_vars/mq01.yml",
            "owner: root",
            "team: broker",
            "app_contact: m@shop.test"));
  }

  @Test
  void labels_of_workloads_and_services_say_it() {
    assertEquals(
        List.of("5:28-37 owned COMPONENT component:tree/shop/basket by [team-shop]"),
        owned(
            new KubernetesScanner(),
            "basket.yaml",
            "apiVersion: apps/v1",
            "kind: Deployment",
            "metadata:",
            "  name: basket",
            "  labels: {shop.test/team: team-shop}",
            "  namespace: shop",
            "spec: {}"));
    String mapping = "    labels: {com.shop.owned-by: team-shop, tier: web}";
    String list = "    labels: [com.shop.owned-by=team-shop, tier=web]";
    for (String labels : new String[] {mapping, list}) {
      List<String> owned =
          owned(
              new ComposeScanner(), "s/compose.yaml", "services:", "  db:", "    image: x", labels);
      assertEquals(1, owned.size(), labels);
      assertTrue(
          owned.get(0).endsWith("owned COMPONENT component:tree/s/db by [team-shop]"),
          owned.get(0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CODEOWNERS, true",
    "a/.gitlab/CODEOWNERS, true",
    "a/CODEOWNERS.md, false",
    "shop/owners.yml, false",
    "charts/a/charts/redis/Chart.yaml, false",
    "charts/a/Chart.yaml, true",
    "host_vars/mq01/main.yml, true",
    "group_vars/mq01.yml, false"
  })
  void only_such_files_are_read(String path, boolean accepted) {
    Document document = Document.of(path, Scope.tree(""), path, "maintainers: team\n");
    boolean any =
        List.of(new CodeOwnersScanner(), new OwnersFileScanner(), new CatalogScanner()).stream()
            .anyMatch(scanner -> scanner.accepts(document));
    if (accepted) {
      assertTrue(any);
    } else {
      assertFalse(any);
    }
  }

  private static List<String> important(Scanner scanner, String path, String... lines) {
    Scanned scanned = Scanned.inTree(scanner, path, lines);
    assertEquals(List.of(), scanned.diagnostics());
    return scanned.important();
  }

  @Test
  void a_catalog_says_how_critical_a_thing_is() {
    assertEquals(
        List.of(
            "5:11-12 important COMPONENT orders CRITICAL",
            "7:37-41 important COMPONENT orders HIGH"),
        important(
            new CatalogScanner(),
            "orders/catalog-info.yaml",
            "kind: Component",
            "metadata:",
            "  name: orders",
            "  labels:",
            "    tier: 1",
            "  annotations:",
            "    shop.test/business-criticality: high",
            "spec:",
            "  lifecycle: production",
            "  owner: orders"));
    assertEquals(
        List.of("5:14-26 important COMPONENT trial LOW"),
        important(
            new CatalogScanner(),
            "trial/catalog-info.yaml",
            "kind: Component",
            "metadata:",
            "  name: trial",
            "spec:",
            "  lifecycle: experimental"));
  }

  @Test
  void labels_of_workloads_and_services_say_how_critical_they_are() {
    assertEquals(
        List.of(
            "7:18-34 important COMPONENT component:tree/kubernetes:shop/Deployment/api CRITICAL"),
        important(
                new KubernetesScanner(),
                "k8s/api.yaml",
                "apiVersion: apps/v1",
                "kind: Deployment",
                "metadata:",
                "  name: api",
                "  namespace: shop",
                "  labels:",
                "    criticality: mission-critical",
                "    tier: frontend",
                "spec: {template: {spec: {containers: [{name: api, image: api}]}}}")
            .stream()
            .map(
                line ->
                    line.replaceFirst(
                        "component:\\S+", "component:tree/kubernetes:shop/Deployment/api"))
            .toList());
    assertEquals(
        List.of("5:21-26 MEDIUM", "8:33-37 CRITICAL"),
        important(
                new ComposeScanner(),
                "compose.yaml",
                "services:",
                "  a:",
                "    image: a",
                "    labels:",
                "      service-tier: tier3",
                "  b:",
                "    image: b",
                "    labels: [\"business-critical=true\"]")
            .stream()
            .map(line -> line.replaceFirst("important.* ", ""))
            .toList());
  }

  @Test
  void an_owners_file_says_how_critical_things_are() {
    assertEquals(
        List.of(
            "3:18-22 important COMPONENT order-* HIGH",
            "3:18-22 important HOST mq* HIGH",
            "5:18-21 important PATH *.zone LOW"),
        important(
            new OwnersFileScanner(),
            "owners.yaml",
            "owners:",
            "  - components: [\"order-*\"]",
            "    criticality: high",
            "    hosts: [\"mq*\"]",
            "  - criticality: low",
            "    paths: [\"*.zone\"]"));
    Scanned bad =
        Scanned.inTree(
            new OwnersFileScanner(),
            "owners.yaml",
            "owners:",
            "  - {hosts: [mq01], criticality: huge, owners: [a]}");
    assertEquals(1, bad.diagnostics().size());
    assertTrue(
        bad.diagnostics().get(0).contains("'huge' is no criticality"), bad.diagnostics()::toString);
    assertEquals(List.of(), bad.important());
  }

  @ParameterizedTest
  @CsvSource({
    "critical, CRITICAL",
    "Mission-Critical, CRITICAL",
    "tier0, CRITICAL",
    "1 - most critical, CRITICAL",
    "1, CRITICAL",
    "Tier-2, HIGH",
    "gold, HIGH",
    "normal, MEDIUM",
    "4 - not critical, LOW",
    "frontend, none",
    "backend, none",
    "'', none",
    "6, none",
  })
  void words_of_labels_are_levels_or_none(String word, String level) {
    assertEquals(level, io.whatbreaks.fact.Criticality.of(word).map(Enum::name).orElse("none"));
  }
}
