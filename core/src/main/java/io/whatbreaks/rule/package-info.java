/** What hangs on a name although no file shows it: rules, evaluated on a world. */
@NullMarked
package io.whatbreaks.rule;

import org.jspecify.annotations.NullMarked;
