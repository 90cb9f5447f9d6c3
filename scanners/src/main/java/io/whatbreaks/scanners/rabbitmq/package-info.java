/**
 * RabbitMQ: its configuration, its environment file, and exported definitions.
 *
 * <p>Three scanners, since a broker is spread over three files of three formats. All speak of one
 * component, {@code rabbitmq} on its machine; no password and no hash of one leaves here.
 */
@NullMarked
package io.whatbreaks.scanners.rabbitmq;

import org.jspecify.annotations.NullMarked;
