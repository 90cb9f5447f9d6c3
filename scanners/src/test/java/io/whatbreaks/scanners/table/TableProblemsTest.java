package io.whatbreaks.scanners.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableProblemsTest {
  private static final String GOOD =
      """
      software: acme
      source: https://acme.example/doc
      files: ["acme.conf"]
      format: words
      keys:
        - key: upstream
          argument: 2
          lookup: start
          list: all
          port: 99
      """;

  private static List<String> problems(String text) {
    return Tables.read("acme.yaml", text).problems().stream()
        .map(problem -> problem.line() + " " + problem.code() + ": " + problem.message())
        .toList();
  }

  @Test
  void a_table_without_a_problem_is_read() {
    Tables.Read read = Tables.read("acme.yaml", GOOD);
    assertEquals(List.of(), read.problems());
    assertEquals("acme", read.tables().get(0).software());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          software: acme | softwear: acme | 1 missing-key: this table has no 'software'; 1 unknown-key: a table has no 'softwear'
          software: acme | software: Acme X | 1 bad-value: 'Acme X' is no id
          source: https://acme.example/doc | title: x | 1 missing-key: this table has no 'source'
          ["acme.conf"] | ["/acme.conf"] | 3 bad-value: not a path pattern: '/acme.conf'
          ["acme.conf"] | ["{a,b}.conf"] | 3 bad-value: '{' in a path pattern: '{a,b}.conf'
          format: words | format: toon | 4 unknown-word: 'format' cannot be 'toon'
          - key: upstream | - kee: upstream | 6 missing-key: a row of this format needs a 'key'; 6 unknown-key: a row has no 'kee'
          key: upstream | key: a..b | 6 bad-value: not a key path: 'a..b'
          argument: 2 | argument: two | 7 bad-value: 'argument' wants a number from 1 to 99, not 'two'
          argument: 2 | argument: 0+ | 7 bad-value: 'argument' cannot be '0+'
          argument: 2 | syntax: hostname | 7 unknown-word: 'syntax' cannot be 'hostname'
          lookup: start | lookup: never | 8 unknown-word: 'lookup' cannot be 'never'
          list: all | list: some | 9 unknown-word: 'list' cannot be 'some'
          list: all | hard: perhaps | 9 unknown-word: 'hard' cannot be 'perhaps'
          list: all | lookup: start | 9 repeated-key: 'lookup' stands here twice
          port: 99 | port: 70000 | 10 bad-value: 'port' wants a number from 1 to 65535, not '70000'
          port: 99 | pattern: "(" | 10 bad-value: no regular expression: Unclosed group near '('
          format: words | format: lines | 6 missing-key: a row of this format needs a 'pattern'
          format: words | format: yml | 4 unknown-word: 'format' cannot be 'yml'
          https://acme.example/doc | page 3 of the manual | 2 bad-value: 'source' wants the address of the documentation
          ["acme.conf"] | etc/acme/ | 3 bad-value: a folder is no file: 'etc/acme/', write etc/acme/**
          format: words | version: "x" | 1 missing-key: this table has no 'format'; 4 bad-value: 'x' has no group in parentheses
          format: words | block: "^x" | 1 missing-key: this table has no 'format'; 4 bad-value: 'block' is for the format 'lines'
          key: upstream | key: "servers[0].host" | 6 bad-value: members of lists have no index in a key path: 'servers[0].host'
          argument: 2 | pattern: "(?<hostname>.*)" | 7 bad-value: no group is called 'hostname' here (host, port, list)
          port: 99 | port: https | 10 bad-value: 'port' wants a number from 1 to 65535, not 'https'
          list: all | hard: yes | 9 unknown-word: 'hard' cannot be 'yes'
          key: upstream | means: host | 6 missing-key: a row of this format needs a 'key'; 6 unknown-word: 'means' cannot be 'host'
          """)
  void a_mistake_has_a_place_and_a_reason(String right, String wrong, String expected) {
    String text = GOOD.replace(right, wrong);
    assertEquals(expected, String.join("; ", problems(text)));
    assertEquals(List.of(), Tables.read("acme.yaml", text).tables());
  }

  private static final String LINES =
      """
      software: acme
      source: https://acme.example/doc
      files: ["acme.conf"]
      format: lines
      block: '^x'
      keys:
        - key: server
          pattern: "^server (?<host>.*)"
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (?<host>.*) | (.*) | 8 bad-value: this 'pattern' takes out no value
          key: server | argument: 2 | 7 bad-value: 'argument' is not for the format 'lines'
          key: server | inherits: a | 7 bad-value: 'inherits' is not for the format 'lines'
          key: server | within: server | 7 unknown-word: 'within' cannot be 'server'
          key: server | key: [a, b] | 7 bad-value: a row of lines has one 'key'
          """)
  void a_mistake_in_a_table_of_lines_has_a_place_and_a_reason(
      String right, String wrong, String expected) {
    assertEquals(List.of(), problems(LINES));
    assertEquals(List.of(expected), problems(LINES.replace(right, wrong)));
  }

  @Test
  void a_row_that_asks_for_a_block_needs_one() {
    String text = LINES.replace("block: '^x'\n", "") + "    with: '[server]'\n";
    assertEquals(
        List.of(
            "8 bad-value: 'with' asks for a word of the line that begins a block, and there are none"),
        problems(text));
  }

  @Test
  void a_row_that_is_never_asked_is_a_mistake() {
    String text = GOOD.replace("key: upstream", "key: '*'") + "  - key: upstream\n";
    assertEquals(List.of("11 bad-value: an earlier row takes 'upstream'"), problems(text));
    assertEquals(List.of(), problems(text + "    means: nothing\n"));
  }

  @Test
  void what_is_no_yaml_has_a_place_and_a_way_out() {
    assertEquals(
        List.of(
            "acme.yaml:7: ERROR yaml-syntax: this is no YAML: found unknown escape character s(115)"
                + " (write \\\\ for a backslash in double quotes, or take single quotes)"),
        printed(GOOD.replace("argument: 2", "pattern: \"\\s(?<host>.*)\"")));
    List<String> tab = printed(GOOD + "\t- key: x\n");
    assertEquals(1, tab.size());
    assertEquals(
        "(indent with blanks, YAML knows no tabs)", tab.get(0).replaceFirst(".* \\(", "("));
    assertEquals(
        "acme.yaml:11: ERROR repeated-key: 'software' stands here twice"
            + " (keep one, or put '---' between two tables)",
        printed(GOOD + "software: other\n").get(0));
  }

  private static List<String> printed(String text) {
    return Tables.read("acme.yaml", text).problems().stream().map(Object::toString).toList();
  }

  @Test
  void what_is_read_as_text_has_no_rows() {
    assertEquals(
        List.of("1 bad-value: what is read as text has no rows"),
        problems(GOOD + "unknown: text\n"));
  }

  @Test
  void a_text_without_a_table_is_a_problem() {
    assertEquals(List.of("1 bad-table: there is no table"), problems(""));
    assertEquals(List.of("1 bad-table: a table is a mapping"), problems("- a\n"));
  }

  @Test
  void a_table_of_the_user_wins_over_one_of_the_jar() {
    String text = GOOD.replace("acme.conf", "nginx.conf").replace("argument: 2", "argument: 1");
    TableScanner scanner = new TableScanner(Tables.with(Tables.read("acme.yaml", text).tables()));
    Document document =
        Document.of(
            "web1/etc/nginx/nginx.conf",
            Scope.host("web1"),
            "etc/nginx/nginx.conf",
            "upstream mq01\n");
    assertEquals(
        List.of(
            "installation acme as component:web1/acme",
            "1:10-14 reference mq01:99 by acme START ALL of acme/upstream@0 (acme/upstream)"),
        FactLines.of(scanner, document));
  }

  @Test
  void the_table_of_the_documentation_says_what_the_documentation_says() throws IOException {
    Tables.Read read = ofThePage(1);
    assertEquals(List.of(), read.problems());
    Document document =
        Document.of(
            "web1/etc/acme/acme.conf",
            Scope.host("web1"),
            "etc/acme/acme.conf",
            "upstream main app01:8081\nuser acme\n");
    assertEquals(
        List.of(
            "installation acme as component:web1/acme",
            "1:15-25 note on acme/upstream START of acme",
            "1:15-20 reference app01:8081 by acme START ALL of acme/upstream@0 (acme/upstream)",
            "1:1-1 listener 8080 of acme (acme/default-port)"),
        FactLines.of(new TableScanner(Tables.with(read.tables())), document));
  }

  @Test
  void the_table_of_lines_of_the_documentation_says_what_the_documentation_says()
      throws IOException {
    Tables.Read read = ofThePage(2);
    assertEquals(List.of(), read.problems());
    Document document =
        Document.of(
            "web1/etc/acme/relay.conf",
            Scope.host("web1"),
            "etc/acme/relay.conf",
            "[in]\npeer => *:7000\n[out]\npeer => app01:7001\npeer => app02\n");
    assertEquals(
        List.of(
            "installation acme-relay as component:web1/acme-relay",
            "2:9-15 listener 7000 of acme-relay (acme-relay/listen)",
            "4:9-14 reference app01:7001 by acme-relay CONNECTION ANY of acme-relay/target@20"
                + " (acme-relay/target)",
            "5:9-14 reference app02:7000 by acme-relay CONNECTION ANY of acme-relay/target@20"
                + " (acme-relay/target)"),
        FactLines.of(new TableScanner(Tables.with(read.tables())), document));
  }

  private static Tables.Read ofThePage(int number) throws IOException {
    String text = Files.readString(Path.of("../docs/add-your-software.md"));
    String block = text.split("```yaml\n", -1)[number];
    return Tables.read("acme.yaml", block.substring(0, block.indexOf("```")));
  }
}
