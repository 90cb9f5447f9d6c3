/**
 * What one document states, nothing more: the only thing that scanners hand on.
 *
 * <p>Facts are plain records; a snapshot file holds them and a world is built from any number of
 * them.
 */
@NullMarked
package io.whatbreaks.fact;

import org.jspecify.annotations.NullMarked;
