package io.sunherd.mqtt;

import io.sunherd.bus.PartHealth;
import io.sunherd.config.MqttConfig;
import io.sunherd.mqtt.broker.Arrival;
import io.sunherd.mqtt.broker.Broker;
import io.sunherd.mqtt.order.MqttOrders;
import io.sunherd.mqtt.order.OrderCounts;
import io.sunherd.mqtt.order.OrderDoors;
import io.sunherd.mqtt.order.OrderRules;
import io.sunherd.mqtt.order.TakenWrites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Joins orders to a broker: what is subscribed to for them, and whether they are taken. */
final class OrderTaking {
  /** How long the end waits for answers: as long as the settings wait for a write on the wire. */
  private static final long LEAVE_MS = 5_000;

  private final Topics topics;
  private final Broker broker;
  private final MqttOrders orders;
  private final TakenWrites writes;
  private final BooleanSupplier isContested;
  private boolean isLeaving;

  /** To be created before the broker is connected. */
  OrderTaking(
      Vertx vertx,
      MqttConfig config,
      Topics topics,
      Broker broker,
      BooleanSupplier isContested,
      LongSupplier nanos) {
    this.topics = topics;
    this.broker = broker;
    this.isContested = isContested;
    this.writes = new TakenWrites(config.writes());
    OrderRules rules = new OrderRules(config.base(), String.valueOf(config.url()), config.writes());
    this.orders =
        new MqttOrders(
            rules, OrderDoors.of(vertx.eventBus()), broker.sending(), isContested, nanos);
    orders.filters().forEach(filter -> broker.subscribeOpen(filter, 1));
    look();
  }

  /**
   * Publishes whether orders are taken, and clears kept orders where it may: both may have changed.
   */
  void look() {
    boolean mayBeTaken = !isLeaving && !isContested.getAsBoolean() && broker.isWhole();
    broker
        .sending()
        .keep(topics.hubWrites(), mayBeTaken ? Buffer.buffer(writes.word()) : Payloads.OFFLINE);
    orders.look();
  }

  /** Takes the health of a part. */
  void accept(PartHealth part) {
    writes.accept(part);
    look();
  }

  /** How many orders came so far. */
  OrderCounts counts() {
    return orders.counts();
  }

  /** Takes a message, if it is one for the hub to obey. */
  boolean takes(Arrival arrival) {
    boolean isOrder = orders.isOrder(arrival.topic());
    if (isOrder) {
      orders.accept(arrival);
    }
    return isOrder;
  }

  /** Takes no more orders; completes when those under way are answered, or after some time. */
  Future<Void> leave() {
    isLeaving = true;
    look();
    return orders.close().timeout(LEAVE_MS, TimeUnit.MILLISECONDS).otherwiseEmpty();
  }
}
