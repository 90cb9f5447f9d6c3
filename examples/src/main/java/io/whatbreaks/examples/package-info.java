/** The {@code whatbreaks} command, and programs that show how to use and extend the library. */
@NullMarked
package io.whatbreaks.examples;

import org.jspecify.annotations.NullMarked;
