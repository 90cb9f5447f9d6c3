/** Environment files: {@code KEY=value} lines that units, compose files and shells read. */
@NullMarked
package io.whatbreaks.scanners.env;

import org.jspecify.annotations.NullMarked;
