package io.whatbreaks.scanners.bytecode;

import io.whatbreaks.scanners.value.LiteralUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.TypePath;

/** Visits a class and keeps its strings. */
final class ConstantReader extends ClassVisitor {
  private static final int API = Opcodes.ASM9;

  /** Annotations in which compilers keep what they know. */
  private static final Set<String> OF_COMPILERS =
      Set.of(
          "Lkotlin/Metadata;",
          "Lkotlin/coroutines/jvm/internal/DebugMetadata;",
          "Lkotlin/jvm/internal/SourceDebugExtension;",
          "Lscala/reflect/ScalaSignature;",
          "Lscala/reflect/ScalaLongSignature;",
          "Ljava/lang/Deprecated;",
          "Lkotlin/Deprecated;",
          "Ljava/lang/SuppressWarnings;",
          "Ljavax/annotation/Generated;",
          "Ljavax/annotation/processing/Generated;",
          "Ljakarta/annotation/Generated;");

  private final ClassReader file;
  private final List<ClassConstant> found = new ArrayList<>();
  private final Set<String> enumNames = new HashSet<>();
  private String className = "";
  private String sourceFile = "";
  private boolean isEnum;

  /** A reader of a class file, which visits it. */
  ConstantReader(ClassReader file) {
    super(API);
    this.file = file;
  }

  List<ClassConstant> found() {
    return found;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    className = name.replace('/', '.');
    isEnum = (access & Opcodes.ACC_ENUM) != 0;
  }

  @Override
  public void visitSource(@Nullable String source, @Nullable String debug) {
    sourceFile = source == null ? "" : source;
  }

  private void add(String member, int line, String text, LiteralUse use) {
    found.add(new ClassConstant(className, member, sourceFile, line, text, use));
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return annotation("", descriptor);
  }

  @Override
  public @Nullable AnnotationVisitor visitTypeAnnotation(
      int ref, @Nullable TypePath path, String descriptor, boolean visible) {
    return annotation("", descriptor);
  }

  private @Nullable AnnotationVisitor annotation(String member, String descriptor) {
    return OF_COMPILERS.contains(descriptor) ? null : new Values(member, descriptor, "");
  }

  @Override
  public RecordComponentVisitor visitRecordComponent(
      String name, String descriptor, @Nullable String signature) {
    return new RecordComponentVisitor(API) {
      @Override
      public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return annotation(name, descriptor);
      }
    };
  }

  @Override
  public FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    if ((access & Opcodes.ACC_ENUM) != 0) {
      enumNames.add(name);
    }
    if (value instanceof String text) {
      add(name, 0, text, LiteralUse.named(name));
    }
    return new FieldVisitor(API) {
      @Override
      public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return annotation(name, descriptor);
      }

      @Override
      public @Nullable AnnotationVisitor visitTypeAnnotation(
          int ref, @Nullable TypePath path, String descriptor, boolean visible) {
        return annotation(name, descriptor);
      }
    };
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if (name.startsWith("$createCallSiteArray") || name.equals("$deserializeLambda$")) {
      return null;
    }
    return new Method(name, descriptor);
  }

  /** The values of an annotation, of annotations within it, and of its arrays. */
  private final class Values extends AnnotationVisitor {
    private final String member;
    private final String type;
    private final String key;

    Values(String member, String type, String key) {
      super(API);
      this.member = member;
      this.type = type;
      this.key = key;
    }

    @Override
    public void visit(@Nullable String name, Object value) {
      if (value instanceof String text) {
        add(member, 0, text, ConstantUses.ofAttribute(type, name == null ? key : name));
      }
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
      return annotation(member, descriptor);
    }

    @Override
    public AnnotationVisitor visitArray(@Nullable String name) {
      return new Values(member, type, name == null ? key : name);
    }
  }

  private final class Method extends MethodVisitor {
    private final String name;
    private final String descriptor;
    private final String member;
    private final int first = found.size();
    private int line;
    private boolean tells;

    Method(String name, String descriptor) {
      super(API);
      this.name = name;
      this.descriptor = descriptor;
      this.member = name + descriptor;
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = number;
    }

    @Override
    public void visitLdcInsn(Object value) {
      if (value instanceof String text) {
        add(member, line, text, LiteralUse.OPEN);
      } else if (value instanceof ConstantDynamic dynamic) {
        Recipes.texts(dynamic).forEach(text -> add(member, line, text, LiteralUse.OPEN));
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String called, String type, Handle bootstrap, Object... arguments) {
      Recipes.texts(bootstrap, arguments).forEach(text -> add(member, line, text, LiteralUse.OPEN));
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String called, String type, boolean isInterface) {
      tells |= found.size() > first && ConstantUses.tells(owner, called, type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String type) {
      boolean put = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
      tells |= put && found.size() > first && type.endsWith("String;");
    }

    @Override
    public void visitInsn(int opcode) {
      tells |= opcode == Opcodes.ARETURN && found.size() > first && ConstantUses.tells(name);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotationDefault() {
      return new Values(member, "", name);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
      return annotation(member, type);
    }

    @Override
    public @Nullable AnnotationVisitor visitParameterAnnotation(
        int parameter, String type, boolean visible) {
      return annotation(member, type);
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
        int ref, @Nullable TypePath path, String type, boolean visible) {
      return annotation(member, type);
    }

    @Override
    public @Nullable AnnotationVisitor visitInsnAnnotation(
        int ref, @Nullable TypePath path, String type, boolean visible) {
      return annotation(member, type);
    }

    @Override
    public @Nullable AnnotationVisitor visitTryCatchAnnotation(
        int ref, @Nullable TypePath path, String type, boolean visible) {
      return annotation(member, type);
    }

    @Override
    public @Nullable AnnotationVisitor visitLocalVariableAnnotation(
        int ref,
        @Nullable TypePath path,
        Label[] start,
        Label[] end,
        int[] index,
        String type,
        boolean visible) {
      return annotation(member, type);
    }

    @Override
    public void visitEnd() {
      boolean initialises = isEnum && name.equals("<clinit>");
      boolean matters =
          tells
              && found.subList(first, found.size()).stream()
                  .anyMatch(constant -> ConstantUses.matters(constant.text()));
      if (!matters && !initialises) {
        return;
      }
      List<LiteralUse> uses = ConstantUses.of(file, name, descriptor);
      List<ClassConstant> own = new ArrayList<>(found.subList(first, found.size()));
      found.subList(first, found.size()).clear();
      int at = 0;
      for (ClassConstant constant : own) {
        boolean isInCode = constant.line() == line || constant.use().equals(LiteralUse.OPEN);
        LiteralUse use = isInCode && at < uses.size() ? uses.get(at++) : constant.use();
        if (!(initialises
            && enumNames.contains(constant.text())
            && use.equals(ConstantUses.ENUM_NAME))) {
          found.add(
              new ClassConstant(
                  className, member, sourceFile, constant.line(), constant.text(), use));
        }
      }
    }
  }
}
