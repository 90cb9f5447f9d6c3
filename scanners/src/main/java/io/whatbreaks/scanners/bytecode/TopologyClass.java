package io.whatbreaks.scanners.bytecode;

import io.whatbreaks.scanners.bytecode.TopologyValue.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.ParameterNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/** A class, with the values that its methods hand on to each other. */
final class TopologyClass {
  /** Frames times their size: what is larger is no code that a person wrote. */
  private static final long LARGEST = 4_000_000;

  private static final int DEEPEST = 12;
  private static final String INJECTED = "Lorg/springframework/beans/factory/annotation/Value;";
  private static final Set<String> CONFIGURED =
      Set.of(
          "Lorg/eclipse/microprofile/config/inject/ConfigProperty;",
          "Lio/micronaut/context/annotation/Property;");

  private final ClassNode node;
  private final Map<String, List<TopologyValue>> fields = new HashMap<>();
  private final Map<String, TopologyValue> returned = new HashMap<>();
  private final List<Body> bodies = new ArrayList<>();
  private final List<MethodNode> notFollowed = new ArrayList<>();

  /** A method whose values are known at every instruction that is reached. */
  record Body(MethodNode method, List<@Nullable Frame<TopologyValue>> frames) {

    /** The arguments of a call, the object first unless the method is static. */
    List<TopologyValue> arguments(int at, MethodInsnNode call) {
      Frame<TopologyValue> frame = frames.get(at);
      if (frame == null) {
        return List.of();
      }
      int count =
          Type.getArgumentCount(call.desc) + (call.getOpcode() == Opcodes.INVOKESTATIC ? 0 : 1);
      List<TopologyValue> arguments = new ArrayList<>(count);
      for (int i = frame.getStackSize() - count; i < frame.getStackSize(); i++) {
        arguments.add(frame.getStack(i));
      }
      return arguments;
    }
  }

  TopologyClass(ClassNode node) {
    this.node = node;
    for (FieldNode field : node.fields) {
      injected(field.visibleAnnotations)
          .or(() -> field.value instanceof String text ? Optional.of(text) : Optional.empty())
          .ifPresent(text -> assigned(field.name, Texts.of(text)));
    }
    for (MethodNode method : node.methods) {
      follow(method);
    }
  }

  ClassNode node() {
    return node;
  }

  List<Body> bodies() {
    return bodies;
  }

  /** Methods too large to be followed. */
  List<MethodNode> notFollowed() {
    return notFollowed;
  }

  private void follow(MethodNode method) {
    if (method.instructions.size() == 0) {
      return;
    }
    long size = (long) (method.maxLocals + method.maxStack + 1) * method.instructions.size();
    if (size > LARGEST) {
      notFollowed.add(method);
      return;
    }
    try {
      Frame<TopologyValue>[] frames =
          new Analyzer<>(new TopologyInterpreter(node.name)).analyze(node.name, method);
      Body body =
          new Body(method, java.util.Collections.unmodifiableList(java.util.Arrays.asList(frames)));
      bodies.add(body);
      learn(body);
    } catch (AnalyzerException | RuntimeException damaged) {
      notFollowed.add(method);
    }
  }

  private void learn(Body body) {
    for (int i = 0; i < body.frames().size(); i++) {
      AbstractInsnNode instruction = body.method().instructions.get(i);
      Frame<TopologyValue> frame = body.frames().get(i);
      if (frame == null || frame.getStackSize() == 0) {
        continue;
      }
      TopologyValue top = frame.getStack(frame.getStackSize() - 1);
      int code = instruction.getOpcode();
      boolean put = code == Opcodes.PUTFIELD || code == Opcodes.PUTSTATIC;
      if (put && instruction instanceof FieldInsnNode field && field.owner.equals(node.name)) {
        assigned(field.name, settled(top, body.method(), 0));
      } else if (code == Opcodes.ARETURN) {
        returned.merge(
            body.method().name,
            settled(top, body.method(), 0),
            (one, other) -> one.equals(other) ? one : new TopologyValue.Unknown(1));
      }
    }
  }

  private void assigned(String field, TopologyValue value) {
    List<TopologyValue> all = fields.computeIfAbsent(field, absent -> new ArrayList<>(1));
    if (!all.contains(value)) {
      all.add(value);
    }
  }

  /** The value with what is known of fields, parameters and other methods in its place. */
  TopologyValue settled(TopologyValue value, MethodNode in, int depth) {
    if (depth > DEEPEST) {
      return value;
    }
    if (value instanceof TopologyValue.Field field) {
      List<TopologyValue> all = fields.getOrDefault(field.name(), List.of());
      return all.size() == 1
          ? settled(all.get(0), in, depth + 1)
          : all.size() > 1 ? either(all) : value;
    }
    if (value instanceof TopologyValue.Parameter parameter) {
      return parameter(parameter, in).orElse(value);
    }
    if (value instanceof TopologyValue.Made made && made.owner().equals(node.name)) {
      TopologyValue result = returned.get(made.name());
      return result == null ? value : settled(result, in, depth + 1);
    }
    return value;
  }

  private static TopologyValue either(List<TopologyValue> all) {
    Set<String> texts = new HashSet<>();
    for (TopologyValue value : all) {
      if (!(value instanceof Texts known)) {
        return new TopologyValue.Unknown(1);
      }
      texts.addAll(known.texts());
    }
    return texts.size() > Texts.MOST ? new TopologyValue.Unknown(1) : new Texts(texts);
  }

  /** A value that is injected, or the bean of the class that the parameter asks for by its name. */
  private Optional<TopologyValue> parameter(TopologyValue.Parameter parameter, MethodNode in) {
    int local = (in.access & Opcodes.ACC_STATIC) == 0 ? 1 : 0;
    Type[] types = Type.getArgumentTypes(in.desc);
    for (int i = 0; i < types.length; i++) {
      if (local == parameter.index()) {
        List<AnnotationNode>[] annotations = in.visibleParameterAnnotations;
        List<AnnotationNode> own =
            annotations != null && i < annotations.length ? annotations[i] : null;
        Optional<String> text = injected(own);
        return text.isPresent() ? text.map(Texts::of) : bean(in, i, local, types[i], own);
      }
      local += types[i].getSize();
    }
    return Optional.empty();
  }

  private Optional<TopologyValue> bean(
      MethodNode in, int index, int local, Type type, @Nullable List<AnnotationNode> annotations) {
    Set<String> names = new HashSet<>();
    for (AnnotationNode annotation :
        annotations == null ? List.<AnnotationNode>of() : annotations) {
      if (annotation.desc.endsWith("/Qualifier;")) {
        AnnotationText.of(annotation, "value").ifPresent(names::add);
      }
    }
    if (names.isEmpty()) {
      parameterName(in, index, local).ifPresent(names::add);
    }
    List<TopologyValue> ofType = new ArrayList<>();
    for (MethodNode method : node.methods) {
      TopologyValue result = returned.get(method.name);
      if (result == null || !Type.getReturnType(method.desc).equals(type)) {
        continue;
      }
      if (names.contains(method.name) || beanNames(method).stream().anyMatch(names::contains)) {
        return Optional.of(result);
      }
      ofType.add(result);
    }
    return ofType.size() == 1 ? Optional.of(ofType.get(0)) : Optional.empty();
  }

  private static List<String> beanNames(MethodNode method) {
    List<String> names = new ArrayList<>();
    for (AnnotationNode annotation :
        method.visibleAnnotations == null ? List.<AnnotationNode>of() : method.visibleAnnotations) {
      if (annotation.desc.equals("Lorg/springframework/context/annotation/Bean;")) {
        names.addAll(AnnotationText.all(annotation, "value"));
        names.addAll(AnnotationText.all(annotation, "name"));
      }
    }
    return names;
  }

  private static Optional<String> parameterName(MethodNode method, int index, int local) {
    if (method.parameters != null && index < method.parameters.size()) {
      ParameterNode parameter = method.parameters.get(index);
      return Optional.ofNullable(parameter.name);
    }
    return method.localVariables == null
        ? Optional.empty()
        : method.localVariables.stream()
            .filter(variable -> variable.index == local)
            .map(variable -> variable.name)
            .findFirst();
  }

  private static Optional<String> injected(@Nullable List<AnnotationNode> annotations) {
    if (annotations == null) {
      return Optional.empty();
    }
    for (AnnotationNode annotation : annotations) {
      if (annotation.desc.equals(INJECTED)) {
        return AnnotationText.of(annotation, "value");
      }
      if (CONFIGURED.contains(annotation.desc)) {
        Optional<String> standIn = AnnotationText.of(annotation, "defaultValue");
        return AnnotationText.of(annotation, "name")
            .map(key -> "${" + key + standIn.map(text -> ":" + text).orElse("") + "}");
      }
    }
    return Optional.empty();
  }

  /** The line of an instruction, else that of its method, else 1. */
  static int line(MethodNode method, int at) {
    int line = 0;
    for (int i = 0; i < method.instructions.size() && (i <= at || line == 0); i++) {
      if (method.instructions.get(i) instanceof LineNumberNode number) {
        line = number.line;
      }
    }
    return Math.max(1, line);
  }
}
