/** Who depends on what, as a graph. The only package that knows the graph library. */
@NullMarked
package io.whatbreaks.graph;

import org.jspecify.annotations.NullMarked;
