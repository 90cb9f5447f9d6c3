package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Impact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said of the company in {@code yard}; that it happens so {@code YardIT} shows. */
class YardTest {
  private static Snapshot yard;

  @BeforeAll
  static void scan() throws IOException {
    yard = WhatBreaks.scan(Path.of("src/test/resources/yard"));
  }

  private static String said(Change change) {
    Impact impact = yard.impactOf(change);
    return impact.breakages().stream()
        .map(b -> b.effect() + " " + b.component().toString().replace("component:", ""))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** RFC 5321, section 5.1. */
  @Test
  void mail_for_a_domain_goes_to_the_hosts_of_its_mx_records() {
    assertEquals("BREAKS app01/postfix\n", said(Change.renameHost("mx01.yard.test", "mx11")));
  }

  /**
   * hosts_access(5); <a href="https://dev.mysql.com/doc/refman/8.4/en/account-names.html">MySQL:
   * Specifying Account Names</a>.
   */
  @Test
  void who_is_known_by_the_name_of_its_machine_is_not_let_in_any_more_whatever_alias_is_left() {
    assertEquals(
        """
        BREAKS app01/cron.d/copy:1
        BREAKS app01/cron.d/stock-sql:1
        DEGRADES sql01/mysql
        DEGRADES web02/sshd
        """,
        said(new Change.Rename("host:app01.yard.test", "app11", true)));
  }

  /** The names of a virtual host and of a certificate are compared, and not looked up. */
  @Test
  void a_name_that_a_server_answers_to_sends_nobody_elsewhere() {
    assertEquals(
        """
        MISDIRECTED app01/cron.d/shop-apps:1
        DEGRADES web01/nginx
        """,
        said(Change.renameHost("shop.apps.yard.test", "store.apps.yard.test")));
  }

  /**
   * <a href="https://bind9.readthedocs.io/en/stable/reference.html#view-block-grammar">BIND:
   * views</a>: what a view includes is of that view.
   */
  @Test
  void the_zones_of_a_file_that_a_view_includes_are_seen_in_that_view_only() {
    Impact impact = yard.impactOf(Change.renameHost("www.yard.test", "shop"));
    String places =
        impact.breakages().stream()
            .filter(b -> b.component().toString().contains("ext01"))
            .flatMap(b -> b.why().stream())
            .map(reason -> reason.evidence().at().path())
            .collect(Collectors.joining(" "));
    assertEquals("ext01/etc/cron.d/shop ns01/etc/bind/outer/db.yard.test", places);
  }

  /** Apache keeps the address, PgBouncer's pool its connections, Sentinel what it started with. */
  @Test
  void what_was_looked_up_at_the_start_has_the_old_address() {
    assertEquals(
        """
        BREAKS app01/cron.d/shop-apache:1
        BREAKS app01/stunnel
        DEGRADES app02/cron.d/api:1
        BREAKS gate01/httpd
        BREAKS plant01/cron.d/shop:1
        """,
        said(Change.readdress("web01.yard.test", "10.40.0.111")));
    assertEquals(
        """
        BREAKS_ON_RESTART app01/cron.d/stock-pool:1
        BREAKS app02/cron.d/stock:1
        BREAKS_ON_RESTART pool01/pgbouncer
        """,
        said(Change.renameHost("pg01.yard.test", "pg11")));
  }
}
