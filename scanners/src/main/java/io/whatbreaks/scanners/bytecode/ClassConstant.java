package io.whatbreaks.scanners.bytecode;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.scanners.value.LiteralUse;

/**
 * A string that a class holds.
 *
 * @param className with dots and, for nested classes, {@code $}
 * @param member the method with its descriptor, {@code run()V}; of a field its name; empty for
 *     annotations of the class
 * @param sourceFile as the compiler noted it, {@code A.java}; empty where it did not
 * @param line from 1; 0 where the compiler notes none, as for fields and annotations
 * @param text with {@link io.whatbreaks.scanners.value.LiteralJudge#HOLE} for parts that are put in
 *     when the program runs
 * @param use what is known of what it is for
 */
public record ClassConstant(
    String className, String member, String sourceFile, int line, String text, LiteralUse use) {

  /** Checks that no part is missing. */
  public ClassConstant {
    requireNonNull(className, "className");
    requireNonNull(member, "member");
    requireNonNull(sourceFile, "sourceFile");
    requireNonNull(text, "text");
    requireNonNull(use, "use");
  }
}
