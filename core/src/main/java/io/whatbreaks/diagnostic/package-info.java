/** What went wrong while reading, and how much was read all the same. */
@NullMarked
package io.whatbreaks.diagnostic;

import org.jspecify.annotations.NullMarked;
