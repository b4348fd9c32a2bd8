package io.sunherd.mqtt;

import io.sunherd.mqtt.broker.Outlet;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Publishes values that the broker does not keep: readings, totals, batteries. The newest of each
 * topic is remembered while it holds, to be published again for a client that has just come.
 */
final class LiveTopics {
  private static final long LEAST_MS = 15_000;
  private static final int MISSED = 3;

  private final Vertx vertx;
  private final Outlet outlet;
  private final long everyMs;
  private final LongSupplier nanos;
  private final Pace<News> pace;
  private final Map<String, News> newest = new LinkedHashMap<>();

  /**
   * Something to tell.
   *
   * @param text written when it is told, since most of it may never be
   * @param at when it came, monotonic milliseconds
   * @param goodMs how long it holds
   */
  private record News(Supplier<Buffer> text, long at, long goodMs) {}

  LiveTopics(Vertx vertx, Outlet outlet, Duration every, LongSupplier nanos) {
    this.vertx = vertx;
    this.outlet = outlet;
    this.everyMs = every.toMillis();
    this.nanos = nanos;
    this.pace = new Pace<>(everyMs);
  }

  /**
   * Publishes a value: now, or when the shortest time since the last one of its topic is over.
   *
   * @param pollMs how often there is news of it
   */
  void tell(String topic, long pollMs, Supplier<Buffer> text) {
    long now = nowMs();
    News news = new News(text, now, Math.max(LEAST_MS, MISSED * Math.max(pollMs, everyMs)));
    newest.put(topic, news);
    long wait = pace.offer(topic, news, now);
    if (wait == 0) {
      outlet.offer(topic, text.get());
    } else if (wait > 0) {
      vertx.setTimer(wait, timer -> end(topic));
    }
  }

  private void end(String topic) {
    News news = pace.due(topic, nowMs());
    if (news != null) {
      outlet.offer(topic, news.text().get());
    }
  }

  /** Publishes the newest value of every topic again, where it still holds. */
  void repeat() {
    repeat("");
  }

  /** The same for the topics that begin so. */
  void repeat(String beginning) {
    long now = nowMs();
    newest.values().removeIf(news -> now - news.at() > news.goodMs());
    newest.forEach(
        (topic, news) -> {
          if (topic.startsWith(beginning)) {
            outlet.offer(topic, news.text().get());
          }
        });
  }

  /** Forgets one topic. */
  void forget(String topic) {
    newest.remove(topic);
    pace.forget(topic::equals);
  }

  /** Forgets all topics that begin so. */
  void forgetBelow(String beginning) {
    newest.keySet().removeIf(topic -> topic.startsWith(beginning));
    pace.forget(topic -> topic.startsWith(beginning));
  }

  private long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
  }
}
