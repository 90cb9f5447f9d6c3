/**
 * Compiled classes, in folders and in jars: what the code of an application says of the things it
 * depends on, read with ASM from one class at a time. Nothing is loaded and nothing is run. Their
 * string constants can be had as they are, each with its class, method, line and use:
 *
 * <pre>{@code
 * ClassFiles.under(Path.of("target/classes"), (path, bytes) ->
 *     ClassConstants.of(bytes).forEach(System.out::println));
 * }</pre>
 */
@NullMarked
package io.whatbreaks.scanners.bytecode;

import org.jspecify.annotations.NullMarked;
