package io.sunherd.mqtt.order;

import io.sunherd.bus.Verdict;
import io.sunherd.mqtt.broker.Arrival;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest orders and their answers, for some minutes: an order that comes again gets the same
 * answer. It is the same order if topic and content are the same, and so is its id, or the number
 * of its packet where that is delivered again.
 */
final class Remembered {
  /** The most orders that are remembered. */
  static final int MOST = 256;

  /** How long an order is remembered. */
  static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final LongSupplier nanos;
  private final Map<Key, Order> orders = new LinkedHashMap<>();

  private record Key(String topic, @Nullable String id, int packet) {}

  private record Order(Buffer payload, Future<Verdict> answer, long since) {}

  /**
   * @param nanos a monotonic clock
   */
  Remembered(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The answer to the same order, under way or given; null where this one is new. */
  @Nullable Future<Verdict> find(Arrival arrival, @Nullable String id) {
    forget();
    if (id == null && !arrival.isRepeated()) {
      return null;
    }
    Key key = key(arrival, id);
    Order order = key == null ? null : orders.get(key);
    return order != null && order.payload().equals(arrival.payload()) ? order.answer() : null;
  }

  /** Remembers an order. */
  void add(Arrival arrival, @Nullable String id, Future<Verdict> answer) {
    Key key = key(arrival, id);
    if (key == null) {
      return;
    }
    orders.remove(key); // first, so that the oldest stays first
    if (orders.size() == MOST) {
      orders.remove(orders.keySet().iterator().next());
    }
    orders.put(key, new Order(arrival.payload(), answer, nanos.getAsLong()));
  }

  /** The order with that answer is no order any more. */
  void forget(Future<Verdict> answer) {
    orders.values().removeIf(order -> order.answer() == answer);
  }

  private static @Nullable Key key(Arrival arrival, @Nullable String id) {
    if (id != null) {
      return new Key(arrival.topic(), id, 0);
    }
    return arrival.packet() == 0 ? null : new Key(arrival.topic(), null, arrival.packet());
  }

  private void forget() {
    long now = nanos.getAsLong();
    orders.values().removeIf(order -> now - order.since() > LONGEST_NANOS);
  }
}
