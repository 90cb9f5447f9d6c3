package io.whatbreaks.scanners.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Every place where a class may hold a string. */
class ClassConstantsTest {
  @TempDir Path folder;

  /** Each constant that holds {@code mq01}: member, line, text, purpose and name of its use. */
  private static List<String> planted(Path classes) throws IOException {
    List<String> all = new ArrayList<>();
    ClassFiles.under(
        classes,
        (path, bytes) -> {
          for (ClassConstant constant : ClassConstants.of(bytes)) {
            if (constant.text().contains("mq01")) {
              all.add(
                  constant.className()
                      + " "
                      + constant.member()
                      + ":"
                      + constant.line()
                      + " "
                      + constant.text().replace('\u0001', '#')
                      + " "
                      + constant.use().purpose()
                      + " "
                      + constant.use().name());
            }
          }
        });
    all.sort(null);
    return all;
  }

  @Test
  void constants_are_found_in_every_place_of_java() throws IOException {
    Path classes =
        Compiled.java(
            folder,
            "A.java",
            """
            import java.lang.annotation.*;
            import java.util.*;
            @A.At("mq01-class")
            class A<@A.On("mq01-parameter-of-type") T> {
              @Retention(RetentionPolicy.CLASS) @interface At { String value(); String[] more() default "mq01-default"; At1[] in() default {}; }
              @interface At1 { String url(); }
              @Target(ElementType.TYPE_PARAMETER) @Retention(RetentionPolicy.CLASS) @interface On { String value(); }
              @Target(ElementType.TYPE_USE) @Retention(RetentionPolicy.CLASS) @interface Use { String value(); }
              static final String HOST = "mq01-constant";
              static String set = "mq01-static";
              @At(value = "x", more = {"mq01-array", "y"}, in = @At1(url = "mq01-nested")) String own = "mq01-own";
              @Use("mq01-type") List<@Use("mq01-argument") String> list;
              enum Broker { FIRST("mq01-enum"), mq01("x"); final String host; Broker(String host) { this.host = host; } }
              record Point(@At("mq01-component") String host) { static final Point DEFAULT = new Point("mq01-record"); }
              interface Names { String NAME = "mq01-interface"; }
              String joined(int port) { return "amqp://mq01-joined:" + port + "/x"; }
              String folded() { return "amqp://" + "mq01-" + "folded"; }
              boolean compared(String s) { return s.equals("mq01-compared"); }
              int switched(String s) { switch (s) { case "mq01-case": return 1; default: return 0; } }
              int arrow(String s) { return switch (s) { case "mq01-arrow" -> 1; default -> 0; }; }
              Runnable lambda() { return () -> System.out.println("mq01-lambda"); }
              @At("mq01-method") void method(@At("mq01-argument-of-method") String a) { @Use("mq01-local") String b = a; }
              String text() { return \"\"\"
                  first
                  mq01-text
                  \"\"\"; }
              String[] array() { return new String[] {"mq01-element"}; }
              void thrown() { throw new IllegalStateException("mq01-thrown"); }
              Object anonymous() { return new Object() { public String toString() { return "mq01-anonymous"; } }; }
            }
            """);
    assertEquals(
        List.of(
            "A :0 mq01-class OPEN at",
            "A :0 mq01-parameter-of-type OPEN on",
            "A <clinit>()V:10 mq01-static OPEN set",
            "A <init>()V:11 mq01-own OPEN own",
            "A HOST:0 mq01-constant OPEN HOST",
            "A array()[Ljava/lang/String;:27 mq01-element OPEN ",
            "A arrow(Ljava/lang/String;)I:20 mq01-arrow OPEN ",
            "A compared(Ljava/lang/String;)Z:18 mq01-compared OPEN ",
            "A folded()Ljava/lang/String;:17 amqp://mq01-folded OPEN ",
            "A joined(I)Ljava/lang/String;:16 amqp://mq01-joined:#/x OPEN ",
            "A lambda$lambda$0()V:21 mq01-lambda OPEN ",
            "A list:0 mq01-argument OPEN use",
            "A list:0 mq01-type OPEN use",
            "A method(Ljava/lang/String;)V:0 mq01-argument-of-method OPEN at",
            "A method(Ljava/lang/String;)V:0 mq01-local OPEN use",
            "A method(Ljava/lang/String;)V:0 mq01-method OPEN at",
            "A own:0 mq01-array OPEN more",
            "A own:0 mq01-nested OPEN url",
            "A switched(Ljava/lang/String;)I:19 mq01-case OPEN ",
            "A text()Ljava/lang/String;:23 first\nmq01-text\n OPEN ",
            "A thrown()V:28 mq01-thrown OPEN ",
            "A$1 toString()Ljava/lang/String;:29 mq01-anonymous OPEN ",
            "A$At more()[Ljava/lang/String;:0 mq01-default OPEN more",
            "A$Broker <clinit>()V:13 mq01-enum OPEN ",
            "A$Names NAME:0 mq01-interface OPEN NAME",
            "A$Point <clinit>()V:14 mq01-record OPEN ",
            "A$Point <init>(Ljava/lang/String;)V:0 mq01-component OPEN at",
            "A$Point host()Ljava/lang/String;:0 mq01-component OPEN at",
            "A$Point host:0 mq01-component OPEN at",
            "A$Point host:0 mq01-component OPEN at"),
        planted(classes));
  }

  @Test
  void what_takes_a_constant_tells_what_it_is_for() throws IOException {
    Path classes =
        Compiled.java(
            folder,
            "B.java",
            """
            import java.net.*;
            import java.util.*;
            class B {
              String host; static String server;
              void socket() throws Exception { new Socket("mq01-a", 5672); }
              void name() throws Exception { InetAddress.getByName("mq01-b"); }
              void through(boolean x) throws Exception { String h = "mq01-c"; if (x) { h = "mq01-d"; } new InetSocketAddress(h, 1); }
              void url() throws Exception { new URL("mq01-e"); }
              void field() { host = "mq01-f"; server = "mq01-g"; }
              void key(Properties p) { p.put("bootstrap.servers", "mq01-h"); p.setProperty("user.name", "mq01-i"); }
              void setter(F f) { f.setHost("mq01-j"); f.name("mq01-k"); }
              void port(F f) { f.open("mq01-l", 5672); f.open("mq01-m", 7); }
              String brokerHost() { return "mq01-n"; }
              void queue(F f) { f.queueDeclare("mq01-o", true); }
              static class F { void setHost(String h) {} void name(String n) {} void open(String h, int p) {} void queueDeclare(String q, boolean d) {} }
            }
            """);
    assertEquals(
        List.of(
            "B brokerHost()Ljava/lang/String;:13 mq01-n OPEN brokerHost",
            "B field()V:9 mq01-f OPEN host",
            "B field()V:9 mq01-g OPEN server",
            "B key(Ljava/util/Properties;)V:10 mq01-h OPEN bootstrap.servers",
            "B key(Ljava/util/Properties;)V:10 mq01-i OPEN ",
            "B name()V:6 mq01-b HOST ",
            "B port(LB$F;)V:12 mq01-l OPEN host",
            "B port(LB$F;)V:12 mq01-m OPEN ",
            "B queue(LB$F;)V:14 mq01-o QUEUE queueDeclare",
            "B setter(LB$F;)V:11 mq01-j HOST setHost",
            "B setter(LB$F;)V:11 mq01-k OPEN ",
            "B socket()V:5 mq01-a HOST ",
            "B through(Z)V:7 mq01-c HOST ",
            "B through(Z)V:7 mq01-d HOST ",
            "B url()V:8 mq01-e URL "),
        planted(classes));
  }

  private static ClassWriter type(String name) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    return writer;
  }

  private static List<String> texts(ClassWriter writer) {
    writer.visitEnd();
    return ClassConstants.of(writer.toByteArray()).stream()
        .map(constant -> constant.text().replace('\u0001', '#'))
        .toList();
  }

  /** JVMS 17, 4.4.10: constants that a bootstrap method makes, their arguments nested. */
  @Test
  void dynamic_constants_are_read_with_what_is_nested_in_them() {
    Handle bootstrap =
        new Handle(Opcodes.H_INVOKESTATIC, "x/B", "make", "()Ljava/lang/Object;", false);
    ConstantDynamic inner = new ConstantDynamic("i", "Ljava/lang/String;", bootstrap, "mq01-inner");
    ClassWriter writer = type("A");
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "m", "()V", null, null);
    method.visitCode();
    method.visitLdcInsn(
        new ConstantDynamic("o", "Ljava/lang/String;", bootstrap, "mq01-outer", inner));
    method.visitInsn(Opcodes.POP);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(1, 0);
    method.visitEnd();
    assertEquals(List.of("mq01-outer", "mq01-inner"), texts(writer));
  }

  /** Constants that javac would not fold stand behind {@code \\2} in a recipe. */
  @Test
  void constants_of_recipes_are_put_in() {
    Handle concat =
        new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/StringConcatFactory",
            "makeConcatWithConstants",
            "()Ljava/lang/invoke/CallSite;",
            false);
    ClassWriter writer = type("A");
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "m", "()V", null, null);
    method.visitCode();
    method.visitInsn(Opcodes.ICONST_1);
    method.visitInvokeDynamicInsn(
        "makeConcatWithConstants",
        "(I)Ljava/lang/String;",
        concat,
        "http://\u0002:\u0001/",
        "mq01");
    method.visitInsn(Opcodes.POP);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(1, 0);
    method.visitEnd();
    assertEquals(List.of("http://mq01:#/"), texts(writer));
  }

  /** The labels of a switch over patterns are arguments of SwitchBootstraps, Java 21. */
  @Test
  void labels_of_pattern_switches_are_read() {
    Handle bootstrap =
        new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/runtime/SwitchBootstraps",
            "typeSwitch",
            "()Ljava/lang/invoke/CallSite;",
            false);
    ClassWriter writer = type("A");
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "m", "()V", null, null);
    method.visitCode();
    method.visitInsn(Opcodes.ACONST_NULL);
    method.visitInsn(Opcodes.ICONST_0);
    method.visitInvokeDynamicInsn("typeSwitch", "(Ljava/lang/Object;I)I", bootstrap, "mq01-label");
    method.visitInsn(Opcodes.POP);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(2, 0);
    method.visitEnd();
    assertEquals(List.of("mq01-label"), texts(writer));
  }

  @Test
  void what_compilers_keep_for_themselves_is_no_string_of_the_program() {
    ClassWriter writer = type("A");
    AnnotationVisitor metadata = writer.visitAnnotation("Lkotlin/Metadata;", true);
    AnnotationVisitor names = metadata.visitArray("d2");
    names.visit(null, "mq01");
    names.visitEnd();
    metadata.visitEnd();
    MethodVisitor groovy =
        writer.visitMethod(
            Opcodes.ACC_STATIC, "$createCallSiteArray_1", "([Ljava/lang/String;)V", null, null);
    groovy.visitCode();
    groovy.visitLdcInsn("mq01");
    groovy.visitInsn(Opcodes.POP);
    groovy.visitInsn(Opcodes.RETURN);
    groovy.visitMaxs(1, 1);
    groovy.visitEnd();
    assertEquals(List.of(), texts(writer));
  }

  @Test
  void jars_within_jars_are_read() throws IOException {
    Path classes = Compiled.java(folder, "C.java", "class C { String m() { return \"mq01\"; } }");
    byte[] type = Files.readAllBytes(classes.resolve("C.class"));
    byte[] library = zip("C.class", type);
    Path boot = folder.resolve("boot.jar");
    Files.write(boot, zip("BOOT-INF/classes/C.class", type, "BOOT-INF/lib/x.jar", library));
    List<String> paths = new ArrayList<>();
    ClassFiles.under(boot, (path, bytes) -> paths.add(path));
    assertEquals(List.of("BOOT-INF/classes/C.class", "BOOT-INF/lib/x.jar!/C.class"), paths);
  }

  static byte[] zip(Object... namesAndBytes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndBytes.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndBytes[i]));
        zip.write((byte[]) namesAndBytes[i + 1]);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void what_is_no_class_is_refused() {
    for (byte[] bytes :
        new byte[][] {
          {},
          {1, 2, 3},
          new byte[5000],
          {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 61, 0, 9}
        }) {
      assertThrows(IllegalArgumentException.class, () -> ClassConstants.of(bytes));
    }
  }

  @Test
  void a_damaged_jar_is_told() throws IOException {
    byte[] jar = zip("A.class", new byte[50_000]);
    Path file = folder.resolve("damaged.jar");
    Files.write(file, java.util.Arrays.copyOf(jar, 60));
    List<String> told = new ArrayList<>();
    ClassFiles.under(
        file,
        new ClassFiles.Sink() {
          @Override
          public void take(String path, byte[] bytes) {
            told.add(path);
          }

          @Override
          public void failed(String path, String reason) {
            told.add(path + " failed");
          }
        });
    assertEquals(List.of("damaged.jar failed"), told);
  }
}
