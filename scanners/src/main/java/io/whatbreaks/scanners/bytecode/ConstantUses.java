package io.whatbreaks.scanners.bytecode;

import io.whatbreaks.scanners.value.LiteralUse;
import io.whatbreaks.scanners.value.LiteralUse.Purpose;
import io.whatbreaks.scanners.value.LiteralUses;
import io.whatbreaks.scanners.value.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/** Follows the constants of a method to what takes them: a call, a field, the caller. */
final class ConstantUses {
  /** The name of an enum constant, which its constructor is given. */
  static final LiteralUse ENUM_NAME = new LiteralUse(Purpose.OPEN, "<name>");

  private static final int MOST_INSTRUCTIONS = 4_000;
  private static final String STRING = "Ljava/lang/String;";

  /** Owner and method whose argument of that index is a host. */
  private static final Map<String, Integer> HOSTS =
      Map.ofEntries(
          Map.entry("java/net/InetAddress.getByName", 0),
          Map.entry("java/net/InetAddress.getAllByName", 0),
          Map.entry("java/net/Socket.<init>", 0),
          Map.entry("java/net/InetSocketAddress.<init>", 0),
          Map.entry("java/net/InetSocketAddress.createUnresolved", 0),
          Map.entry("javax/net/SocketFactory.createSocket", 0),
          Map.entry("javax/net/ssl/SSLSocketFactory.createSocket", 0),
          Map.entry("java/net/URL.<init>", 1),
          Map.entry("java/net/URI.<init>", 2));

  private final String owner;
  private final MethodNode method;
  private final Map<AbstractInsnNode, LiteralUse> uses = new HashMap<>();

  private ConstantUses(String owner, MethodNode method) {
    this.owner = owner;
    this.method = method;
  }

  /** What an attribute of an annotation says of its value. */
  static LiteralUse ofAttribute(String type, String attribute) {
    String annotation =
        simple(type.replace(";", "").replaceFirst("^L", "")).toLowerCase(Locale.ROOT);
    boolean listens =
        annotation.contains("listener")
            || annotation.contains("queue")
            || annotation.contains("exchange")
            || annotation.contains("topic");
    if (listens
        && !attribute.equals("id")
        && !attribute.equals("group")
        && !attribute.equals("containerFactory")) {
      return new LiteralUse(Purpose.QUEUE, attribute);
    }
    return LiteralUse.named(attribute.equals("value") ? annotation : attribute);
  }

  /** Whether a call may tell what its arguments are for. */
  static boolean tells(String owner, String name, String descriptor) {
    return descriptor.contains(STRING)
        && (HOSTS.containsKey(owner + "." + name)
            || name.equals("<init>")
            || (descriptor.startsWith("(" + STRING + STRING)
                || descriptor.startsWith("(" + STRING + "I")
                || descriptor.startsWith("(Ljava/lang/Object;Ljava/lang/Object;"))
            || tells(name)
            || LiteralUses.isQueue(name));
  }

  /**
   * Whether a text could be a host, a list of them, a URL or a queue: the use of others is moot.
   */
  static boolean matters(String text) {
    if (text.contains("://")) {
      return true;
    }
    boolean letter = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      letter |= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!Character.isLetterOrDigit(c) && ".:,-@_[]".indexOf(c) < 0) {
        return false;
      }
    }
    return letter && text.length() > 1;
  }

  static boolean tells(String name) {
    return Slot.ofCall(name) == Slot.HOST;
  }

  /**
   * The use of each string of a method's code, in order: of {@code ldc} one, of {@code
   * invokedynamic} and dynamic constants one for each of theirs. Empty where the method is too
   * large.
   */
  static List<LiteralUse> of(ClassReader file, String name, String descriptor) {
    MethodNode method = node(file, name, descriptor);
    if (method == null || method.instructions.size() > MOST_INSTRUCTIONS) {
      return List.of();
    }
    ConstantUses uses = new ConstantUses(file.getClassName(), method);
    try {
      uses.follow();
    } catch (AnalyzerException | RuntimeException damaged) {
      return List.of(); // The constants stand all the same, their use is open.
    }
    return uses.inOrder();
  }

  private static @Nullable MethodNode node(ClassReader file, String name, String descriptor) {
    MethodNode[] found = new MethodNode[1];
    file.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String called,
              String type,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            if (!called.equals(name) || !type.equals(descriptor)) {
              return null;
            }
            found[0] = new MethodNode(Opcodes.ASM9, access, called, type, signature, exceptions);
            return found[0];
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return found[0];
  }

  private List<LiteralUse> inOrder() {
    List<LiteralUse> all = new ArrayList<>();
    for (AbstractInsnNode node : method.instructions) {
      LiteralUse use = uses.getOrDefault(node, LiteralUse.OPEN);
      int count = 0;
      if (node instanceof LdcInsnNode ldc) {
        count =
            ldc.cst instanceof String
                ? 1
                : ldc.cst instanceof ConstantDynamic dynamic ? Recipes.texts(dynamic).size() : 0;
      } else if (node instanceof InvokeDynamicInsnNode joined) {
        count = Recipes.texts(joined.bsm, joined.bsmArgs).size();
      }
      for (int i = 0; i < count; i++) {
        all.add(use);
      }
    }
    return all;
  }

  private void follow() throws AnalyzerException {
    Frame<SourceValue>[] frames = new Analyzer<>(new Sources()).analyze(owner, method);
    for (int i = 0; i < frames.length; i++) {
      Frame<SourceValue> frame = frames[i];
      AbstractInsnNode node = method.instructions.get(i);
      if (frame == null) {
        continue;
      }
      if (node instanceof MethodInsnNode call) {
        call(call, frame);
      } else if (node.getOpcode() == Opcodes.PUTFIELD || node.getOpcode() == Opcodes.PUTSTATIC) {
        put(top(frame, 0), LiteralUse.named(((FieldInsnNode) node).name));
      } else if (node.getOpcode() == Opcodes.ARETURN && tells(method.name)) {
        put(top(frame, 0), LiteralUse.named(method.name));
      }
    }
  }

  /** Where values come from, through local variables. */
  private static final class Sources extends SourceInterpreter {
    Sources() {
      super(Opcodes.ASM9);
    }

    @Override
    public SourceValue copyOperation(AbstractInsnNode copy, SourceValue value) {
      return value;
    }
  }

  private static SourceValue top(Frame<SourceValue> frame, int below) {
    return frame.getStack(frame.getStackSize() - 1 - below);
  }

  /** The first thing that takes a constant tells what it is for. */
  private void put(SourceValue value, LiteralUse use) {
    for (AbstractInsnNode source : value.insns) {
      if (source instanceof LdcInsnNode || source instanceof InvokeDynamicInsnNode) {
        uses.putIfAbsent(source, use);
      }
    }
  }

  private void call(MethodInsnNode call, Frame<SourceValue> frame) {
    Type[] types = Type.getArgumentTypes(call.desc);
    if (call.name.equals("<init>") && isEnumConstant(call, types)) {
      put(top(frame, types.length - 1), ENUM_NAME);
      for (int i = 2; i < types.length; i++) {
        put(top(frame, types.length - 1 - i), LiteralUse.OPEN);
      }
      return;
    }
    for (int i = 0; i < types.length; i++) {
      boolean object = types[i].getDescriptor().equals("Ljava/lang/Object;");
      if (types[i].getDescriptor().equals(STRING)
          || object
          || types[i].getDescriptor().equals("Ljava/lang/CharSequence;")) {
        SourceValue next = i + 1 < types.length ? top(frame, types.length - 2 - i) : null;
        SourceValue before = i > 0 ? top(frame, types.length - i) : null;
        LiteralUse use = use(call, i, types, new Beside(before, next));
        if (!use.equals(LiteralUse.OPEN)) {
          put(top(frame, types.length - 1 - i), use);
        }
      }
    }
  }

  private boolean isEnumConstant(MethodInsnNode call, Type[] types) {
    return method.name.equals("<clinit>")
        && types.length >= 2
        && types[0].getDescriptor().equals(STRING)
        && types[1].equals(Type.INT_TYPE)
        && (call.owner.equals(owner) || call.owner.startsWith(owner + "$"));
  }

  /** The arguments before and behind one. */
  private record Beside(@Nullable SourceValue before, @Nullable SourceValue next) {}

  private static LiteralUse use(MethodInsnNode call, int index, Type[] types, Beside beside) {
    Integer host = HOSTS.get(call.owner + "." + call.name);
    if (host != null && host == index && (index == 0 || types.length > index + 1)) {
      return new LiteralUse(Purpose.HOST, "");
    }
    if (call.name.equals("<init>") && call.owner.equals("java/net/URL") && index == 0) {
      return new LiteralUse(Purpose.URL, "");
    }
    String key = beside.before() == null ? null : text(beside.before());
    if (key != null && types.length <= 3) {
      return LiteralUses.ofKey(key);
    }
    Integer number = beside.next() == null ? null : number(beside.next());
    if (number != null
        && LiteralUses.isPort(number)
        && !call.owner.startsWith("java/")
        && !call.name.startsWith("get")) {
      return LiteralUse.named("host");
    }
    String name = call.name.equals("<init>") ? simple(call.owner) : call.name;
    return LiteralUses.ofCall(name, types.length);
  }

  private static String simple(String owner) {
    return owner.substring(Math.max(owner.lastIndexOf('/'), owner.lastIndexOf('$')) + 1);
  }

  private static @Nullable String text(SourceValue value) {
    return value.insns.size() == 1
            && value.insns.iterator().next() instanceof LdcInsnNode ldc
            && ldc.cst instanceof String text
        ? text
        : null;
  }

  private static @Nullable Integer number(SourceValue value) {
    if (value.insns.size() != 1) {
      return null;
    }
    AbstractInsnNode node = value.insns.iterator().next();
    if (node instanceof IntInsnNode push && push.getOpcode() != Opcodes.NEWARRAY) {
      return push.operand;
    }
    return node instanceof LdcInsnNode ldc && ldc.cst instanceof Integer number ? number : null;
  }
}
