/** The front door: scan, ask, and read the answer. */
@NullMarked
package io.whatbreaks;

import org.jspecify.annotations.NullMarked;
