package io.whatbreaks.scanners.format;

import io.whatbreaks.scanners.format.LocatedTree.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Makes nodes of the parser's events, as far as they come. */
final class YamlComposer {
  private static final int DEEPEST = 100;
  private static final int MOST_EXPANDED = 100_000;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  private final String text;
  private final String shape;
  private final YamlScalars scalars;
  private final List<Node> roots = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Deque<YamlFrame> open = new ArrayDeque<>();
  private final Map<Anchor, YamlFrame.Built> anchors = new HashMap<>();
  private Optional<Damage> damage = Optional.empty();
  private int expanded;
  private int last;
  private int quotedLines = -1;

  /**
   * Where a text stops to be YAML, or to be read.
   *
   * @param last whether nothing behind it can be read either
   */
  record Damage(int offset, String message, boolean last) {}

  YamlComposer(String text, String shape) {
    this.text = text;
    this.shape = shape;
    this.scalars = new YamlScalars(text, shape);
  }

  Optional<Damage> damage() {
    return damage;
  }

  List<Problem> problems() {
    return problems;
  }

  /** The documents; where the text is damaged, with what was read before. */
  List<Node> compose() {
    try {
      ParserImpl parser = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, shape));
      while (damage.isEmpty() && parser.hasNext()) {
        take(parser.next());
      }
    } catch (MarkedYamlEngineException e) {
      damage = Optional.of(new Damage(cause(e), reason(e.getProblem()), false));
    } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
      damage = Optional.of(new Damage(last, reason(e.getMessage()), false));
    }
    while (!open.isEmpty()) {
      close(last);
    }
    return roots;
  }

  private static String reason(@Nullable String problem) {
    String line = problem == null ? "" : problem.lines().findFirst().orElse("");
    return "this is no YAML: " + (line.isEmpty() ? "it cannot be read" : line);
  }

  /** A quote or bracket left open is noticed lines later: the damage is where it was opened. */
  private int cause(MarkedYamlEngineException e) {
    int noticed = offset(e.getProblemMark());
    String context = e.getContext() == null ? "" : e.getContext();
    if (e.getContextMark().isPresent()
        && (context.contains("quoted scalar")
            || context.contains("flow")
            || context.contains("simple key"))) {
      return offset(e.getContextMark());
    }
    boolean behindQuoted =
        quotedLines >= 0 && Lines.start(shape, noticed) <= Lines.start(shape, last);
    return behindQuoted ? quotedLines : noticed;
  }

  private int offset(Optional<Mark> mark) {
    return mark.map(found -> Math.min(found.getIndex(), text.length())).orElse(last);
  }

  private void take(Event event) {
    switch (event.getEventId()) {
      case DocumentStart -> anchors.clear();
      case Scalar -> scalar((ScalarEvent) event);
      case Alias -> alias((AliasEvent) event);
      case MappingStart, SequenceStart -> start((CollectionStartEvent) event);
      case MappingEnd, SequenceEnd -> end(event);
      case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
    }
  }

  private void scalar(ScalarEvent event) {
    int start = offset(event.getStartMark());
    int end = Math.max(start, offset(event.getEndMark()));
    ScalarStyle style = event.getScalarStyle();
    boolean block = style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
    boolean quoted = style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED;
    quotedLines = quoted && Lines.end(shape, start) < end ? start : -1;
    Scalar scalar = scalars.read(start, end, style, block ? column() : -1);
    YamlFrame.Built built = new YamlFrame.Built(scalar, 1, 0);
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor, built));
    attach(built, start, scalar.end());
  }

  private int column() {
    YamlFrame frame = open.peek();
    return frame == null ? -1 : frame.first() - Lines.start(shape, frame.first());
  }

  private void alias(AliasEvent event) {
    int start = offset(event.getStartMark());
    int end = Math.max(start, offset(event.getEndMark()));
    YamlFrame.Built built = anchors.get(event.getAlias());
    if (built == null) {
      problem(
          "yaml-alias",
          start,
          "the alias " + event.getAlias() + " names no anchor before it",
          "define the anchor before it is used");
    } else if (expanded + built.size() > MOST_EXPANDED || open.size() + built.height() > DEEPEST) {
      problem(
          "yaml-expansion",
          start,
          "the aliases expand to more than is read",
          "use fewer aliases; this one was left out");
    } else {
      expanded += built.size();
      attach(built, start, end);
      return;
    }
    attach(new YamlFrame.Built(Scalar.quoted("", start, end, start), 1, 0), start, end);
  }

  private void start(CollectionStartEvent event) {
    int start = offset(event.getStartMark());
    if (open.size() >= DEEPEST) {
      // Not read on: the parser's time grows with each level times its length.
      String message = "nested deeper than " + DEEPEST + " levels; nothing behind was read";
      damage = Optional.of(new Damage(start, message, true));
      problem("too-deep", start, message, "nest less deeply");
      return;
    }
    quotedLines = -1;
    boolean mapping = event.getEventId() == Event.ID.MappingStart;
    boolean flow = event.getFlowStyle() == FlowStyle.FLOW;
    open.push(new YamlFrame(mapping, flow, start, event.getAnchor()));
    last = Math.max(last, start);
  }

  private void end(Event event) {
    close(offset(event.getEndMark()));
  }

  private void close(int end) {
    YamlFrame frame = open.pop();
    YamlFrame.Built built = frame.build(end, text);
    frame.anchor().ifPresent(anchor -> anchors.put(anchor, built));
    attach(built, frame.start(), built.node().end());
  }

  private void attach(YamlFrame.Built built, int start, int end) {
    last = Math.max(last, end);
    YamlFrame frame = open.peek();
    if (frame == null) {
      roots.add(built.node());
    } else {
      frame.add(built, start, end, text);
    }
  }

  private void problem(String code, int offset, String message, String hint) {
    for (Problem known : problems) {
      if (known.code().equals(code)) {
        return;
      }
    }
    problems.add(new Problem(code, offset, message, hint));
  }
}
