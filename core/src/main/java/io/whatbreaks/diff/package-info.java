/** What two worlds, staging and production for instance, have each for themselves. */
@NullMarked
package io.whatbreaks.diff;

import org.jspecify.annotations.NullMarked;
