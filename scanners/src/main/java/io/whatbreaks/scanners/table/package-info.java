/**
 * Software known by tables: which files it reads, which keys hold names, how and when they are
 * looked up.
 *
 * <p>A table is a YAML resource; {@code docs/add-your-software.md} describes it. One scanner drives
 * them all.
 */
@NullMarked
package io.whatbreaks.scanners.table;

import org.jspecify.annotations.NullMarked;
