/**
 * What names mean, from where: the facts, indexed, and the resolution of a name as the real
 * programs do it.
 *
 * <p>A {@link io.whatbreaks.world.World} never changes; a change gives another world that shares
 * its index.
 */
@NullMarked
package io.whatbreaks.world;

import org.jspecify.annotations.NullMarked;
