/**
 * What breaks: the difference between the world before a change and after it, carried on through
 * the graph.
 */
@NullMarked
package io.whatbreaks.impact;

import org.jspecify.annotations.NullMarked;
