package io.whatbreaks.scanners.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.whatbreaks.diagnostic.Coverage.Reading;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scanners.table.Scanned;
import java.util.List;
import org.junit.jupiter.api.Test;

class CronScannerTest {
  private final CronScanner scanner = new CronScanner();

  @Test
  void each_line_is_a_component_that_needs_the_hosts_of_its_command() {
    Scanned scanned =
        Scanned.onHost(
            scanner,
            "etc/cron.d/backup",
            "# old01:80",
            "MAILTO=ops@corp.example",
            "MQ_HOST = \"mq01\"",
            "17 3 * * * root rsync -a /srv/ rsync://back01/backup/",
            "*/5 0-5 * jan mon-fri deploy curl -u u:s3cret http://mq01:15672/ && /usr/local/bin/x a",
            "@daily root mysqldump -hdb01 -pS3cret x | ssh u@back01 \"cat > /x\" % mq09:1");
    assertEquals(
        List.of(
            "4:17-54 reads etc/cron.d/backup by cron.d/backup:4",
            "4:40-46 reference back01:873 by cron.d/backup:4 EACH_USE",
            "5:30-87 reads etc/cron.d/backup by cron.d/backup:5",
            "5:69-85 reads usr/local/bin/x by cron.d/backup:5",
            "5:54-58 reference mq01:15672 by cron.d/backup:5 EACH_USE",
            "5:86-87 token a PROSE by cron.d/backup:5",
            "6:13-67 reads etc/cron.d/backup by cron.d/backup:6",
            "6:25-29 reference db01:3306 by cron.d/backup:6 EACH_USE",
            "6:49-55 reference back01:22 by cron.d/backup:6 EACH_USE",
            "6:57-60 token cat PROSE by cron.d/backup:6",
            "3:12-16 token mq01 VALUE by etc/cron.d/backup"),
        scanned.facts());
    assertEquals(List.of("3:12-16 MQ_HOST=mq01 of etc/cron.d/backup rank 400"), scanned.settings());
    assertEquals(List.of(), scanned.diagnostics());
    assertFalse(scanned.result().toString().toLowerCase(java.util.Locale.ROOT).contains("s3cret"));
  }

  /** libpq, 34.1.1.3: of several hosts one that answers suffices; hostaddr needs no lookup. */
  @Test
  void of_several_hosts_of_one_connection_one_suffices() {
    assertEquals(
        List.of(
            "1:16-46 reads etc/cron.d/db by cron.d/db:1",
            "1:27-31 reference db01:5432 by cron.d/db:1 EACH_USE ANY",
            "1:32-36 reference db02:5432 by cron.d/db:1 EACH_USE ANY",
            "2:16-51 reads etc/cron.d/db by cron.d/db:2",
            "2:41-50 reference 10.0.0.31:5432 by cron.d/db:2 EACH_USE",
            "3:16-42 reads etc/cron.d/db by cron.d/db:3",
            "3:24-28 reference db01:5432 by cron.d/db:3 EACH_USE",
            "3:38-42 reference db02:5432 by cron.d/db:3 EACH_USE"),
        Scanned.onHost(
                scanner,
                "etc/cron.d/db",
                "*/5 * * * * me psql \"host=db01,db02 dbname=x\"",
                "*/5 * * * * me psql \"host=db01 hostaddr=10.0.0.31\"",
                "*/5 * * * * me psql -h db01; psql -h db02")
            .facts());
  }

  @Test
  void tables_of_users_have_no_user_column() {
    assertEquals(
        List.of(
            "1:11-24 reads var/spool/cron/crontabs/root by root:1",
            "1:20-24 reference mq01 by root:1 EACH_USE",
            "2:9-19 reads var/spool/cron/crontabs/root by root:2",
            "2:15-19 reference mq02 by root:2 EACH_USE"),
        Scanned.onHost(
                scanner,
                "var/spool/cron/crontabs/root",
                "1 2 3 4 * ping -c1 mq01",
                "@reboot ping  mq02")
            .facts());
  }

  @Test
  void what_is_no_job_is_lost_and_the_rest_kept() {
    Scanned scanned =
        Scanned.onHost(scanner, "etc/crontab", "nonsense", "1 2 * * * root ping mq01");
    assertEquals(
        List.of(
            "2:16-25 reads etc/crontab by crontab:2",
            "2:21-25 reference mq01 by crontab:2 EACH_USE"),
        scanned.facts());
    assertEquals(
        List.of(
            "etc/crontab:1: ERROR syntax-error: this line of a crontab is neither a variable nor a"
                + " job (write five time fields or @daily, a user and a command)"),
        scanned.diagnostics());
    assertEquals(Reading.PARTLY, scanned.result().files().get(0).reading());
  }

  @Test
  void long_and_hostile_lines_end() {
    Scanned scanned =
        Scanned.onHost(
            scanner,
            "etc/crontab",
            "A=b" + " ".repeat(200_000) + "c",
            "1 2 * * * root " + "$(".repeat(20_000),
            "1 2 * * * root scp " + "$aa".repeat(20_000) + "!",
            "1 2 * * * root x " + "'\"`".repeat(20_000),
            "1 2 * * * root x " + "${a:".repeat(20_000),
            " ".repeat(100_000) + "x");
    assertEquals(1, scanned.diagnostics().size(), scanned.diagnostics().toString());
  }

  @Test
  void crontabs_are_accepted_and_scripts_are_not() {
    assertEquals(
        List.of("etc/crontab", "etc/cron.d/x", "files/cron.d/x", "var/spool/cron/root"),
        List.of(
                "etc/crontab",
                "etc/cron.d/x",
                "etc/cron.daily/x",
                "files/cron.d/x",
                "var/spool/cron/root",
                "crontab.md")
            .stream()
            .filter(path -> scanner.accepts(Document.of(path, Scope.host("h"), path, "")))
            .toList());
  }
}
