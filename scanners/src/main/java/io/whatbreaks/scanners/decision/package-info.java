/**
 * Reads what people decide by: calendars of times for changes, policies, signatures. Unlike other
 * readers it hands on no facts but the decisions themselves, to be asked beside an answer.
 */
@NullMarked
package io.whatbreaks.scanners.decision;

import org.jspecify.annotations.NullMarked;
