package io.whatbreaks.scanners.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.whatbreaks.diagnostic.Coverage.Reading;
import io.whatbreaks.scanners.table.Scanned;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemdScannerTest {
  private final SystemdScanner scanner = new SystemdScanner();

  private Scanned unit(String... lines) {
    return Scanned.onHost(scanner, "etc/systemd/system/basket.service", lines);
  }

  @Test
  void a_unit_needs_other_units_hard_or_soft() {
    Scanned scanned =
        unit(
            "[Unit]",
            "Description=basket on mq01",
            "After=network-online.target mq.service",
            "Requires=postgresql.service redis.service srv.mount",
            "BindsTo=tunnel@%j.service queue.service",
            "Wants=proxy.service",
            "[Install]",
            "WantedBy=multi-user.target");
    assertEquals(
        List.of(
            "4:10-20 reference [component] postgresql by basket EACH_USE",
            "4:29-34 reference [component] redis by basket EACH_USE",
            "5:27-32 reference [component] queue by basket EACH_USE",
            "6:7-12 reference [component] proxy by basket EACH_USE soft"),
        scanned.facts());
    assertEquals(List.of(), scanned.diagnostics());
  }

  @Test
  void the_environment_is_settings_and_references_of_the_unit() {
    Scanned scanned =
        unit(
            "[Service]",
            "User=mq01",
            "Environment=\"SPRING_RABBITMQ_HOST=mq01\" SPRING_RABBITMQ_PORT=5673 'A=b c'",
            "# Environment=OLD=mq09:80",
            "Environment=UPSTREAM=http://app01:8080/x DB_HOST=db01 DB_PASSWORD=s3cret");
    assertEquals(
        List.of(
            "3:35-39 reference mq01:5673 by basket CONNECTION",
            "3:70-71 token b VALUE by basket",
            "3:72-73 token c VALUE by basket",
            "5:29-34 reference app01:8080 by basket EACH_USE POSSIBLE",
            "5:50-54 token db01 VALUE by basket"),
        scanned.facts());
    assertEquals(
        List.of(
            "3:35-39 SPRING_RABBITMQ_HOST=mq01 of basket rank 350",
            "3:62-66 SPRING_RABBITMQ_PORT=5673 of basket rank 350",
            "3:70-73 A=b c of basket rank 350",
            "5:22-41 UPSTREAM=http://app01:8080/x of basket rank 350",
            "5:50-54 DB_HOST=db01 of basket rank 350",
            "5:67-73 DB_PASSWORD= of basket rank 350"),
        scanned.settings());
    assertFalse(scanned.result().toString().contains("s3cret"));
  }

  /** systemd.exec(5), EnvironmentFile=: its settings override those made with Environment=. */
  @Test
  void files_of_the_environment_win_over_it() {
    assertEquals(
        List.of("2:16-20 MQ=mq01 of basket rank 350"),
        unit("[Service]", "Environment=MQ=mq01").settings());
  }

  /**
   * systemd.unit(5): "drop-in" files "are applied in lexicographic order, regardless of which of
   * the directories they reside in"; those "in /etc/ take precedence over those in /run/ which in
   * turn take precedence over those in /usr/lib/".
   */
  @ParameterizedTest
  @CsvSource({
    "usr/lib/systemd/system/basket.service, basket 0/0",
    "usr/local/lib/systemd/system/basket.service, basket 0/1",
    "run/systemd/system/basket.service, basket 0/2",
    "etc/systemd/system/basket.service, basket 0/3",
    "etc/systemd/system/basket.service.d/10-a.conf, basket 1 10-a.conf/3",
    "usr/lib/systemd/system/basket.service.d/20-b.conf, basket 1 20-b.conf/0",
  })
  void files_of_one_unit_have_an_order(String path, String layer) {
    assertEquals(
        List.of(
            layer + " takes back [ExecStart, EnvironmentFile, Environment MQ, WorkingDirectory]"),
        Scanned.onHost(
                scanner,
                path,
                "[Service]",
                "EnvironmentFile=",
                "ExecStart=",
                "ExecStart=/bin/x",
                "Environment=MQ=mq01",
                "WorkingDirectory=/srv")
            .layers());
  }

  /**
   * systemd.unit(5), Specifiers: %i instance, %n the full name, %p the prefix, %H the host name,
   * which goes with the machine when that is renamed.
   */
  @Test
  void specifiers_stand_for_what_the_name_of_the_unit_tells() {
    String[] lines = {
      "[Service]",
      "EnvironmentFile=-/etc/tunnel/%i.env",
      "ExecStart=/usr/bin/ssh -N %i %%i",
      "Environment=A=http://%p.shop.test:80/ B=http://%H:80/",
    };
    assertEquals(
        List.of(
            "1:1-1 inherits tunnel@mq01 from tunnel@",
            "2:18-36 reads etc/tunnel/mq01.env by tunnel@mq01",
            "3:27-29 reference mq01:22 by tunnel@mq01 EACH_USE",
            "4:22-34 reference tunnel.shop.test:80 by tunnel@mq01 EACH_USE POSSIBLE"),
        Scanned.onHost(scanner, "etc/systemd/system/tunnel@mq01.service", lines).facts());
    assertEquals(
        List.of(
            "2:18-36 reads etc/tunnel/*.env by tunnel@",
            "3:27-29 reference ${systemd.instance}:22 by tunnel@ EACH_USE",
            "4:22-34 reference tunnel.shop.test:80 by tunnel@ EACH_USE POSSIBLE"),
        Scanned.onHost(scanner, "etc/systemd/system/tunnel@.service", lines).facts());
  }

  @Test
  void who_names_an_instance_tells_its_template_what_it_stands_for() {
    Scanned scanned = unit("[Unit]", "Wants=tunnel@mq01.service");
    assertEquals(
        List.of(
            "2:14-18 inherits tunnel@mq01 from tunnel@",
            "2:7-18 reference [component] tunnel@mq01 by basket EACH_USE soft"),
        scanned.facts());
    assertEquals(
        List.of("2:14-18 systemd.instance=mq01 of tunnel@mq01 rank 500"), scanned.settings());
  }

  /** systemd-escape(1). */
  @ParameterizedTest
  @CsvSource({"mq01, mq01", "srv-data, srv/data", "a\\x2db, a-b", "a\\x, a\\x", "a\\xzz1, a\\xzz1"})
  void instances_are_unescaped(String escaped, String text) {
    assertEquals(text, UnitName.unescaped(escaped));
  }

  /** Spring Boot, Externalized Configuration, "JSON Application Properties". */
  @Test
  void properties_given_as_json_are_properties_of_their_own_rank() {
    Scanned scanned =
        unit(
            "[Service]",
            "Environment='SPRING_APPLICATION_JSON={\"spring\":{\"rabbitmq\":{\"host\":\"mq01\","
                + "\"password\":\"s3cret\"}},\"x\":[\"a\\\\nb\", 1]}' MQ=mq02");
    assertEquals(
        List.of(
            "2:69-73 spring.rabbitmq.host=mq01 of basket rank 490",
            "2:87-93 spring.rabbitmq.password= of basket rank 490",
            "2:111-112 x[1]=1 of basket rank 490",
            "2:119-123 MQ=mq02 of basket rank 350"),
        scanned.settings());
    assertEquals("2:69-73 reference mq01:5672 by basket CONNECTION", scanned.facts().get(0));
    assertFalse(scanned.result().toString().contains("s3cret"));
    assertEquals(List.of(), scanned.diagnostics());
  }

  @Test
  void a_command_gives_settings_references_and_what_it_reads() {
    Scanned scanned =
        unit(
            "[Service]",
            "EnvironmentFile=-/etc/default/basket",
            "EnvironmentFile=/etc/basket.d/*.env",
            "WorkingDirectory=/opt/basket",
            "ExecStartPre=/bin/sh -c 'until nc -z mq01 5672; do sleep 1; done'",
            "ExecStart=/usr/bin/java -Xmx1g -Ddb.host=${DB_HOST} \\",
            "  # in between",
            "  -jar /opt/basket/lib/basket.jar --spring.rabbitmq.addresses=mq01,mq02:5673 \\",
            "  --spring.config.additional-location=/etc/basket/",
            "ExecStartPost=-/usr/local/bin/announce http://app03/x?a=1&b=2 -c /etc/b.yml word");
    assertEquals(
        List.of(
            "2:18-37 reads etc/default/basket by basket",
            "3:17-36 reads etc/basket.d/*.env by basket",
            "4:18-29 reads opt/basket/ by basket",
            "5:38-42 reference mq01:5672 by basket EACH_USE",
            "6:11-24 reads etc/java*/security/java.security by basket",
            "6:11-24 reads usr/lib/jvm/*/conf/security/java.security by basket",
            "6:11-24 reads usr/lib/jvm/*/lib/security/java.security by basket",
            "6:11-24 reads usr/lib/jvm/*/jre/lib/security/java.security by basket",
            "8:8-34 reads opt/basket/ by basket",
            "9:39-51 reads etc/basket/ by basket",
            "6:42-52 reference ${DB_HOST} by basket EACH_USE POSSIBLE",
            "8:63-67 reference mq01:5672 by basket CONNECTION ORDERED",
            "8:68-72 reference mq02:5673 by basket CONNECTION ORDERED",
            "10:16-39 reads usr/local/bin/announce by basket",
            "10:66-76 reads etc/b.yml by basket",
            "10:47-52 reference app03:80 by basket EACH_USE POSSIBLE",
            "10:77-81 token word PROSE by basket"),
        scanned.facts());
    assertEquals(List.of(), scanned.diagnostics());
  }

  @Test
  void an_empty_assignment_takes_earlier_ones_back() {
    assertEquals(
        List.of("4:25-29 reference mq02:81 by basket EACH_USE"),
        unit(
                "[Service]",
                "ExecStart=/usr/bin/curl http://mq01/",
                "ExecStart=",
                "ExecStart=/usr/bin/wget mq02:81/x")
            .facts());
  }

  @Test
  void a_drop_in_belongs_to_its_unit_and_a_socket_to_its_service() {
    assertEquals(
        List.of("2:20-28 token otherbox VALUE by basket"),
        Scanned.onHost(
                scanner,
                "etc/systemd/system/basket.service.d/peer.conf",
                "[Service]",
                "Environment=A_PEER=otherbox")
            .facts());
    assertEquals(
        List.of("2:22-26 listener 8080 by basket", "4:14-18 listener 8443 by basket"),
        Scanned.onHost(
                scanner,
                "etc/systemd/system/web.socket",
                "[Socket]",
                "ListenStream=0.0.0.0:8080",
                "ListenStream=/run/web.sock",
                "ListenStream=8443",
                "ListenStream=99999",
                "Service=basket.service")
            .facts());
  }

  @Test
  void a_mount_needs_the_host_it_mounts_from() {
    assertEquals(
        List.of("2:6-11 reference nas01 by srv.mount CONNECTION"),
        Scanned.onHost(
                scanner, "etc/systemd/system/srv.mount", "[Mount]", "What=nas01:/srv", "Where=/srv")
            .facts());
  }

  @Test
  void a_line_that_is_no_assignment_is_lost_and_the_rest_kept() {
    Scanned scanned = unit("[Service]", "bogus", "Environment=A=mq01:5672");
    assertEquals(
        List.of("3:15-19 reference mq01:5672 by basket EACH_USE POSSIBLE"), scanned.facts());
    assertEquals(
        List.of(
            "etc/systemd/system/basket.service:2: ERROR syntax-error: this line of a unit file is"
                + " neither a section nor an assignment (write KEY=VALUE, or # for a comment)"),
        scanned.diagnostics());
    assertEquals(Reading.PARTLY, scanned.result().files().get(0).reading());
  }

  @Test
  void services_of_the_bus_are_left_to_others() {
    Scanned scanned =
        Scanned.onHost(
            scanner, "usr/share/dbus-1/services/x.service", "[D-BUS Service]", "Exec=/bin/x");
    assertEquals(List.of(), scanned.facts());
    assertEquals(Reading.TEXT_ONLY, scanned.result().files().get(0).reading());
  }

  /**
   * Networking Properties, "Address Cache": with a security manager addresses are kept for ever,
   * unless a security property says else.
   */
  @Test
  void a_virtual_machine_reads_its_security_properties() {
    assertEquals(
        List.of(
            "2:11-28 reads opt/jdk/conf/security/java.security by basket",
            "2:11-28 reads opt/jdk/lib/security/java.security by basket",
            "2:29-52 keeps ADDRESS for ever by basket",
            "2:53-93 reads etc/app/sec by basket",
            "3:15-32 reads opt/jdk/conf/security/java.security by basket",
            "3:15-32 reads opt/jdk/lib/security/java.security by basket"),
        unit(
                "[Service]",
                "ExecStart=/opt/jdk/bin/java -Djava.security.manager -Djava.security.properties==/etc/app/sec",
                "ExecStartPost=/opt/jdk/bin/java -Djava.security.manager=disallow")
            .facts()
            .stream()
            .filter(
                fact ->
                    fact.contains("security") || fact.contains("keeps") || fact.contains("sec by"))
            .toList());
  }

  @Test
  void many_resets_and_endless_continuations_end() {
    String line = "A=\\\n";
    assertEquals(
        List.of(), unit("[Service]", "X=1\nX=\n".repeat(20_000), line.repeat(20_000)).facts());
  }

  @ParameterizedTest
  @CsvSource({
    "opt/billing/billing.jar, opt/billing/",
    "opt/billing/bin/start, opt/billing/",
    "srv/x/y/run.sh, srv/x/y/",
    "usr/local/bin/publish.sh, usr/local/bin/publish.sh",
    "opt/run.sh, opt/run.sh",
    "usr/bin/java, ''",
    "usr/lib/jvm/17/bin/java, ''",
  })
  void a_program_stands_for_its_folder(String path, String reads) {
    assertEquals(reads, UnitPaths.ofProgram(path).orElse(""));
  }
}
