package io.whatbreaks.scanners.bytecode;

import io.whatbreaks.scanners.value.LiteralJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;

/**
 * The strings among the static arguments of bootstrap methods. In the recipe of a concatenation
 * {@code \1} stands for an argument and {@code \2} for the next constant.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/invoke/StringConcatFactory.html">StringConcatFactory</a>
 */
final class Recipes {
  private static final char CONSTANT = '\u0002';
  private static final int DEEPEST = 8;

  /** Bootstrap methods whose strings are names of the program itself. */
  private static final Set<String> OF_NAMES =
      Set.of(
          "java/lang/runtime/ObjectMethods",
          "java/lang/invoke/LambdaMetafactory",
          "org/codehaus/groovy/vmplugin/v8/IndyInterface",
          "org/codehaus/groovy/vmplugin/v7/IndyInterface");

  private Recipes() {}

  static List<String> texts(ConstantDynamic dynamic) {
    List<String> texts = new ArrayList<>();
    nested(dynamic, 0, texts);
    return texts;
  }

  static List<String> texts(Handle bootstrap, Object... arguments) {
    List<String> texts = new ArrayList<>();
    read(bootstrap, arguments, 0, texts);
    return texts;
  }

  private static void nested(ConstantDynamic dynamic, int depth, List<String> texts) {
    Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = dynamic.getBootstrapMethodArgument(i);
    }
    read(dynamic.getBootstrapMethod(), arguments, depth, texts);
  }

  private static void read(Handle bootstrap, Object[] arguments, int depth, List<String> texts) {
    if (depth > DEEPEST || OF_NAMES.contains(bootstrap.getOwner())) {
      return;
    }
    boolean joins = bootstrap.getOwner().equals("java/lang/invoke/StringConcatFactory");
    if (joins && arguments.length > 0 && arguments[0] instanceof String recipe) {
      texts.add(joined(recipe, arguments));
      return;
    }
    for (Object argument : arguments) {
      if (argument instanceof String text) {
        texts.add(text);
      } else if (argument instanceof ConstantDynamic inner) {
        nested(inner, depth + 1, texts);
      }
    }
  }

  private static String joined(String recipe, Object[] arguments) {
    StringBuilder text = new StringBuilder(recipe.length());
    int next = 1;
    for (int i = 0; i < recipe.length(); i++) {
      char c = recipe.charAt(i);
      if (c == CONSTANT && next < arguments.length) {
        Object constant = arguments[next++];
        text.append(
            constant instanceof String || constant instanceof Number
                ? constant
                : LiteralJudge.HOLE);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
