package io.whatbreaks.scanners.text;

import static io.whatbreaks.scanners.text.LineSpans.Mark.ANGLE_BLOCK;
import static io.whatbreaks.scanners.text.LineSpans.Mark.BANG_LINE;
import static io.whatbreaks.scanners.text.LineSpans.Mark.BLOCK;
import static io.whatbreaks.scanners.text.LineSpans.Mark.DASHES;
import static io.whatbreaks.scanners.text.LineSpans.Mark.HASH;
import static io.whatbreaks.scanners.text.LineSpans.Mark.HASH_LINE;
import static io.whatbreaks.scanners.text.LineSpans.Mark.REMARK;
import static io.whatbreaks.scanners.text.LineSpans.Mark.SEMICOLON;
import static io.whatbreaks.scanners.text.LineSpans.Mark.SEMICOLON_ANYWHERE;
import static io.whatbreaks.scanners.text.LineSpans.Mark.SEMICOLON_LINE;
import static io.whatbreaks.scanners.text.LineSpans.Mark.SLASHES;
import static io.whatbreaks.scanners.text.LineSpans.Mark.SLASHES_BLANK;
import static io.whatbreaks.scanners.text.LineSpans.Mark.TEMPLATE;

import io.whatbreaks.fact.Fact.Span;
import io.whatbreaks.scan.Document;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the language of a document from its name, from its first line, or from its look. */
final class Languages {
  private static final Spans PROSE =
      new LineSpans(Span.PROSE, EnumSet.noneOf(LineSpans.Mark.class));
  private static final Spans PLAIN = values(HASH, SEMICOLON_LINE, SLASHES_BLANK, TEMPLATE);
  private static final Spans ZONE = values(SEMICOLON_ANYWHERE);
  private static final Spans SHELL = new ShellSpans();
  private static final Spans RECIPE = new LineSpans(Span.LITERAL, EnumSet.of(HASH, TEMPLATE));
  private static final Spans JSON = new JsonSpans();
  private static final Spans MARKUP = new MarkupSpans();

  private static final Map<String, Spans> BY_ENDING = new HashMap<>();
  private static final Map<String, Spans> BY_NAME = new HashMap<>();

  /** What is put behind the ending of a file that is a template or a copy. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "j2",
          "jinja",
          "jinja2",
          "erb",
          "epp",
          "tpl",
          "tmpl",
          "tftpl",
          "template",
          "in",
          "example",
          "sample",
          "dist",
          "bak",
          "orig",
          "old",
          "default",
          "disabled",
          "gotmpl",
          "mustache");

  private static final Pattern PROSE_NAME =
      Pattern.compile(
          "(?:readme|changelog|changes|history|licen[cs]e|copying|notice|authors|contributing|contributors|"
              + "maintainers|todo|news|install|security|motd|code_of_conduct)(?:[.\\-_].*)?");
  private static final Pattern SHEBANG =
      Pattern.compile("#!\\s*\\S*?/?(?:env\\s+(?:-\\S+\\s+)*)?([a-z]+)[\\d.]*(?:\\s.*)?");
  private static final Pattern ZONE_LOOK =
      Pattern.compile("(?m)^\\$(?:ORIGIN|TTL|INCLUDE)\\b|\\sIN\\s+SOA\\s");

  static {
    endings(
        PROSE,
        "md markdown mdown mdx rst adoc asciidoc txt text html htm xhtml tex pod log slim haml pug");
    endings(values(HASH, TEMPLATE), "yaml yml toml conf env sls nix");
    endings(values(HASH_LINE, BANG_LINE, TEMPLATE), "properties");
    endings(values(HASH, SEMICOLON, TEMPLATE), "ini");
    endings(
        values(HASH, SEMICOLON_LINE, TEMPLATE), "cfg cnf cf service timer socket mount network");
    endings(values(HASH, SLASHES, BLOCK, TEMPLATE), "tf hcl nomad tfvars hjson conf.d vcl rego");
    endings(values(BANG_LINE, BLOCK), "xdefaults xresources ad");
    endings(ZONE, "zone arpa db");
    endings(JSON, "json json5 jsonc jsonl ndjson geojson tfstate ipynb webmanifest har");
    endings(
        MARKUP,
        "xml xsd xsl xslt wsdl svg plist csproj fsproj vbproj props targets jelly xul rss atom");
    endings(MARKUP, "fxml xmi ui resx nuspec jrxml bpmn");
    endings(SHELL, "sh bash zsh ksh dash fish ash envrc bats");
    endings(RECIPE, "mk make mak dockerfile containerfile");
    endings(new LineSpans(Span.LITERAL, EnumSet.of(REMARK)), "bat cmd");
    endings(new LineSpans(Span.LITERAL, EnumSet.of(HASH, ANGLE_BLOCK)), "ps1 psm1 psd1");
    endings(new LineSpans(Span.LITERAL, EnumSet.of(DASHES)), "hs elm adb ads");
    endings(new LineSpans(Span.LITERAL, EnumSet.of(HASH)), "r jl ex exs cr nim awk");
    endings(new LineSpans(Span.LITERAL, EnumSet.of(SLASHES, BLOCK)), "swift sol zig v");
    programs();
    names(RECIPE, "dockerfile containerfile makefile gnumakefile");
    names(SHELL, ".bashrc .profile .bash_profile apkbuild pkgbuild");
    names(SHELL, ".envrc .zshrc .bash_aliases");
    names(
        program("ruby"),
        "vagrantfile rakefile gemfile capfile brewfile puppetfile berksfile guardfile");
    names(program("groovy"), "jenkinsfile");
    names(program("python"), "sconstruct sconscript tiltfile");
    names(ZONE, "named.ca db.root");
    names(
        values(HASH, SLASHES, BLOCK, TEMPLATE),
        "named.conf dhcpd.conf named.conf.local named.conf.options");
  }

  private Languages() {}

  private static void programs() {
    endings(program("java"), "java bsh");
    endings(program("python"), "py pyi pyw bzl star");
    // Its own lexer knows no raw strings; that of D reads strings and comments of Go as Go does.
    endings(program("d"), "go");
    endings(program("ruby"), "rb rake gemspec ru pp");
    endings(program("php"), "php phtml inc");
    endings(program("cs"), "cs csx");
    endings(program("javascript"), "js mjs cjs jsx");
    endings(program("typescript"), "ts tsx mts cts");
    endings(program("kotlin"), "kt kts");
    endings(program("groovy"), "groovy gradle gvy jenkinsfile");
    endings(program("perl"), "pl pm t cgi");
    endings(program("lua"), "lua");
    endings(program("sql"), "sql ddl psql");
    endings(program("c"), "c h");
    endings(program("cpp"), "cpp cc cxx hpp hh hxx ino m mm");
    endings(program("rust"), "rs");
    endings(program("scala"), "scala sc sbt");
    endings(program("dart"), "dart");
    endings(program("clojure"), "clj cljs edn cljc");
    endings(program("tcl"), "tcl exp");
    endings(program("vb"), "vb vbs bas");
    endings(program("css"), "css");
    endings(program("less"), "less scss sass");
    endings(program("jsp"), "jsp jspx");
    endings(program("delphi"), "pas dpr");
    endings(program("proto"), "proto");
    endings(program("lisp"), "lisp el scm");
    endings(program("d"), "d");
  }

  private static Spans values(LineSpans.Mark first, LineSpans.Mark... others) {
    return new LineSpans(Span.VALUE, EnumSet.of(first, others));
  }

  private static Spans program(String style) {
    return new ProgramSpans("text/" + style);
  }

  private static void endings(Spans spans, String endings) {
    List.of(endings.split(" ", -1)).forEach(ending -> BY_ENDING.put(ending, spans));
  }

  private static void names(Spans spans, String names) {
    List.of(names.split(" ", -1)).forEach(name -> BY_NAME.put(name, spans));
  }

  /** How the document's text is split. */
  static Spans of(Document document) {
    String name = unwrapped(document.fileName().toLowerCase(Locale.ROOT));
    Spans byName = BY_NAME.get(name);
    if (byName != null) {
      return byName;
    }
    if (PROSE_NAME.matcher(name).matches()) {
      return PROSE;
    }
    String ending = ending(name);
    Spans byEnding = BY_ENDING.get(ending);
    if (byEnding != null) {
      return byEnding;
    }
    return isManual(document, ending) || isOrgMode(document, ending)
        ? PROSE
        : byLook(document, name);
  }

  /** {@code nginx.conf.j2} is a {@code nginx.conf}. */
  private static String unwrapped(String name) {
    String inner = name;
    while (WRAPPERS.contains(ending(inner)) && inner.lastIndexOf('.') > 0) {
      inner = inner.substring(0, inner.lastIndexOf('.'));
    }
    return inner;
  }

  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  /** {@code notes.org} is a text, {@code data/example.org} is a zone. */
  private static boolean isOrgMode(Document document, String ending) {
    return ending.equals("org")
        && (document.text().startsWith("#+")
            || document.text().startsWith("* ")
            || document.text().contains("\n* "));
  }

  private static boolean isManual(Document document, String ending) {
    return ending.length() == 1
        && ending.charAt(0) >= '1'
        && ending.charAt(0) <= '9'
        && (document.text().startsWith(".TH ")
            || document.text().startsWith(".\\\"")
            || document.text().startsWith(".Dd "));
  }

  private static Spans byLook(Document document, String name) {
    String text = document.text();
    if (text.startsWith("#!")) {
      return byInterpreter(text.substring(0, Math.min(Spans.lineEnd(text, 0), 200)));
    }
    if (text.startsWith("<?xml")) {
      return MARKUP;
    }
    String start = text.substring(0, Math.min(text.length(), 4096));
    if (name.startsWith("dockerfile") || name.startsWith("containerfile")) {
      return RECIPE;
    }
    return ZONE_LOOK.matcher(start).find() ? ZONE : PLAIN;
  }

  private static Spans byInterpreter(String line) {
    Matcher matcher = SHEBANG.matcher(line.strip());
    String program = matcher.matches() ? matcher.group(1) : "sh";
    return switch (program) {
      case "python" -> BY_ENDING.getOrDefault("py", SHELL);
      case "perl" -> BY_ENDING.getOrDefault("pl", SHELL);
      case "ruby" -> BY_ENDING.getOrDefault("rb", SHELL);
      case "node", "nodejs" -> BY_ENDING.getOrDefault("js", SHELL);
      case "php" -> BY_ENDING.getOrDefault("php", SHELL);
      case "lua", "luajit" -> BY_ENDING.getOrDefault("lua", SHELL);
      case "groovy" -> BY_ENDING.getOrDefault("groovy", SHELL);
      case "tclsh", "expect" -> BY_ENDING.getOrDefault("tcl", SHELL);
      default -> SHELL;
    };
  }
}
