package io.sunherd.inverter.exchange;

import io.sunherd.bus.Failure;
import io.sunherd.bus.Order;
import io.vertx.core.eventbus.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The queue of orders for the line: short, first in first out, and with a time limit. */
public final class Orders {
  private static final int MOST = 16;

  private final String unit;
  private final Deque<Waiter> queue = new ArrayDeque<>();

  private record Waiter(Message<Order> message, long deadline) {}

  /** An empty queue for one unit. */
  public Orders(String unit) {
    this.unit = unit;
  }

  /** Queues an order, or rejects it where too many wait. */
  public void add(Message<Order> message, long now) {
    if (queue.size() >= MOST) {
      unsent(message, MOST + " others wait for this unit already.");
      return;
    }
    queue.add(new Waiter(message, now + message.body().ttlMs() * 1_000_000));
  }

  /** Whether the queue is empty. */
  public boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Removes the next order that has not expired; null where there is none. */
  public @Nullable Message<Order> next(long now) {
    Waiter waiter;
    while ((waiter = queue.poll()) != null) {
      if (waiter.deadline() - now > 0) {
        return waiter.message();
      }
      unsent(waiter.message(), "it has waited for longer than it may.");
    }
    return null;
  }

  /** Rejects all waiting orders. */
  public void failAll(String why) {
    Waiter waiter;
    while ((waiter = queue.poll()) != null) {
      unsent(waiter.message(), why);
    }
  }

  /** Replies to the sender of an order with its outcome. */
  public static void settle(Message<Order> message, ExchangeOutcome outcome) {
    if (outcome instanceof ExchangeOutcome.Told told) {
      message.reply(told.receipt());
    } else if (outcome instanceof ExchangeOutcome.Failed failed) {
      failed.failure().reply(message, failed.sentence());
    }
  }

  /** Replies that an order was not sent, and why. */
  public void unsent(Message<Order> message, String why) {
    Failure.OFFLINE.reply(message, sentence(unit, message.body().text(), why));
  }

  /** The sentence that an order was not sent, and why. */
  public static String sentence(String unit, String text, String why) {
    return unit + ": " + text + " was not sent: " + why;
  }
}
