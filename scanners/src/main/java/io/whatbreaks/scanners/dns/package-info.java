/**
 * What names mean: zone files, hosts files and the files that say how a machine looks names up.
 *
 * <p>Everything here is a foundation document: it is read whatever is asked. A zone file is read in
 * one pass into {@link io.whatbreaks.scanners.dns.ZoneRecord records}; names are completed once the
 * zone's origin is known, which may be after the last line.
 */
@NullMarked
package io.whatbreaks.scanners.dns;

import org.jspecify.annotations.NullMarked;
