package io.sunherd.mqtt.broker;

import io.sunherd.mqtt.broker.Post.Kind;
import io.vertx.core.buffer.Buffer;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to the broker: it waits while there is no connection that stands, and goes out as
 * fast as the one there is takes it. For one event loop.
 */
public final class Sending implements Outlet {
  private static final int MOST_SENDS = 1_000;

  private final Waiting waiting = new Waiting(MOST_SENDS);
  private final Map<Kind, Long> published = new EnumMap<>(Kind.class);
  private @Nullable Connection standing;
  private boolean isPumping;
  private long acknowledged;
  private long acknowledgingNanos;

  Sending() {}

  @Override
  public void keep(String topic, Buffer payload) {
    waiting.keep(topic, payload);
    pump();
  }

  @Override
  public void offer(String topic, Buffer payload) {
    waiting.offer(topic, payload);
    pump();
  }

  @Override
  public void send(String topic, Buffer payload) {
    waiting.send(topic, payload);
    pump();
  }

  /** Publishes again all that is kept, as somebody else may have published something there. */
  public void repeatAll() {
    waiting.repeatAll();
    pump();
  }

  /** Publishes again what is kept there, as somebody else has published something. */
  public void repeat(String topic) {
    waiting.repeat(topic);
    pump();
  }

  /** Leaves alone what is kept there, as it is somebody else's by now. */
  public void forget(String topic) {
    waiting.forget(topic);
  }

  /** A connection stands: everything that is kept is due there. */
  void begin(Connection fresh) {
    standing = fresh;
    waiting.arrive();
  }

  /** It is over. */
  void end(Connection ended) {
    standing = null;
    waiting.leave(ended.unacknowledged());
  }

  /** The broker has acknowledged a message. */
  void acknowledged(Post post, long tookNanos) {
    acknowledged++;
    acknowledgingNanos += tookNanos;
    waiting.acknowledged(post);
  }

  /** Sends as much as there is room for. */
  void pump() {
    Connection now = standing;
    if (isPumping || now == null) {
      return;
    }
    isPumping = true;
    try {
      Post post = next(now);
      while (post != null) {
        published.merge(post.kind(), 1L, Long::sum);
        now.publish(post);
        post = next(now);
      }
    } finally {
      isPumping = false;
    }
  }

  private @Nullable Post next(Connection now) {
    return now.hasRoom() ? waiting.next(now.isWindowOpen()) : null;
  }

  /** Whether the broker has all that must reach it. */
  boolean isDone() {
    return waiting.isEmpty() && (standing == null || standing.unacknowledged().isEmpty());
  }

  /**
   * What was done so far, and the state of the connection.
   *
   * @param connections connections that stood so far
   */
  Counts counts(long connections) {
    return new Counts(
        standing != null,
        published.getOrDefault(Kind.KEPT, 0L),
        published.getOrDefault(Kind.SENT, 0L),
        published.getOrDefault(Kind.READING, 0L),
        waiting.dropped(),
        waiting.replaced(),
        waiting.waiting() + (standing == null ? 0 : standing.unacknowledged().size()),
        connections,
        acknowledged,
        acknowledgingNanos);
  }
}
