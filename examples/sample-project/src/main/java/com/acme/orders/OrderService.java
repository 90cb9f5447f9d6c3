package com.acme.orders;

/** Takes orders. */
public final class OrderService {
  private final Broker broker;

  OrderService(Broker broker) {
    this.broker = broker;
  }

  String confirmation(String order) {
    return "Order " + order + " was sent to " + broker.uri().getHost() + ", see https://www.acme.com/orders/" + order;
  }
}
