package io.whatbreaks.scanners.dns;

import io.whatbreaks.model.HostName;
import io.whatbreaks.scanners.format.LocatedTree.Problem;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a zone file into records. A line that cannot be understood is a problem and
 * costs nothing but itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1035#section-5">RFC 1035, section 5</a>
 */
final class ZoneReader {
  private static final String CODE = "zone-syntax";

  /** The most characters of a name: 255 octets, each written as an escape. */
  private static final int LONGEST_NAME = 1_020;

  private final String text;
  private final ZoneLexer lexer;
  private final List<ZoneRecord> records = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Include> includes = new ArrayList<>();
  private final Generator generator = new Generator();
  private String initial = ZoneNames.UNKNOWN;
  private String origin = ZoneNames.UNKNOWN;
  private final PlainRecords plain;
  private final ZoneTimes times;
  private ZoneRecord.@Nullable Owner owner;
  private boolean ownerIsTemplate;
  private int entries;
  private int directives;
  private final List<Scalar> ownerless = new ArrayList<>();
  private int templates;
  private int firstTemplate;

  /**
   * A file that is read in the place of a line.
   *
   * @param path as written
   * @param origin what its relative names are completed with, as {@link ZoneNames} has it
   */
  record Include(Scalar path, String origin) {}

  ZoneReader(String text) {
    this(text, true, true);
  }

  /** Keeps all records, or of those that say nothing but an address or a name only their number. */
  private ZoneReader(String text, boolean whole, boolean named) {
    this.text = text;
    this.lexer = new ZoneLexer(text);
    this.plain = new PlainRecords(text, lexer, whole, named);
    this.times = new ZoneTimes(lexer);
  }

  /** All of a file. */
  static ZoneReader all(String text) {
    ZoneReader zone = new ZoneReader(text);
    zone.readAll();
    return zone;
  }

  /**
   * All of a file, without the records of plain addresses, aliases and pointers; empty where those
   * tell what the others mean.
   *
   * @param named whether the zone's origin is known though the file does not tell it
   */
  static Optional<ZoneReader> thin(String text, boolean named) {
    ZoneReader zone = new ZoneReader(text, false, named);
    zone.readAll();
    boolean needed =
        zone.records.stream()
            .anyMatch(
                record ->
                    record.type() == RecordType.DNAME || record.owner().name().startsWith("*"));
    return needed ? Optional.empty() : Optional.of(zone);
  }

  /** Reads at most so many entries; whether there may be more. */
  boolean read(int most) {
    int last = entries + most;
    while (entries < last) {
      if (!lexer.next()) {
        return false;
      }
      entries++;
      entry();
    }
    return true;
  }

  private void readAll() {
    read(Integer.MAX_VALUE - entries);
  }

  List<ZoneRecord> records() {
    return records;
  }

  List<Problem> problems() {
    return problems;
  }

  /** Whether the owner of a record hangs on the origin that the file does not tell. */
  boolean needsOrigin() {
    return plain.needOrigin()
        || records.stream().anyMatch(record -> ZoneNames.isOpen(record.owner().name()));
  }

  /** The files of {@code $INCLUDE}, in their places. */
  List<Include> includes() {
    return includes;
  }

  /** How long the records live. */
  ZoneTimes times() {
    return times;
  }

  /** How many directives were understood. */
  int directives() {
    return directives;
  }

  /** How many lines cannot be known before a template is filled in. */
  int templates() {
    return templates;
  }

  /** Names written in full in records whose owner a template fills in. */
  List<Scalar> ownerless() {
    return List.copyOf(ownerless);
  }

  int firstTemplate() {
    return firstTemplate;
  }

  /** The origin that holds from the first record on, {@link ZoneNames#UNKNOWN} if not told. */
  String initial() {
    return initial;
  }

  private void entry() {
    if (!lexer.problem().isEmpty()) {
      problem(lexer.problemAt(), lexer.problem(), "this line is left out");
    }
    if (lexer.count() == 0) {
      return;
    }
    if (lexer.isTemplate(0) && lexer.count() == 1) {
      template();
    } else if (!lexer.isQuoted(0) && lexer.word(0).startsWith("$") && !lexer.isTemplate(0)) {
      directive(lexer.word(0).toUpperCase(Locale.ROOT));
    } else {
      record();
    }
  }

  /** The names written in full behind an owner that is filled in. */
  private void absolute(RecordType type, int first) {
    // Behind the name server of a zone stands the address of a person.
    int end = type == RecordType.SOA ? Math.min(first + 1, lexer.count()) : lexer.count();
    for (int i = first; i < end; i++) {
      if (!lexer.isTemplate(i) && !lexer.isQuoted(i) && lexer.word(i).endsWith(".")) {
        ownerless.add(Scalar.verbatim(lexer.word(i), lexer.start(i)));
      }
    }
  }

  private void template() {
    if (templates++ == 0) {
      firstTemplate = lexer.start(0);
    }
  }

  private void directive(String keyword) {
    boolean argument = lexer.count() > 1;
    if (argument && lexer.isTemplate(1)) {
      template();
      return;
    }
    switch (keyword) {
      case "$ORIGIN" -> {
        if (argument) {
          changeOrigin(lexer.word(1));
        }
      }
      case "$INCLUDE" -> {
        if (argument) {
          boolean own = lexer.count() > 2 && !lexer.isTemplate(2);
          includes.add(
              new Include(
                  Scalar.verbatim(lexer.word(1), lexer.start(1)),
                  own ? ZoneNames.absolute(lexer.word(2), origin, initial) : origin));
        }
      }
      case "$GENERATE" -> {
        if (argument) {
          generate();
        }
      }
      case "$TTL" -> times.directive();
      case "$ADDR_LIMIT_V4", "$ADDR_LIMIT_V6" -> {}
      default -> {
        problem(lexer.start(0), "unknown directive " + lexer.word(0), "this line is left out");
        return;
      }
    }
    if (argument) {
      directives++;
    } else {
      problem(lexer.start(0), keyword + " says nothing", "this line is left out");
    }
  }

  private void changeOrigin(String written) {
    String changed = ZoneNames.absolute(written, origin, initial);
    if (changed.length() > LONGEST_NAME) {
      problem(lexer.start(1), "a name is too long", "the origin stays as it is");
      return;
    }
    passedOwner();
    boolean first = records.isEmpty() && ZoneNames.isOpen(initial) && !ZoneNames.isOpen(changed);
    origin = changed;
    if (first) {
      initial = changed;
    }
  }

  /** A later line may repeat the owner of one that was passed over. */
  private void passedOwner() {
    plain.owner().ifPresent(span -> owner = writtenOwner(span.start(), span.end()));
    plain.forget();
  }

  private void record() {
    if (!records.isEmpty() && plain.passesOver(initial, origin)) {
      ownerIsTemplate = false;
      return;
    }
    passedOwner();
    int at = 0;
    if (!lexer.isIndented()) {
      ownerIsTemplate = lexer.isTemplate(0);
      owner = null;
      if (lexer.end(0) - lexer.start(0) > LONGEST_NAME) {
        problem(lexer.start(0), "a name is too long", "this line is left out");
        return;
      }
      owner = ownerIsTemplate ? null : writtenOwner(lexer.start(0), lexer.end(0));
      at = 1;
    }
    Optional<RecordType> type = Optional.empty();
    boolean internet = true;
    int time = 0;
    for (int skipped = 0; at < lexer.count() && skipped < 3; skipped++, at++) {
      String word = lexer.word(at);
      type = lexer.isQuoted(at) ? Optional.empty() : RecordType.of(word);
      if (type.isPresent()) {
        break;
      }
      if (lexer.isClass(at)) {
        internet = word.equalsIgnoreCase("IN");
      } else if (lexer.isTtl(at)) {
        time = at;
      } else if (!lexer.isTemplate(at)) {
        break;
      }
    }
    if (type.isEmpty()) {
      noType(at);
    } else if (internet) {
      times.record(time, type.get() == RecordType.SOA ? at + 1 : 0);
      record(type.get(), at + 1);
    }
  }

  private void noType(int at) {
    if (ownerIsTemplate || anyTemplate()) {
      template();
      return;
    }
    int word = Math.min(at, lexer.count() - 1);
    String found = at < lexer.count() ? ": " + shortened(lexer.word(word)) : "";
    problem(
        lexer.start(word), "no record type where one is expected" + found, "this line is left out");
  }

  private boolean anyTemplate() {
    for (int i = 0; i < lexer.count(); i++) {
      if (lexer.isTemplate(i)) {
        return true;
      }
    }
    return false;
  }

  private void record(RecordType type, int first) {
    ZoneRecord.Owner of = owner;
    if (of == null) {
      if (ownerIsTemplate) {
        template();
        absolute(type, first);
      } else {
        problem(
            lexer.start(0),
            "the line repeats an owner, but there is none before it",
            "write the owner at the start of the line");
      }
      return;
    }
    int words = lexer.count() - first;
    if (words < type.words()) {
      problem(
          lexer.end(lexer.count() - 1),
          "the " + type + " record ends before its data does",
          "this line is left out");
      return;
    }
    List<String> data = new ArrayList<>(keptWords(type, words));
    int[] spans = new int[2 * keptWords(type, words)];
    for (int i = 0; i < keptWords(type, words); i++) {
      boolean template = lexer.isTemplate(first + i);
      data.add(template ? "" : lexer.word(first + i));
      spans[2 * i] = lexer.start(first + i);
      spans[2 * i + 1] = lexer.end(first + i);
    }
    add(new ZoneRecord(of, type, origin, data, spans));
  }

  /** Texts and service parameters may be any number of words; of the others only these matter. */
  private static int keptWords(RecordType type, int words) {
    return switch (type) {
      case TXT, SPF, SVCB, HTTPS -> words;
      default -> type.words();
    };
  }

  private void add(ZoneRecord record) {
    String target = record.target();
    boolean address = record.type() == RecordType.A || record.type() == RecordType.AAAA;
    if (address && !target.isEmpty() && !isAddress(record.type(), target)) {
      problem(
          record.start(0),
          "not an address of an " + record.type() + " record: " + shortened(target),
          "this line is left out");
      return;
    }
    if (target.length() > LONGEST_NAME && !isText(record.type())) {
      problem(record.start(0), "a name is too long", "this line is left out");
      return;
    }
    if (target.isEmpty() && record.type().words() > 0 && !isText(record.type())) {
      template();
    }
    records.add(record);
  }

  private static boolean isText(RecordType type) {
    return type == RecordType.TXT || type == RecordType.SPF;
  }

  private static boolean isAddress(RecordType type, String word) {
    return (word.indexOf(':') >= 0) == (type == RecordType.AAAA)
        && HostName.address(word).isPresent();
  }

  private void generate() {
    int length = lexer.end(lexer.count() - 1) - lexer.start(0);
    if (lexer.count() < 5 || length > LONGEST_NAME) {
      problem(
          lexer.start(0),
          "$GENERATE without range, owner, type and data, or too long",
          "this line is left out");
      return;
    }
    int at = 3;
    int time = 0;
    while (at < lexer.count() - 1 && (lexer.isClass(at) || lexer.isTtl(at))) {
      time = lexer.isTtl(at) ? at : time;
      at++;
    }
    Optional<RecordType> type = RecordType.of(lexer.word(at));
    if (type.isEmpty() || lexer.count() - at - 1 < type.get().words()) {
      problem(lexer.start(at), "$GENERATE without a record", "this line is left out");
      return;
    }
    int count = keptWords(type.get(), lexer.count() - at - 1);
    List<String> data = new ArrayList<>();
    int[] spans = new int[2 * count];
    for (int i = 0; i < count; i++) {
      data.add(lexer.word(at + 1 + i));
      spans[2 * i] = lexer.start(at + 1 + i);
      spans[2 * i + 1] = lexer.end(at + 1 + i);
    }
    Optional<List<Long>> numbers = generator.range(lexer.word(1));
    if (numbers.isEmpty()) {
      problem(
          lexer.start(1),
          "not a range, or too many records: " + shortened(lexer.word(1)),
          "at most " + Generator.MOST + " records are generated for a file");
      return;
    }
    times.record(time, 0);
    for (long number : numbers.get()) {
      String name = ZoneNames.absolute(Generator.fill(lexer.word(2), number), origin, initial);
      List<String> filled = data.stream().map(word -> Generator.fill(word, number)).toList();
      ZoneRecord.Owner of = new ZoneRecord.Owner(name, lexer.start(2), lexer.end(2));
      add(new ZoneRecord(of, type.get(), origin, filled, spans));
    }
  }

  private ZoneRecord.Owner writtenOwner(int start, int end) {
    String written = text.substring(start, end);
    boolean dot = written.length() > 1 && ZoneNames.isAbsolute(written);
    return new ZoneRecord.Owner(
        ZoneNames.absolute(written, origin, initial), start, dot ? end - 1 : end);
  }

  private void problem(int at, String message, String hint) {
    problems.add(new Problem(CODE, Math.min(at, text.length()), message, hint));
  }

  private static String shortened(String word) {
    return word.length() <= 60 ? word : word.substring(0, 60) + "…";
  }
}
