/**
 * What people decide by: when changes may be made, what must hold before they are, who has agreed.
 *
 * <p>Nothing here reads a clock: the time that is asked about is given.
 */
@NullMarked
package io.whatbreaks.decision;

import org.jspecify.annotations.NullMarked;
