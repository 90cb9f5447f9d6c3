/**
 * The identities everything else speaks of: nodes, names, scopes and places.
 *
 * <p>Values only. What is known about a node is held by facts, never by the node itself.
 */
@NullMarked
package io.whatbreaks.model;

import org.jspecify.annotations.NullMarked;
