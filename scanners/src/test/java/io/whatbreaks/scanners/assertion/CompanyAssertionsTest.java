package io.whatbreaks.scanners.assertion;

import static io.whatbreaks.scanners.assertion.CompanyAssertions.assertThat;
import static io.whatbreaks.scanners.assertion.CompanyAssertions.component;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.WhatBreaksException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompanyAssertionsTest {
  @TempDir Path folder;
  private Snapshot company;

  @BeforeEach
  void scan() throws IOException {
    write(
        "dns/shop.test.zone",
        """
        $ORIGIN shop.test.
        $TTL 300
        @     IN SOA ns1 root 1 7200 900 86400 300
        @     IN NS  ns1
        ns1   IN A   10.0.0.9
        mq01  IN A   10.0.0.1
        app01 IN A   10.0.0.2
        spare IN A   10.0.0.3
        """);
    write("app01/etc/hostname", "app01\n");
    write("app01/etc/resolv.conf", "search shop.test\nnameserver 10.0.0.9\n");
    write(
        "app01/srv/billing/application.properties",
        "spring.application.name=billing\nspring.rabbitmq.host=mq01\n");
    company = WhatBreaks.scan(folder);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String failure(org.junit.jupiter.api.function.Executable assertion) {
    return assertThrows(AssertionError.class, assertion).getMessage();
  }

  @Test
  void a_change_that_breaks_nothing_passes() {
    assertThat(company)
        .renaming("spare.shop.test", "reserve")
        .breaksNothing()
        .and()
        .renaming("mq01", "rabbit01")
        .breaksOnly(component("billing"))
        .because("it is restarted on that day");
    assertThat(company)
        .changing(Change.renameHost("mq01", "rabbit01"))
        .breaksOnly(component("billing"));
  }

  @Test
  void a_failure_tells_the_places() {
    String told =
        failure(
            () ->
                assertThat(company)
                    .renaming("mq01", "rabbit01")
                    .because("the broker moves tonight")
                    .breaksNothing());
    assertTrue(
        told.startsWith(
            "nothing should break, because the broker moves tonight, when mq01 is renamed to rabbit01\n"),
        told);
    assertTrue(told.contains("component:app01/billing"), told);
    assertTrue(told.contains("at app01/srv/billing/application.properties:2:22"), told);
    String others =
        failure(
            () -> assertThat(company).renaming("mq01", "rabbit01").breaksOnly(component("orders")));
    assertTrue(others.startsWith("no component is called orders"), others);
    assertTrue(others.contains("billing"), others);
  }

  @Test
  void an_upgrade_is_asked_like_a_rename() throws IOException {
    write(
        "q1/var/lib/dpkg/status",
        "Package: rabbitmq-server\nStatus: install ok installed\nVersion: 3.13.7-1\n");
    write("q1/etc/hostname", "q1\n");
    write(
        "q1/etc/rabbitmq/rabbitmq.conf",
        "listeners.tcp.default = 5672\nclassic_queue.default_version = 1\n");
    Snapshot scanned = WhatBreaks.scan(folder);
    assertThat(scanned).upgrading("rabbitmq", "4.0").breaksOnly(component("rabbitmq"));
    String told = failure(() -> assertThat(scanned).upgrading("rabbitmq", "4.0").breaksNothing());
    assertTrue(told.contains("component:q1/rabbitmq"), told);
    assertTrue(told.contains("at q1/etc/rabbitmq/rabbitmq.conf:2:"), told);
    assertTrue(told.startsWith("nothing should break, when rabbitmq goes to 4.0\n"), told);
    String unsure =
        failure(() -> assertThat(scanned).upgrading("rabbitmq", "3.13.7").breaksNothing());
    assertTrue(unsure.contains("no-rule-known"), unsure);
    assertThrows(WhatBreaksException.class, () -> assertThat(scanned).upgrading("rabitmq", "4.0"));
    assertThrows(
        IllegalArgumentException.class, () -> assertThat(scanned).upgrading("rabbitmq", ""));
  }

  @Test
  void a_typing_mistake_is_never_a_pass() {
    assertThrows(WhatBreaksException.class, () -> assertThat(company).renaming("mq0l", "x"));
    String told = failure(() -> assertThat(company).hasNoSinglePointOfFailureBehind("biling"));
    assertTrue(told.startsWith("no component is called biling"), told);
    assertThrows(IllegalArgumentException.class, () -> component(" "));
  }

  @Test
  void single_points_of_failure_are_told() {
    String told = failure(() -> assertThat(company).hasNoSinglePointOfFailureBehind("billing"));
    assertTrue(told.startsWith("1 single points of failure behind billing\n"), told);
    assertTrue(told.contains("breaks when host:mq01"), told);
    assertFalse(told.contains("host:app01.shop.test is lost"), told);
  }

  @Test
  void dangling_references_are_told() throws IOException {
    assertThat(company).hasNoDanglingReferences();
    write(
        "compose/docker-compose.yml",
        "services:\n  web:\n    image: nginx\n    depends_on: [api]\n");
    String told = failure(() -> assertThat(WhatBreaks.scan(folder)).hasNoDanglingReferences());
    assertTrue(told.startsWith("1 dangling references\n"), told);
    assertTrue(told.contains("at compose/docker-compose.yml:4:18"), told);
  }
}
