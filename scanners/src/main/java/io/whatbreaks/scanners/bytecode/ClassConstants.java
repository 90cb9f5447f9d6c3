package io.whatbreaks.scanners.bytecode;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.objectweb.asm.ClassReader;

/**
 * Reads the string constants of a class: those that methods load, compare and join, values of
 * constant fields, and annotations of classes, fields, methods, parameters, record components and
 * types.
 *
 * <p>No strings of the program are: names in tables for debuggers, what Kotlin and Scala keep of
 * their own in annotations, the names of enum constants and record components, and the names of
 * methods that Groovy calls.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html">JVMS 17, 4: The
 *     class File Format</a>
 */
public final class ClassConstants {
  private ClassConstants() {}

  /**
   * The constants of a class, in the order of the class file.
   *
   * @throws IllegalArgumentException if the bytes are no class, a damaged one, or one of a version
   *     that is not known yet
   */
  public static List<ClassConstant> of(byte[] bytes) {
    requireNonNull(bytes, "bytes");
    try {
      ClassReader file = new ClassReader(bytes);
      ConstantReader reader = new ConstantReader(file);
      file.accept(reader, ClassReader.SKIP_FRAMES);
      return reader.found();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("no class file, or a damaged one", e);
    }
  }
}
