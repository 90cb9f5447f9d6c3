/**
 * Compiled classes, in folders and in jars: what the code of an application says of the things it
 * depends on, read with ASM from one class at a time. Nothing is loaded and nothing is run.
 */
@NullMarked
package io.whatbreaks.scanners.bytecode;

import org.jspecify.annotations.NullMarked;
