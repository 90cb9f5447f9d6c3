/**
 * What is amiss in a world as it stands, before anything changes: names that lead nowhere, names
 * that nobody uses, what everything hangs on.
 */
@NullMarked
package io.whatbreaks.lint;

import org.jspecify.annotations.NullMarked;
