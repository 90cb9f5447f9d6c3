/** Units of systemd: what a service runs, with which environment, and what it needs. */
@NullMarked
package io.whatbreaks.scanners.systemd;

import org.jspecify.annotations.NullMarked;
