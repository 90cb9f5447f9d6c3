/**
 * Everything that reads: one package for each format or software, which states facts and no more.
 */
@NullMarked
package io.whatbreaks.scanners;

import org.jspecify.annotations.NullMarked;
