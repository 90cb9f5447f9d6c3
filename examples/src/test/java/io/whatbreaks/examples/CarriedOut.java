package io.whatbreaks.examples;

import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.plan.ChangePlan;
import io.whatbreaks.plan.ChangePlan.Action;
import io.whatbreaks.plan.ChangePlan.Edit;
import io.whatbreaks.plan.ChangePlan.Step;
import io.whatbreaks.world.World;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A company in which the steps of a plan are carried out, one after the other, and taken back. */
final class CarriedOut {
  private final Path root;
  private final Impact impact;
  private final World today;

  /** What every file that is edited said before the first step. */
  private final Map<String, Text> original = new LinkedHashMap<>();

  /** What is to stand where, for the edits made so far; places are those of the original. */
  private final Map<SourceLocation, String> edits = new TreeMap<>();

  private final List<Map<SourceLocation, String>> history = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();
  private Stage stage = Stage.TODAY;

  /** How far the change has come. */
  enum Stage {
    /** The old thing alone works. */
    TODAY,
    /** The new one works too; of two names it is the alias. */
    BESIDE,
    /** The old one works still; of two names it is the alias. */
    CHANGED,
    /** The new one alone works. */
    DONE
  }

  Stage stage() {
    return stage;
  }

  /** A text, and the mark before it that no column counts. */
  private record Text(Charset charset, String mark, String letters) {
    static Text of(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      boolean wide = bytes.length > 1 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe;
      Charset charset = wide ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1;
      String all = new String(bytes, charset);
      return new Text(charset, wide ? all.substring(0, 1) : "", wide ? all.substring(1) : all);
    }
  }

  CarriedOut(Path root, Impact impact, ChangePlan plan) throws IOException {
    this.root = root;
    this.impact = impact;
    this.today = WhatBreaks.scan(root).world();
    for (Step step : plan.steps()) {
      for (Edit edit : step.edits()) {
        String path = edit.evidence().at().path();
        if (!original.containsKey(path)) {
          original.put(path, Text.of(root.resolve(path)));
        }
      }
    }
  }

  /** Carries out a step. */
  void carryOut(Step step) throws IOException {
    history.add(new TreeMap<>(edits));
    stages.add(stage);
    step.edits().forEach(edit -> edits.put(edit.evidence().at(), edit.now()));
    if (step.action() == Action.ADD_NAME && step.id().startsWith("add-name")) {
      stage = Stage.BESIDE;
    } else if (step.action() == Action.CHANGE) {
      stage = Stage.CHANGED;
    } else if (step.action() == Action.REMOVE_NAME) {
      stage = Stage.DONE;
    }
    write();
  }

  /** Takes the last step back. */
  void takeBack() throws IOException {
    edits.clear();
    edits.putAll(history.remove(history.size() - 1));
    stage = stages.remove(stages.size() - 1);
    write();
  }

  /**
   * Carries out every step; tells, a line each, what led elsewhere behind a step than before the
   * first one.
   *
   * @param before where each need led
   * @param led where each leads in a world
   */
  String cutOff(
      ChangePlan plan, Map<String, String> before, Function<World, Map<String, String>> led)
      throws IOException {
    List<String> cutOff = new ArrayList<>();
    for (Step step : plan.steps()) {
      carryOut(step);
      Map<String, String> now = led.apply(world());
      before.forEach(
          (need, target) -> {
            if (!target.equals(now.get(need))) {
              cutOff.add(step.id() + ": " + need + " " + target + " -> " + now.get(need));
            }
          });
    }
    return String.join("\n", cutOff);
  }

  /** Takes every step back, the last one first. */
  void takeAllBack() throws IOException {
    while (!history.isEmpty()) {
      takeBack();
    }
  }

  /** The components of a machine. */
  static List<NodeId> on(World world, NodeId host) {
    return world.components().stream().filter(c -> world.hostsOf(c).contains(host)).toList();
  }

  private void write() throws IOException {
    for (Map.Entry<String, Text> file : original.entrySet()) {
      Text text = file.getValue();
      Files.writeString(
          root.resolve(file.getKey()),
          text.mark() + edited(file.getKey(), text.letters()),
          text.charset());
    }
  }

  private String edited(String path, String text) {
    String[] lines = text.split("(?<=\n)", -1);
    List<SourceLocation> places =
        new ArrayList<>(edits.keySet().stream().filter(at -> at.path().equals(path)).toList());
    java.util.Collections.reverse(places);
    for (SourceLocation at : places) {
      String line = lines[at.line() - 1];
      lines[at.line() - 1] =
          line.substring(0, at.column() - 1)
              + edits.getOrDefault(at, "")
              + line.substring(at.endColumn() - 1);
    }
    return String.join("", lines);
  }

  /** The facts of the files as they are now, and of the alias that stands. */
  List<Fact> facts() throws IOException {
    List<Fact> facts = new ArrayList<>(WhatBreaks.scan(root).result().facts());
    impact
        .renamed()
        .forEach(
            (old, now) -> {
              if (old.kind() == NodeKind.HOST && stage == Stage.BESIDE) {
                facts.add(alias(now, old));
              } else if (old.kind() == NodeKind.HOST && stage == Stage.CHANGED) {
                facts.add(alias(old, now));
              }
            });
    impact
        .subjects()
        .forEach(
            (change, things) -> {
              if (change instanceof Change.Readdress readdress) {
                things.forEach(thing -> facts.addAll(beside(thing, readdress.to())));
              }
            });
    return facts;
  }

  /** Besides what files say a machine answers on the address that it gets, or on those it had. */
  private List<Fact> beside(NodeId thing, String to) {
    if (stage == Stage.BESIDE) {
      return List.of(address(thing, to));
    } else if (stage == Stage.CHANGED) {
      NodeId now = impact.renamed().getOrDefault(thing, thing);
      return today.knownAddresses(thing).stream().map(old -> address(now, old)).toList();
    }
    return List.of();
  }

  private static Fact address(NodeId host, String address) {
    SourceLocation at = new SourceLocation("added", 2, 1, 2);
    return new Fact.Address(host, address, new Evidence(at, "", "", "test", "test/address"));
  }

  private static Fact alias(NodeId from, NodeId to) {
    SourceLocation at = new SourceLocation("added", 1, 1, 2);
    return new Fact.Alias(from, to.name(), new Evidence(at, "", "", "test", "test/alias"));
  }

  World world() throws IOException {
    return World.of(facts());
  }

  /** Where a name leads, as files and lines tell it that stay through all steps. */
  Optional<String> lastOf(NodeId last) {
    String label = last.name();
    for (Map.Entry<NodeId, NodeId> renamed : impact.renamed().entrySet()) {
      String old = renamed.getKey().name();
      String now = renamed.getValue().name();
      if (label.equals(now) || label.equals(old)) {
        return Optional.of(old);
      }
      String oldLabel = io.whatbreaks.model.HostName.firstLabel(old);
      if (label.equals(io.whatbreaks.model.HostName.firstLabel(now)) || label.equals(oldLabel)) {
        return Optional.of(old);
      }
    }
    return Optional.of(label);
  }
}
