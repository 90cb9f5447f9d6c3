/** A scanner of one's own: reads the configuration of Monit. */
@NullMarked
package io.whatbreaks.examples.scanner;

import org.jspecify.annotations.NullMarked;
