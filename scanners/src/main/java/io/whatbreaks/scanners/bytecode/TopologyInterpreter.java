package io.whatbreaks.scanners.bytecode;

import io.whatbreaks.scanners.bytecode.TopologyValue.Made;
import io.whatbreaks.scanners.bytecode.TopologyValue.Texts;
import io.whatbreaks.scanners.bytecode.TopologyValue.Unknown;
import io.whatbreaks.scanners.bytecode.TopologyValue.Whole;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.Interpreter;

/** Follows constants, and what is built of them, through the instructions of one method. */
final class TopologyInterpreter extends Interpreter<TopologyValue> {
  private static final Unknown ONE = new Unknown(1);
  private static final Unknown TWO = new Unknown(2);
  private static final char ARGUMENT = '\u0001';
  private static final char CONSTANT = '\u0002';

  private final String className;
  private final Map<AbstractInsnNode, Made> made = new HashMap<>();

  TopologyInterpreter(String className) {
    super(Opcodes.ASM9);
    this.className = className;
  }

  private static Unknown unknown(int size) {
    return size == 2 ? TWO : ONE;
  }

  @Override
  public @Nullable TopologyValue newValue(@Nullable Type type) {
    return type == null ? ONE : type.equals(Type.VOID_TYPE) ? null : unknown(type.getSize());
  }

  @Override
  public TopologyValue newParameterValue(boolean isInstance, int local, Type type) {
    return new TopologyValue.Parameter(local, type.getSize());
  }

  @Override
  public TopologyValue newOperation(AbstractInsnNode instruction) {
    int code = instruction.getOpcode();
    if (instruction instanceof LdcInsnNode constant) {
      return constant.cst instanceof String text
          ? Texts.of(text)
          : constant.cst instanceof Integer number
              ? new Whole(number)
              : unknown(constant.cst instanceof Long || constant.cst instanceof Double ? 2 : 1);
    }
    if (code >= Opcodes.ICONST_M1 && code <= Opcodes.ICONST_5) {
      return new Whole(code - Opcodes.ICONST_0);
    }
    if (instruction instanceof IntInsnNode number) {
      return new Whole(number.operand);
    }
    if (code == Opcodes.NEW) {
      return madeBy(instruction, 1);
    }
    if (instruction instanceof FieldInsnNode field) {
      return field(field);
    }
    return code == Opcodes.LCONST_0
            || code == Opcodes.LCONST_1
            || code == Opcodes.DCONST_0
            || code == Opcodes.DCONST_1
        ? TWO
        : ONE;
  }

  private TopologyValue field(FieldInsnNode field) {
    int size = Type.getType(field.desc).getSize();
    return field.owner.equals(className)
        ? new TopologyValue.Field(field.name, size)
        : unknown(size);
  }

  private Made madeBy(AbstractInsnNode instruction, int size) {
    return made.computeIfAbsent(instruction, by -> new Made(by, size));
  }

  @Override
  public TopologyValue copyOperation(AbstractInsnNode instruction, TopologyValue value) {
    return value;
  }

  @Override
  public @Nullable TopologyValue unaryOperation(AbstractInsnNode instruction, TopologyValue value) {
    return switch (instruction.getOpcode()) {
      case Opcodes.CHECKCAST -> value;
      case Opcodes.GETFIELD -> field((FieldInsnNode) instruction);
      case Opcodes.ANEWARRAY -> madeBy(instruction, 1);
      case Opcodes.LNEG,
          Opcodes.DNEG,
          Opcodes.I2L,
          Opcodes.I2D,
          Opcodes.L2D,
          Opcodes.F2L,
          Opcodes.F2D,
          Opcodes.D2L ->
          TWO;
      default -> ONE;
    };
  }

  @Override
  public TopologyValue binaryOperation(
      AbstractInsnNode instruction, TopologyValue value, TopologyValue other) {
    return switch (instruction.getOpcode()) {
      case Opcodes.LALOAD,
          Opcodes.DALOAD,
          Opcodes.LADD,
          Opcodes.DADD,
          Opcodes.LSUB,
          Opcodes.DSUB,
          Opcodes.LMUL,
          Opcodes.DMUL,
          Opcodes.LDIV,
          Opcodes.DDIV,
          Opcodes.LREM,
          Opcodes.DREM,
          Opcodes.LSHL,
          Opcodes.LSHR,
          Opcodes.LUSHR,
          Opcodes.LAND,
          Opcodes.LOR,
          Opcodes.LXOR ->
          TWO;
      default -> ONE;
    };
  }

  @Override
  public TopologyValue ternaryOperation(
      AbstractInsnNode instruction,
      TopologyValue array,
      TopologyValue index,
      TopologyValue element) {
    if (instruction.getOpcode() == Opcodes.AASTORE && array instanceof Made elements) {
      elements.put(element);
    }
    return ONE;
  }

  @Override
  public @Nullable TopologyValue naryOperation(
      AbstractInsnNode instruction, List<? extends TopologyValue> values) {
    if (instruction instanceof InvokeDynamicInsnNode dynamic) {
      return dynamic(dynamic, values);
    }
    if (!(instruction instanceof MethodInsnNode call)) {
      return ONE;
    }
    if (call.name.equals("<init>")) {
      if (!values.isEmpty() && values.get(0) instanceof Made instance) {
        instance.called(call.owner, call.name, call.desc, values);
      }
      return null;
    }
    Type type = Type.getReturnType(call.desc);
    if (type.equals(Type.VOID_TYPE)) {
      return null;
    }
    Made result = madeBy(instruction, type.getSize());
    result.called(call.owner, call.name, call.desc, values);
    return result;
  }

  private TopologyValue dynamic(InvokeDynamicInsnNode call, List<? extends TopologyValue> values) {
    int size = Type.getReturnType(call.desc).getSize();
    if (!call.name.equals("makeConcatWithConstants")
        || call.bsmArgs.length == 0
        || !(call.bsmArgs[0] instanceof String recipe)) {
      return unknown(size);
    }
    StringBuilder text = new StringBuilder();
    int value = 0;
    int constant = 1;
    for (int i = 0; i < recipe.length(); i++) {
      char c = recipe.charAt(i);
      if (c == CONSTANT && constant < call.bsmArgs.length) {
        text.append(call.bsmArgs[constant++]);
      } else if (c != ARGUMENT) {
        text.append(c);
      } else if (value < values.size()
          && values.get(value++) instanceof Texts known
          && known.texts().size() == 1) {
        text.append(known.texts().iterator().next());
      } else {
        return ONE;
      }
    }
    return Texts.of(text.toString());
  }

  @Override
  public void returnOperation(
      AbstractInsnNode instruction, TopologyValue value, TopologyValue expected) {
    // What a method returns is read off its frames.
  }

  @Override
  public TopologyValue merge(TopologyValue value, TopologyValue other) {
    if (value.equals(other)) {
      return value;
    }
    if (value instanceof Texts some && other instanceof Texts more) {
      Set<String> all = new HashSet<>(some.texts());
      all.addAll(more.texts());
      return all.size() == some.texts().size()
          ? value
          : all.size() <= Texts.MOST ? new Texts(all) : ONE;
    }
    return unknown(Math.min(value.getSize(), other.getSize()));
  }
}
