/** The forms of the answer. */
@NullMarked
package io.whatbreaks.report;

import org.jspecify.annotations.NullMarked;
