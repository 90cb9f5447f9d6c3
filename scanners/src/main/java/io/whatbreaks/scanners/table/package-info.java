/**
 * What software reads, as tables: which keys, the syntax of their values, when names are looked up.
 */
@NullMarked
package io.whatbreaks.scanners.table;

import org.jspecify.annotations.NullMarked;
