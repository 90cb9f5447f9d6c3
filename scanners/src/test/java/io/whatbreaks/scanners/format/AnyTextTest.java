package io.whatbreaks.scanners.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

final class AnyTextTest {
  private static final String YAML =
      """
      # comment
      spring: &s !!map
        host: "mq\\u003001\\
          .shop"
        list: [a:1, 'b''x:2', {c: d}]
      more:
      - {<<: *s, e: 😀 own}
      - |-
        one
          two

        three
      - >+
        a b
        c

          d
        e

      - plain
        folded

        text
      - "two
        lines"
      ? complex
      : |2
         x
      {{- if .Values.x }}
      k: {{ .Values.host }}:80
      {{- end }}
      ---
      second: x
      """;
  private static final String JSON =
      "{\"a\": [1, -2.5e3, true, null, \"x\\u0041\\n\\\"\"], // c\n 'b': {\"c\": {}},}\n[\"z\"]\n";
  private static final String PROPERTIES =
      "# c\na.b=c\\\n  d\\u0041\\t\ne\\ f : g\n#---\nh i\n! x\nk\n=v\n";
  private static final String INI =
      "k=v\n[A b]\nx = \"y z\" ; c\nExecStart=/bin/a \\\n# c\n  b ; d\nlist =\n  a\n  b\nflag\n[B]\n";
  private static final String ENV =
      "export A=\"x \\\" y\" # c\nB='z'\nC=a b \\\n c # d\nD=\nif x\n";
  private static final String WORDS =
      "server a \"b c\" 'd' # e\nx \\\n y\nflag\nz {{ h }}:80 \\ q\n";
  private static final String BLOCKS =
      "a b \"c d\" { e f; g { h ${i}; } } // x\n/* y */ z; {% if %} s {{ t }}:80; # u\n";
  private static final String HCL =
      "a \"b\" c { d = \"e${f(\"g\")}\" # h\n i = [1, {j: k}, m[\"n\"].o] /* p */\n q { r = s ? t : u }\n"
          + " v = { for w in x : y => z }\n \"a.b\" = <<-EOT\n c\n EOT\n (d) = \"\\\"\\u0041\" // e\n}\n";
  private static final String SECTIONS =
      "Top 1\nglobal\n  log x\nbackend b\n server s a:1 check\nHost *.x\n Key=v\n k = w\n";

  private static final String XML =
      """
      <?xml version="1.0"?>
      <!DOCTYPE a [ <!ENTITY e SYSTEM "file:///etc/passwd"> ]>
      <!-- <c/> -->
      <n:a xmlns:n="urn:x" b='1 &amp; "2"' c = "x
      y">t &lt;&#x41;<![CDATA[<z>]]>
        <d/>{{ if x }}<e f="{{ "g" }}"><h>i
      j</h></e> tail <%= k %>
      </n:a>
      """;
  private static final String TOML =
      """
      a = "x\\u0041\\"" # c
      b.'c d'."e" = ['y', [1, 2.5,
        true], { f = 1979-05-27T07:32:00Z, g.h = \"\"\"
      z \\
         w\"\"\"\"\"\"\" }, # d
      ]
      [t.u] # e
      k = '''l
      m'''
      [[v.w]]
      n = {{ x }}
      [[v.w]]
      n = ""
      """;
  private static final String ERLANG =
      "%% c\n[{rabbit, [{a, 'b@c'}, {d, [\"e\\\"f\", 1, <<\"g\">>]}, % h\n {\"i\", 2}, {j, k, 3.5}]},\n"
          + " #{l => \"m\", n => [] }].\n";
  private static final String LDIF =
      "version: 1\n# c\n d\ndn: cn=x,\n dc=y\na;b: c\n\nd:: bXEwMS5z\n aG9w\ne:< file:///f\n-\ng:\n";

  private static String sample(Format format) {
    return switch (format) {
      case YAML -> YAML;
      case JSON -> JSON;
      case PROPERTIES -> PROPERTIES;
      case INI -> INI;
      case ENV -> ENV;
      case WORDS -> WORDS;
      case BLOCKS -> BLOCKS;
      case HCL -> HCL;
      case SECTIONS -> SECTIONS;
      case XML -> XML;
      case TOML -> TOML;
      case ERLANG -> ERLANG;
      case LDIF -> LDIF;
    };
  }

  @Property(tries = 4000)
  void any_text_gives_a_tree_with_true_places(
      @ForAll Format format, @ForAll("fragments") String text) {
    assertEquals(List.of(), TreeText.broken(format.read(text), text));
  }

  @Property(tries = 500)
  void any_string_gives_a_tree_with_true_places(@ForAll Format format, @ForAll String text) {
    assertEquals(List.of(), TreeText.broken(format.read(text), text));
  }

  @ParameterizedTest
  @EnumSource
  void every_truncation_gives_a_tree_with_true_places(Format format) {
    String whole = sample(format);
    for (int end = 0; end <= whole.length(); end++) {
      String text = whole.substring(0, end);
      assertEquals(List.of(), TreeText.broken(format.read(text), text), text);
    }
    assertEquals(List.of(), format.read(whole).problems());
    assertTrue(Leaf.of(format.read(whole)).size() > 3);
  }

  @ParameterizedTest
  @EnumSource
  void carriage_returns_change_no_value(Format format) {
    String text = sample(format);
    assertEquals(
        TreeText.leaves(format.read(text)),
        TreeText.leaves(format.read(text.replace("\n", "\r\n"))));
  }

  @ParameterizedTest
  @EnumSource
  void deep_nesting_is_bounded(Format format) {
    for (String opening :
        List.of(
            "[",
            "{",
            "{a:",
            "- ",
            "a {",
            "\"a\":[",
            "${",
            "{{",
            "? ",
            "<a>",
            "<a b=\"",
            "x=[",
            "{a=",
            "{a,",
            "#{",
            "<!",
            "<!--",
            "a=\"\"\"\n",
            "x = [,\n",
            "[a.b]\n")) {
      String text = opening.repeat(20_000);
      assertEquals(List.of(), TreeText.broken(format.read(text), text));
    }
  }

  /** The values of the parser are the measure for those read here with their places. */
  @Property(tries = 5000)
  void yaml_scalars_have_the_value_of_the_parser(@ForAll("yaml") String text) {
    Optional<List<String>> expected = values(text);
    if (expected.isEmpty()) {
      return;
    }
    LocatedTree tree = Format.YAML.read(text);
    assertEquals(List.of(), tree.problems(), text);
    assertEquals(
        expected.get(), tree.roots().stream().flatMap(AnyTextTest::scalars).toList(), text);
  }

  private static java.util.stream.Stream<String> scalars(Node node) {
    if (node instanceof Scalar scalar) {
      return java.util.stream.Stream.of(scalar.value());
    }
    if (node instanceof Node.Sequence sequence) {
      return sequence.items().stream().flatMap(AnyTextTest::scalars);
    }
    return ((Node.Mapping) node)
        .entries().stream()
            .flatMap(
                entry ->
                    java.util.stream.Stream.concat(scalars(entry.key()), scalars(entry.value())));
  }

  /** Empty where the text is no YAML, or a key is no scalar. */
  private static Optional<List<String>> values(String text) {
    List<String> values = new java.util.ArrayList<>();
    try {
      for (Event event : new Parse(LoadSettings.builder().build()).parseString(text)) {
        if (event instanceof ScalarEvent scalar) {
          values.add(scalar.getValue());
        }
      }
    } catch (YamlEngineException e) {
      return Optional.empty();
    }
    return Optional.of(values);
  }

  @Provide
  Arbitrary<String> fragments() {
    return Arbitraries.of(
            "a",
            "b: ",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "\n    ",
            "\t",
            " ",
            "\"",
            "'",
            "[",
            "]",
            "{",
            "}",
            ",",
            "&a ",
            "*a",
            "<<: ",
            "|\n",
            ">-\n",
            "#",
            "# c\n",
            "---\n",
            "...\n",
            "%",
            "\\",
            "\\\n",
            "\\u0041",
            "=",
            ";",
            "${",
            "{{ x }}",
            "{% y %}",
            "😀",
            "\u0085",
            "\0",
            "\ufeff",
            "!t ",
            "? ",
            "backend x\n",
            "[s]\n",
            "export ",
            "\r\n",
            "//",
            "/*",
            "1",
            "<a>",
            "<b c=\"",
            "</a>",
            "/>",
            "<!--",
            "<![CDATA[",
            "&amp;",
            "<%= x %>",
            "[[",
            "\"\"\"",
            "a = ",
            "{a, ",
            "<<\"",
            "%",
            "a:: bXEwMQ==\n",
            "remote \"o\"")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  /** Without aliases, anchors, templates and complex keys, whose values differ on purpose. */
  @Provide
  Arbitrary<String> yaml() {
    Arbitrary<String> piece =
        Arbitraries.of(
                "a", "b c", " ", "  ", "\n", "\n\n", "\n  ", "\n   ", "\n    ", "\\n", "\\\\",
                "\\\n", "''", "x", "#", " #", ":", "-", "\\x41", "\t")
            .list()
            .ofMinSize(1)
            .ofMaxSize(12)
            .map(parts -> String.join("", parts));
    Arbitrary<String> value =
        piece.flatMap(
            p ->
                Arbitraries.of(
                    p,
                    "'" + p + "'",
                    "\"" + p.replace("''", "") + "\"",
                    "|\n  " + p,
                    "|-\n    " + p,
                    "|+\n  " + p,
                    "|1\n  " + p,
                    ">\n  " + p,
                    ">-\n  " + p,
                    ">+\n   " + p,
                    ">2-\n    " + p,
                    "[" + p + ", \"y\"]"));
    return value
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(
            values -> {
              StringBuilder text = new StringBuilder();
              for (int i = 0; i < values.size(); i++) {
                text.append("k").append(i).append(": ").append(values.get(i)).append("\n");
              }
              return text.toString();
            });
  }
}
