/**
 * What compiled classes hold: the string constants of classes from a class path, folders, jars and
 * jars within jars, each with its class, method, line and use.
 *
 * <pre>{@code
 * ClassFiles.under(Path.of("target/classes"), (path, bytes) ->
 *     ClassConstants.of(bytes).forEach(System.out::println));
 * }</pre>
 */
@NullMarked
package io.whatbreaks.scanners.bytecode;

import org.jspecify.annotations.NullMarked;
