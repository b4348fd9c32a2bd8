package io.sunherd.mqtt;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets one message of a topic through in an interval; the newest of those that come meanwhile
 * follows at its end. Pure logic.
 *
 * @param <T> what is told
 */
final class Pace<T> {
  private final long everyMs;
  private final Map<String, Slot<T>> slots = new HashMap<>();

  /** When the last one went through, and what waits for the end of the interval. */
  private record Slot<T>(long at, @Nullable T waiting) {}

  /**
   * @param everyMs the least time between two; 0 lets everything through
   */
  Pace(long everyMs) {
    this.everyMs = everyMs;
  }

  /**
   * A new message.
   *
   * @return 0 where it is to be told now; how long until {@link #due} has it; -1 where something
   *     waits already, in whose place it is
   */
  long offer(String topic, T news, long nowMs) {
    Slot<T> slot = slots.get(topic);
    long left = slot == null ? 0 : slot.at + everyMs - nowMs;
    if (slot != null && slot.waiting != null) {
      slots.put(topic, new Slot<>(slot.at, news));
      return -1;
    }
    if (slot == null || left <= 0) {
      slots.put(topic, new Slot<>(nowMs, null));
      return 0;
    }
    slots.put(topic, new Slot<>(slot.at, news));
    return left;
  }

  /** The message that waits at the end of the interval, if one still does. */
  @Nullable T due(String topic, long nowMs) {
    Slot<T> slot = slots.get(topic);
    T waiting = slot == null ? null : slot.waiting;
    if (waiting != null) {
      slots.put(topic, new Slot<>(nowMs, null));
    }
    return waiting;
  }

  /** Forgets these topics. */
  void forget(Predicate<String> topics) {
    slots.keySet().removeIf(topics);
  }
}
