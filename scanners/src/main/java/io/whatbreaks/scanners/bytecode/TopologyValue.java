package io.whatbreaks.scanners.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.analysis.Value;

/** What is known of a value on its way through a method. */
sealed interface TopologyValue extends Value {

  /** Of what nothing is known. */
  record Unknown(int size) implements TopologyValue {
    @Override
    public int getSize() {
      return size;
    }
  }

  /** One of some texts: which one is told when the program runs. */
  record Texts(Set<String> texts) implements TopologyValue {
    static final int MOST = 8;

    public Texts {
      texts = java.util.Collections.unmodifiableSet(new TreeSet<>(texts));
    }

    static Texts of(String text) {
      return new Texts(Set.of(text));
    }

    @Override
    public int getSize() {
      return 1;
    }
  }

  /** A whole number, or a truth value as the machine has it. */
  record Whole(int number) implements TopologyValue {
    @Override
    public int getSize() {
      return 1;
    }
  }

  /** A parameter of the method; 0 is the object itself, unless the method is static. */
  record Parameter(int index, int size) implements TopologyValue {
    @Override
    public int getSize() {
      return size;
    }
  }

  /** A field of the class itself. */
  record Field(String name, int size) implements TopologyValue {
    @Override
    public int getSize() {
      return size;
    }
  }

  /**
   * What a call returned, an instance that was made, or an array. Of one instruction there is one:
   * its arguments are those that came last.
   */
  final class Made implements TopologyValue {
    private final AbstractInsnNode by;
    private final int size;
    private String owner = "";
    private String name = "";
    private String descriptor = "";
    private List<TopologyValue> arguments = new ArrayList<>();

    Made(AbstractInsnNode by, int size) {
      this.by = by;
      this.size = size;
    }

    /** Notes the call that made it: of a method that is not static the object comes first. */
    void called(String on, String method, String type, List<? extends TopologyValue> with) {
      owner = on;
      name = method;
      descriptor = type;
      arguments = new ArrayList<>(with);
    }

    /** Puts an element into an array. */
    void put(TopologyValue element) {
      if (arguments.size() < Texts.MOST * Texts.MOST && !arguments.contains(element)) {
        arguments.add(element);
      }
    }

    String owner() {
      return owner;
    }

    String name() {
      return name;
    }

    String descriptor() {
      return descriptor;
    }

    List<TopologyValue> arguments() {
      return arguments;
    }

    @Override
    public int getSize() {
      return size;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Made made && by == made.by;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(by);
    }
  }
}
