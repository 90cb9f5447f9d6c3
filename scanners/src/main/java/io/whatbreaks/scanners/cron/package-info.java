/** Tables of cron: each line a component of its own. */
@NullMarked
package io.whatbreaks.scanners.cron;

import org.jspecify.annotations.NullMarked;
