package io.whatbreaks.scanners.format;

import io.whatbreaks.scan.Document;

/** The formats, each a way from text to a {@link LocatedTree}. */
public enum Format {
  /** YAML 1.1 and 1.2: anchors, merge keys, several documents. */
  YAML,
  /** JSON, comments and trailing commas tolerated. */
  JSON,
  /** Java properties: keys with dots stay single keys. */
  PROPERTIES,
  /**
   * Sections of keys with {@code =} or {@code :}; keys before any section stand under an empty key.
   * A section {@code [remote "origin"]} of git is a block with a name.
   */
  INI,
  /** {@code KEY=value} lines of shells, systemd and compose; {@code export} tolerated. */
  ENV,
  /** A keyword and words behind it, one statement a line, {@code #} comments. */
  WORDS,
  /** {@code name word word { … }} and {@code name word;} as in nginx and named. */
  BLOCKS,
  /** {@code name "label" { key = value }} of Terraform and Nomad. */
  HCL,
  /** A section keyword at the start of a line, its statements below (HAProxy, ssh_config). */
  SECTIONS,
  /**
   * XML: elements and attributes are keys; text beside either of them stands under an empty key.
   * Nothing outside is ever read, and prefixes of namespaces are dropped.
   */
  XML,
  /** TOML 1.0: tables, arrays of tables, inline tables. */
  TOML,
  /** Erlang terms: a tuple {@code {key, value}} is a key, other tuples and lists are sequences. */
  ERLANG,
  /** LDIF, a document for each record: folded lines joined, base64 decoded. */
  LDIF;

  /** Reads a document, once for all scanners that want its tree. */
  public LocatedTree read(Document document) {
    return document.once(this, LocatedTree.class, this::read);
  }

  /** Reads a text; never throws for what the text holds. */
  public LocatedTree read(String text) {
    return switch (this) {
      case YAML -> YamlFormat.read(text);
      case JSON -> JsonFormat.read(text);
      case PROPERTIES -> PropertiesFormat.read(text);
      case INI -> IniFormat.read(text);
      case ENV -> EnvFormat.read(text);
      case WORDS -> WordsFormat.read(text);
      case BLOCKS -> BlocksFormat.read(text);
      case HCL -> HclFormat.read(text);
      case SECTIONS -> SectionsFormat.read(text);
      case XML -> XmlFormat.read(text);
      case TOML -> TomlFormat.read(text);
      case ERLANG -> ErlangFormat.read(text);
      case LDIF -> LdifFormat.read(text);
    };
  }
}
