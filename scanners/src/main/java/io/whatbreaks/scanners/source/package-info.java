/**
 * Where documents come from: directories, single files and snapshots.
 *
 * <p>A reader hands documents on and says what it left out; it never looks at what they mean, save
 * for the name of a machine whose root file system it meets.
 */
@NullMarked
package io.whatbreaks.scanners.source;

import org.jspecify.annotations.NullMarked;
