/** What somebody plans to do, as a function from world to world. */
@NullMarked
package io.whatbreaks.change;

import org.jspecify.annotations.NullMarked;
