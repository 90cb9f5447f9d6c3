/** What is installed in which version, by lists of packages, build files, lock files and charts. */
@NullMarked
package io.whatbreaks.scanners.inventory;

import org.jspecify.annotations.NullMarked;
