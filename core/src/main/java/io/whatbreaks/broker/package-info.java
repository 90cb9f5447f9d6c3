/**
 * Brokers: which queues a message reaches, as the broker itself decides it.
 *
 * <pre>{@code
 * Topology topology = Topology.of(world);
 * Scope vhost = topology.vhosts("events").get(0);
 * Route route = topology.route(vhost, "events", Message.of("order.created"));
 * if (route.isDropped()) {
 *   …
 * }
 * }</pre>
 */
@NullMarked
package io.whatbreaks.broker;

import org.jspecify.annotations.NullMarked;
