package io.whatbreaks.scanners.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.diagnostic.Coverage.Reading;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOutput;
import io.whatbreaks.scanners.table.TableScanner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextScannerTest {

  private static ScanResult scan(String path, String text, Scanner... others) {
    SourceOutput output = new SourceOutput();
    output.document(Document.of("till3/" + path, Scope.host("till3"), path, text));
    List<Scanner> scanners = new ArrayList<>(List.of(others));
    scanners.add(new TextScanner());
    return Scanners.of(scanners).scan(output);
  }

  /** {@code line:column sort name}, for names that begin like those of the examples. */
  private static List<String> facts(ScanResult result) {
    return result.facts().stream()
        .map(TextScannerTest::line)
        .filter(TextScannerTest::isName)
        .toList();
  }

  private static boolean isName(String line) {
    String name = line.substring(line.lastIndexOf(' ') + 1);
    return name.matches("(mq|db|nas|web)\\d.*|x|10\\..*");
  }

  private static String line(Fact fact) {
    String at = fact.evidence().at().line() + ":" + fact.evidence().at().column();
    if (fact instanceof Fact.Token token) {
      return at + " " + token.span().name().toLowerCase(java.util.Locale.ROOT) + " " + token.text();
    }
    if (fact instanceof Fact.Reference reference) {
      Fact.Use use = reference.use();
      String port =
          reference.target().port().isPresent() ? ":" + reference.target().port().getAsInt() : "";
      return at + " " + use.certainty() + " reference" + port + " " + reference.target().name();
    }
    return at + " " + fact.getClass().getSimpleName();
  }

  static Stream<Arguments> languages() {
    return Stream.of(
        row("a.yaml", "mq01: x1 # mq02", "1:1 value mq01", "1:12 comment mq02"),
        row("a.yaml", "- 'mq01'#mq02", "1:4 value mq01", "1:10 value mq02"),
        row("a.yaml", "- \"mq01 # mq02\"", "1:4 value mq01", "1:11 value mq02"),
        row("a.yml", "don't: mq01 # it's mq02", "1:8 value mq01", "1:20 comment mq02"),
        row("a.yml", "a: http://mq01:15672/x", "1:11 POSSIBLE reference:15672 mq01"),
        row("a.yml", "a: 'mq01'\r\nb: mq02\r\n", "1:5 value mq01", "2:4 value mq02"),
        row("a.yml.j2", "a: mq01 {# mq02 #}\n", "1:4 value mq01", "1:12 comment mq02"),
        row("a.json", "{\"mq01\": [\"mq02\"]}", "1:3 value mq01", "1:12 value mq02"),
        row("a.json", "{\"a\": \"http:\\/\\/mq01\\/b\"}", "1:17 POSSIBLE reference:80 mq01"),
        row(
            "a.json5",
            "// mq01\n{a: \"mq02\" /* mq03 */}",
            "1:4 comment mq01",
            "2:6 value mq02",
            "2:15 comment mq03"),
        row(
            "a.xml",
            "<a b='mq01'>mq02<!-- mq03 --></a>",
            "1:7 value mq01",
            "1:13 value mq02",
            "1:22 comment mq03"),
        row("a.xml", "<mq01 mq02='1'><![CDATA[mq03]]></mq01>", "1:25 value mq03"),
        row("a.xml", "<a xmlns:b='mq01' b:schemaLocation = 'mq02' c='mq03'/>", "1:48 value mq03"),
        row("a.toml", "hosts = [\n  \"mq03\", # mq03\n]", "2:4 value mq03", "2:13 comment mq03"),
        row(
            "a.properties",
            "! mq01\n# mq02\na=mq03 # mq04",
            "1:3 comment mq01",
            "2:3 comment mq02",
            "3:3 value mq03",
            "3:10 value mq04"),
        row(
            "a.ini",
            "[mq01]\nmq02 a_host=mq03 ; mq04\nb=mq05;mq06",
            "1:2 value mq01",
            "2:1 value mq02",
            "2:13 value mq03",
            "2:20 comment mq04",
            "3:3 value mq05",
            "3:8 value mq06"),
        row(
            "hosts.cfg",
            "; mq01\n[web1:children]\ndb01",
            "1:3 comment mq01",
            "2:2 value web1",
            "3:1 value db01"),
        row("a.toml", "host = \"mq01\" # mq02", "1:9 value mq01", "1:17 comment mq02"),
        row(
            "a.tf",
            "a = \"mq01\" // mq02\n/* mq03\nmq04 */ b = \"mq05\"",
            "1:6 value mq01",
            "1:15 comment mq02",
            "2:4 comment mq03",
            "3:1 comment mq04",
            "3:14 value mq05"),
        row(
            "etc/fstab",
            "//nas01/share /mnt cifs\n# nas02",
            "1:3 POSSIBLE reference nas01",
            "2:3 comment nas02"),
        row(
            "etc/thing",
            "server mq01\n; mq02\n// mq03",
            "1:8 value mq01",
            "2:3 comment mq02",
            "3:4 comment mq03"),
        row(
            "zones/shop.test",
            "$ORIGIN shop.test.\nx CNAME mq01;mq02",
            "2:9 value mq01",
            "2:14 comment mq02"),
        row("README", "call mq01", "1:6 prose mq01"),
        row("docs/a.md", "# mq01\n`mq02`", "1:3 prose mq01", "2:2 prose mq02"),
        row("notes.org", "* mq01", "1:3 prose mq01"),
        row(
            "data/shop.org",
            "+mq01.shop.org:10.0.0.1",
            "1:2 value mq01.shop.org",
            "1:16 value 10.0.0.1"),
        row("a.7", ".TH MQ 7\nmq01", "2:1 prose mq01"),
        row(
            "A.java",
            "String a = \"mq01\"; // mq02\n/** mq03\n * mq04 */ char b; int mq05;",
            "1:13 literal mq01",
            "1:23 comment mq02",
            "2:5 comment mq03",
            "3:4 comment mq04"),
        row(
            "a.py",
            "\"\"\"mq01\nmq02\n\"\"\"\na = 'mq03' # mq04\nb = \"\"\"\nmq05\"\"\"",
            "1:4 comment mq01",
            "2:1 comment mq02",
            "4:6 literal mq03",
            "4:14 comment mq04",
            "6:1 literal mq05"),
        row(
            "a.go",
            "a := \"\\nmq01\"\nb := `mq02\nmq03` // mq04",
            "1:9 literal mq01",
            "2:7 literal mq02",
            "3:1 literal mq03",
            "3:10 comment mq04"),
        row("a.rb", "a = 'mq01' # mq02", "1:6 literal mq01", "1:14 comment mq02"),
        row("a.php", "<?php\n$a = 'mq01'; // mq02", "2:7 literal mq01", "2:17 comment mq02"),
        row("a.cs", "var a = \"mq01\"; // mq02", "1:10 literal mq01", "1:20 comment mq02"),
        row(
            "a.js",
            "a = 'mq01' /* mq02\nmq03 */ + `mq04`",
            "1:6 literal mq01",
            "1:15 comment mq02",
            "2:1 comment mq03",
            "2:12 literal mq04"),
        row("a.ts", "const a = 'mq01'; // mq02", "1:12 literal mq01", "1:22 comment mq02"),
        row("a.kt", "val a = \"mq01\" // mq02", "1:10 literal mq01", "1:19 comment mq02"),
        row("Jenkinsfile", "sh 'ssh mq01' // mq02", "1:9 literal mq01", "1:18 comment mq02"),
        row("a.rb", "description 'Database mq01'", "1:23 prose mq01"),
        row("a.rb", "puts 'cannot reach mq01 now'", "1:20 prose mq01"),
        row("a.rb", "puts 'the host mq01.shop.test rests'", "1:16 literal mq01.shop.test"),
        row("a.rb", "run 'ssh -q mq01 uptime now then'", "1:13 literal mq01"),
        row("a.pl", "my $a = 'mq01'; # mq02", "1:10 literal mq01", "1:19 comment mq02"),
        row("a.lua", "a = \"mq01\" -- mq02", "1:6 literal mq01", "1:15 comment mq02"),
        row("a.sql", "select 'mq01' -- mq02", "1:9 literal mq01", "1:18 comment mq02"),
        row("Dockerfile.prod", "ENV A=mq01 # mq02", "1:7 literal mq01", "1:14 comment mq02"),
        row(
            "a.sh",
            "a=mq01 # mq02\nssh mq03 \\\n  db01",
            "1:3 literal mq01",
            "1:10 comment mq02",
            "2:5 CERTAIN reference:22 mq03",
            "3:3 literal db01"),
        row("bin/run", "#!/usr/bin/env python3\na = 'mq01'", "2:6 literal mq01"),
        row("bin/go", "#!/bin/sh -e\ncurl http://mq01/", "2:13 CERTAIN reference:80 mq01"),
        row("a.bat", "rem mq01\nset A=mq02", "1:5 comment mq01", "2:7 literal mq02"));
  }

  /** What stands around a word tells whether a host would stand there. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '\u0001',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a.py -> Redis(host='NAME') -> literal literal",
        "a.py -> Redis(user='NAME') -> other other",
        "a.py -> os.environ.get('REDIS_HOST', 'NAME') -> literal literal",
        "a.py -> os.environ.get('REDIS_USER', 'NAME') -> other other",
        "a.py -> config.get('NAME') -> other other",
        "a.py -> f('NAME') -> literal other",
        "a.py -> hosts = ['a', 'NAME'] -> literal literal",
        "a.py -> images = ['a', 'NAME'] -> other other",
        "a.py -> s.connect(('NAME', 6379)) -> literal literal",
        "a.py -> url = 'http://' + 'NAME' -> literal literal",
        "a.py -> url = 'http://NAME' -> literal literal",
        "a.py -> 'redis://u@NAME/0' -> literal literal",
        "a.py -> if host == 'NAME': -> literal literal",
        "a.py -> x['host'] = 'NAME' -> literal literal",
        "a.js -> const host = process.env.HOST || 'NAME' -> literal literal",
        "a.js -> it('NAME', done) -> other other",
        "a.java -> new InetSocketAddress(\"NAME\", 5672) -> literal literal",
        "a.java -> props.put(\"addr\", \"NAME\"); -> literal literal",
        "a.java -> props.put(\"user\", \"NAME\"); -> other other",
        "a.java -> config.setAmqpHostname(\"NAME\"); -> literal literal",
        "a.go -> net.Dial(\"tcp\", \"NAME:\" + port) -> literal literal",
        "a.rb -> :host => 'NAME' -> literal literal",
        "a.rb -> :user => 'NAME' -> other other",
        "a.pp -> node 'NAME' { } -> literal literal",
        "a.pp -> class { 'NAME': } -> other other",
        "a.yml -> host: NAME -> value value",
        "a.yml -> x: {'a': 'test', 'NAME': 'b'} -> value other",
        "a.yml -> x: NAME -> value value",
        "a.yml -> database: NAME -> other other",
        "a.yml -> volumes:\\n- NAME -> other other",
        "a.yml -> hosts:\\n  - a\\n  - NAME -> value value",
        "a.yml -> NAME: true -> other other",
        "a.yml -> NAME: x9 -> value other",
        "a.yml -> x: run NAME now -> value prose",
        "a.json -> {\"NAME\": {}} -> value other",
        "a.xml -> <host>NAME</host> -> value value",
        "a.xml -> <outputDirectory>NAME</outputDirectory> -> other other",
        "a.sh -> x.sh NAME -> literal prose",
        "a.sh -> docker stop NAME -> literal literal",
        "a.sh -> echo \"starting NAME\" -> literal prose",
        "a.sh -> DB_HOST=NAME x.sh -> literal literal",
      })
  void a_word_is_a_name_where_a_host_would_stand(String path, String text, String expected) {
    List<String> spans = new ArrayList<>();
    for (String name : List.of("mq01", "broker")) {
      scan(path, text.replace("\\n", "\n").replace("NAME", name)).facts().stream()
          .filter(fact -> fact.evidence().text().equals(name))
          .map(TextScannerTest::line)
          .map(line -> line.split(" ", -1)[1].toLowerCase(java.util.Locale.ROOT))
          .distinct()
          .forEach(spans::add);
    }
    assertEquals(expected, String.join(" ", spans));
  }

  private static Arguments row(String path, String text, String... expected) {
    return Arguments.of(path, text, List.of(expected));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("languages")
  void each_language_is_split_by_its_own_rules(String path, String text, List<String> expected) {
    ScanResult result = scan(path, text);
    assertEquals(expected, facts(result));
    assertEquals(List.of(), result.diagnostics());
    assertEquals(Reading.TEXT_ONLY, result.files().get(0).reading());
  }

  /** A scanner that knows the document. */
  private static final class Knowing implements Scanner {
    @Override
    public String id() {
      return "knowing";
    }

    @Override
    public boolean accepts(Document document) {
      return true;
    }

    @Override
    public void scan(Document document, ScanOutput output) {
      output.understood();
    }
  }

  @Test
  void of_understood_documents_only_comments_are_left() {
    ScanResult result = scan("a.yml", "a: mq01 # mq02\n", new Knowing());
    assertEquals(List.of("1:11 comment mq02"), facts(result));
    assertEquals(Reading.UNDERSTOOD, result.files().get(0).reading());
    assertEquals(List.of(), facts(scan("a.sh", "ssh mq01", new Knowing())));
    assertEquals(List.of(), facts(scan("README", "mq01", new Knowing())));
  }

  @Test
  void a_token_belongs_to_its_document() {
    Fact.Token token = (Fact.Token) scan("opt/a.yml", "a: mq01").facts().get(0);
    assertEquals("component:till3/opt/a.yml", token.component().toString());
    assertEquals(Scope.host("till3"), token.from());
    assertEquals("text", token.evidence().scanner());
  }

  @Test
  void numbers_are_no_names_and_single_letters_only_as_whole_values() {
    assertEquals(
        List.of("1:4 value x"), facts(scan("a.yml", "a: x\nb: x y\nc: 5672\n")).stream().toList());
  }

  @Test
  void secrets_never_become_tokens() {
    ScanResult result = scan("a.yml", "password: mq01\ntoken: \"mq02\"\nurl: amqp://u:mq03@mq04\n");
    assertEquals(List.of("3:20 POSSIBLE reference:5672 mq04"), facts(result));
    assertFalse(result.facts().toString().contains("mq01"), result.facts().toString());
    assertFalse(result.facts().toString().contains("mq03"), result.facts().toString());
  }

  @Test
  void too_many_tokens_are_a_loss_that_is_reported() {
    ScanResult result = scan("a.conf", "mq01\n".repeat(200_001));
    assertEquals(200_000, result.facts().size());
    assertEquals(
        List.of(
            "till3/a.conf:200001: ERROR too-many-tokens: more than 200000 words that could be"
                + " names; the rest was not looked at (leave the file out with --exclude, or split"
                + " it)"),
        result.diagnostics().stream().map(Object::toString).toList());
    assertEquals(Reading.PARTLY, result.files().get(0).reading());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.js", "a.json", "a.yml", "a.xml", "a.md", "a.sh", "a.conf", "a.tf", "a.css", "a.py",
        "a.php"
      })
  void one_line_of_half_a_megabyte_takes_linear_time(String path) {
    for (String unit :
        List.of("'", "\"a\",", "/**/", "{##}", "mq01 ", "<a b='", "a=b;", "\\\"", "[[${")) {
      String text = unit.repeat((1 << 19) / unit.length());
      ScanResult result =
          assertTimeoutPreemptively(Duration.ofSeconds(10), () -> scan(path, text), path + unit);
      assertEquals(1, result.files().size());
      assertTrue(result.facts().size() <= 200_000);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "\n", "\r\n", "\u0000", "\ufeff", "'", "\"", "\\", "<", "<!--", "/*", "#", "[", "- ",
        "{#", "a:", "="
      })
  void fragments_of_syntax_do_no_harm(String text) {
    for (String path :
        List.of("a.yml", "a.json", "a.xml", "a.tf", "a.sh", "a.py", "a.rb", "a.js", "x")) {
      ScanResult result = scan(path, text);
      assertEquals(List.of(), result.diagnostics(), path);
    }
  }

  @Property(tries = 300)
  void any_text_gives_facts_that_stand_where_they_say(@ForAll String text) {
    for (String path :
        List.of("a.yml", "a.json", "a.xml", "a.conf", "a.tf", "a.sh", "a.js", "a.py")) {
      ScanResult result = scan(path, text);
      assertEquals(List.of(), result.diagnostics());
      for (Fact fact : result.facts()) {
        if (fact instanceof Fact.Token token && !path.equals("a.json")) {
          assertEquals(token.text(), fact.evidence().text());
        }
      }
    }
  }

  @Test
  void it_is_found_and_comes_last() {
    assertTrue(
        ServiceLoader.load(Scanner.class).stream()
            .map(ServiceLoader.Provider::type)
            .anyMatch(TextScanner.class::equals));
    assertTrue(new TextScanner().isFallback());
  }

  @Test
  void a_script_whose_kind_a_table_knows_is_understood_and_read_as_the_script_it_is() {
    String script =
        "#!/bin/sh\nlog_daemon_msg \"Starting the web1 server\"\ncurl http://mq01:15672/x\n";
    ScanResult known = scan("etc/init.d/bus", script, new TableScanner());
    ScanResult unknown = scan("opt/bus/init", script, new TableScanner());
    assertEquals(List.of("2:30 prose web1", "3:13 CERTAIN reference:15672 mq01"), facts(known));
    assertEquals(facts(known), facts(unknown));
    assertEquals(Reading.UNDERSTOOD, known.files().get(0).reading());
    assertEquals(Reading.TEXT_ONLY, unknown.files().get(0).reading());
  }
}
