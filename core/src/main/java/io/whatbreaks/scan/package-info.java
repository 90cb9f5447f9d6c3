/**
 * From sources to facts: what a scanner is, and what runs all of them.
 *
 * <p>A {@link io.whatbreaks.scan.SourceReader} finds documents, each {@link
 * io.whatbreaks.scan.Scanner} states the facts of one document, {@link io.whatbreaks.scan.Scanners}
 * runs them in parallel with the same result whatever the order. Both are found by {@link
 * java.util.ServiceLoader}.
 */
@NullMarked
package io.whatbreaks.scan;

import org.jspecify.annotations.NullMarked;
