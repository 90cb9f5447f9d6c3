/**
 * Formats as located trees: every key and value with its exact place in the text.
 *
 * <p>A format knows nothing of any software. Partial damage costs only the damaged part: the rest
 * of the tree is there, and a {@link io.whatbreaks.scanners.format.LocatedTree.Problem} says what
 * is not.
 */
@NullMarked
package io.whatbreaks.scanners.format;

import org.jspecify.annotations.NullMarked;
