/** Tests of software known by tables. */
@NullMarked
package io.whatbreaks.scanners.table;

import org.jspecify.annotations.NullMarked;
