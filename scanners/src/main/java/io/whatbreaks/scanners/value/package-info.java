/**
 * The one grammar of values: how hosts, ports, paths and credentials stand inside a single value.
 */
@NullMarked
package io.whatbreaks.scanners.value;

import org.jspecify.annotations.NullMarked;
