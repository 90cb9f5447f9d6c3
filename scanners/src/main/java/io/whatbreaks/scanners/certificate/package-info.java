/** Names inside X.509 certificates. */
@NullMarked
package io.whatbreaks.scanners.certificate;

import org.jspecify.annotations.NullMarked;
