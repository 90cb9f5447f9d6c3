/** What follows from an answer: the edits that a change needs, and the proof that they suffice. */
@NullMarked
package io.whatbreaks.plan;

import org.jspecify.annotations.NullMarked;
