package io.sunherd.mqtt;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets at most one message a topic through in a while; the newest of those that come meanwhile
 * follows at its end. Pure logic.
 *
 * @param <T> what is told
 */
final class Pace<T> {
  private final long everyMs;
  private final Map<String, Slot<T>> slots = new HashMap<>();

  /** When the last one went through, and what waits for the end of its while. */
  private record Slot<T>(long at, @Nullable T waiting) {}

  /**
   * @param everyMs the least time between two; 0 lets everything through
   */
  Pace(long everyMs) {
    this.everyMs = everyMs;
  }

  /**
   * Something new to tell.
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

  /** What waits at the end of its while, if anything still does. */
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
