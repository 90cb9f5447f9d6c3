package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.scan.SourceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that no file spells: joined from parts, or matched by a pattern. */
class MadeNamesTest {
  @TempDir private Path tree;

  @Test
  void a_pattern_that_stands_for_the_old_name_alone_is_a_use() throws IOException {
    check(
        Map.of(
            "hosts.ini",
            "[mq]\nmq[01:20].shop.test\n[web]\nweb[01:20].shop.test\n",
            "rules.yml",
            "- up{instance=~\"mq\\\\d+.*\"}\n- up{instance=~\"(mq01|db01)\\.shop\\.test\"}\n- up{a=~\"[a-z]+01\"}\n",
            "both.yml",
            "- up{instance=~\"(mq|rabbit)\\d+\\.shop\\.test\"}\n- file: /var/log/mq*.log\n",
            "nginx/nginx.conf",
            "server { listen 80; server_name ~^mq\\d+\\.shop\\.test$; }\nserver { listen 80; server_name *.shop.test; }\n",
            "client.properties",
            "url=http://mq01.shop.test:80/\n"),
        "mq01.shop.test",
        "rabbit01.shop.test",
        """
        client.properties:1:12 USES POSSIBLE mq01.shop.test -> rabbit01.shop.test
        hosts.ini:2:1 USES POSSIBLE mq[01:20].shop.test
        nginx/nginx.conf:1:34 USES CERTAIN ^mq\\d+\\.shop\\.test$
        rules.yml:1:17 USES POSSIBLE mq\\\\d+.*
        rules.yml:2:17 USES POSSIBLE (mq01|db01)\\.shop\\.test -> (rabbit01|db01)\\.shop\\.test
        """);
  }

  @Test
  void a_name_that_only_a_series_states_is_known() throws IOException {
    check(
        Map.of("hosts.ini", "[mq]\nmq[01:20].shop.test\n"),
        "mq07.shop.test",
        "rabbit07.shop.test",
        "hosts.ini:2:1 USES POSSIBLE mq[01:20].shop.test\n");
  }

  private static final Map<String, String> TERRAFORM =
      Map.of(
          "infra/dns.tf",
          """
          resource "hetznerdns_record" "a" {
            for_each = local.shop_hosts
            zone_id  = hetznerdns_zone.shop.id
            name     = each.key
            value    = each.value.ip
          }
          resource "aws_route53_record" "bus" {
            zone_id = data.aws_route53_zone.shop.zone_id
            name    = "bus"
          }
          resource "google_dns_record_set" "db" {
            name         = "db01.${google_dns_managed_zone.prod.dns_name}"
            managed_zone = google_dns_managed_zone.prod.name
          }
          output "web" { value = "http://${local.web}.${var.domain}:80/" }
          """,
          "infra/main.tf",
          """
          locals {
            shop_hosts = {
              mq01 = { ip = "10.0.0.1" }
              mq02 = { ip = "10.0.0.2" }
            }
            web = "web-${var.env}"
          }
          resource "hetznerdns_zone" "shop" { name = "shop.test" }
          data "aws_route53_zone" "shop" { name = "shop.test." }
          resource "google_dns_managed_zone" "prod" {
            name     = "prod"
            dns_name = "prod.test."
          }
          """,
          "infra/vars.tf",
          "variable \"domain\" { default = \"shop.test\" }\nvariable \"env\" { default = \"prod\" }\n",
          "other/main.tf",
          "locals { shop_hosts = { mq01 = {} } }\nvariable \"domain\" { default = \"other.test\" }\n");

  /**
   * Terraform: "for_each … creates an instance for each item", each.key its key
   * (developer.hashicorp.com/terraform/language/meta-arguments/for_each); names are those of one
   * module, which is one folder (…/language/modules).
   */
  @Test
  void a_record_is_named_by_its_key_and_its_zone() throws IOException {
    check(
        TERRAFORM,
        "mq01.shop.test",
        "bus01.shop.test",
        "infra/main.tf:3:5 DEFINES CERTAIN mq01 -> bus01\n");
    check(
        TERRAFORM,
        "bus.shop.test",
        "mq.shop.test",
        "infra/dns.tf:9:14 DEFINES CERTAIN bus -> mq\n");
    check(
        TERRAFORM,
        "db01.prod.test",
        "sql01.prod.test",
        "infra/dns.tf:12:19 DEFINES CERTAIN db01. -> sql01.\n");
  }

  @Test
  void the_part_that_holds_what_changes_is_the_place_to_edit() throws IOException {
    check(
        TERRAFORM,
        "web-prod.shop.test",
        "www-prod.shop.test",
        "infra/main.tf:6:10 USES POSSIBLE web- -> www-\n");
    check(
        TERRAFORM,
        "web-prod.shop.test",
        "web-test.shop.test",
        "infra/vars.tf:2:29 USES POSSIBLE prod -> test\n");
    check(
        TERRAFORM,
        "web-prod.shop.test",
        "other.shop.test",
        "infra/main.tf:6:10 USES POSSIBLE web-\n");
  }

  private static final Map<String, String> PLAYBOOK =
      Map.of(
          "group_vars/all.yml",
          "domain: shop.test\nmq_name: mq01\nenv: prod\n",
          "tasks/main.yml",
          "- url: http://{{ mq_name }}.{{ domain }}:80/\n- host: \"{{ env }}-db.{{ domain }}\"\n- host: {{ env }}-web.{{ domain }}\n",
          "run.sh",
          "HOST=web01\nDOMAIN=shop.test\ncurl http://$HOST.$DOMAIN:80/x\n",
          "other.sh",
          "HOST=web02\ncurl http://$HOST.$DOMAIN:80/x\n",
          "nodes.sh",
          "pdsh -w node[01-20].shop.test uptime\n");

  @Test
  void variables_of_playbooks_and_scripts_are_joined() throws IOException {
    check(
        PLAYBOOK,
        "mq01.shop.test",
        "bus01.shop.test",
        "group_vars/all.yml:2:10 USES POSSIBLE mq01 -> bus01\n");
    check(
        PLAYBOOK, "web01.shop.test", "www01.shop.test", "run.sh:1:6 USES CERTAIN web01 -> www01\n");
    check(
        PLAYBOOK,
        "prod-db.shop.test",
        "prod-sql.shop.test",
        "tasks/main.yml:2:19 USES POSSIBLE -db. -> -sql.\n");
    // Other names are made of the same letters.
    check(
        PLAYBOOK,
        "prod-db.shop.test",
        "test-db.shop.test",
        "group_vars/all.yml:3:6 USES POSSIBLE prod\n");
    check(
        PLAYBOOK,
        "node07.shop.test",
        "n07.shop.test",
        "nodes.sh:1:9 USES POSSIBLE node[01-20].shop.test\n");
  }

  @Test
  void keys_of_an_inventory_are_joined() throws IOException {
    Map<String, String> files =
        Map.of(
            "ansible/inventory.yml",
            "hosts:\n - infra:\n   - ibm:\n      aix71-1: {ip: 10.1.0.1}\n      aix72-1: {ip: 10.1.0.2}\n - test:\n   - ibm:\n      aix71-1: {ip: 10.1.0.3}\n",
            "site.yml",
            "- hosts: infra-ibm-aix71-1\n",
            "values.yml",
            "infra:\n  ibm:\n    aix71-1: {size: 3}\n");
    check(
        files,
        "infra-ibm-aix71-1",
        "infra-ibm-aix73-1",
        """
        ansible/inventory.yml:4:7 USES POSSIBLE aix71-1 -> aix73-1
        site.yml:1:10 USES POSSIBLE infra-ibm-aix71-1 -> infra-ibm-aix73-1
        """);
    check(
        files,
        "test-ibm-aix71-1",
        "test-own-aix71-1",
        "ansible/inventory.yml:8:7 USES POSSIBLE aix71-1\n");
  }

  /** Asks lazily and of everything, which must not differ. */
  private void check(Map<String, String> files, String from, String to, String expected)
      throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = tree.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    List<Change> change = List.of(Change.renameHost(from, to));
    Impact lazy = WhatBreaks.impactOf(change, List.of(tree), SourceOptions.DEFAULT);
    Impact whole = WhatBreaks.scan(tree).impactOf(change);
    assertEquals(expected, lines(lazy.places()));
    assertEquals(expected, lines(whole.places()));
    assertEquals(whole.breakages(), lazy.breakages());
  }

  private static String lines(List<Place> places) {
    StringBuilder lines = new StringBuilder();
    Stream<String> all =
        places.stream()
            .sorted()
            .map(
                place ->
                    place.evidence().at().path()
                        + ":"
                        + place.evidence().at().line()
                        + ":"
                        + place.evidence().at().column()
                        + " "
                        + place.role()
                        + " "
                        + place.certainty()
                        + " "
                        + place.evidence().text()
                        + place.edit().map(edit -> " -> " + edit).orElse(""));
    all.forEach(line -> lines.append(line).append('\n'));
    return lines.toString();
  }
}
