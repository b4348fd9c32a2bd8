package io.sunherd.mqtt.broker;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a broker, from the attempt until it is over. It has a window of messages that
 * are not acknowledged yet, and of bytes that the network has not taken yet: nothing may be
 * published beyond them.
 */
final class Connection {
  private static final int WINDOW = 64;
  private static final int MOST_UNWRITTEN = 64 * 1024;
  private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int DENIED = 0x80;

  private final MqttClient client;
  private final Events events;
  private final Map<Long, Post> unacknowledged = new LinkedHashMap<>();
  private final Map<Integer, Sent> sent = new HashMap<>();
  private @Nullable Promise<Void> pinged;
  private @Nullable Promise<List<Integer>> subscribed;
  private @Nullable Throwable mishap;
  private long count;
  private int unwritten;
  private long heardAt = System.nanoTime();
  private long oldestAt;
  private boolean isOver;

  /** What happens to a connection. */
  interface Events {
    void received(Arrival arrival);

    void acknowledged(Post post, long tookNanos);

    /** There is room for more. */
    void ready();

    /** It is over, not by {@link #close}. */
    void over(@Nullable Throwable mishap);
  }

  private record Sent(long number, Post post, long at) {}

  Connection(Vertx vertx, MqttClientOptions options, Events events) {
    this.client = MqttClient.create(vertx, options);
    this.events = events;
    client.publishHandler(
        message ->
            events.received(
                new Arrival(
                    message.topicName(),
                    message.payload(),
                    message.isRetain(),
                    message.qosLevel().value(),
                    message.isDup(),
                    Math.max(0, message.messageId()))));
    client.publishCompletionHandler(this::acknowledged);
    client.pingResponseHandler(v -> ponged());
    client.subscribeCompletionHandler(message -> subscribed(message.grantedQoSLevels()));
    client.exceptionHandler(e -> mishap = e);
    client.closeHandler(v -> end());
  }

  /** Connects; fails where the broker refuses, or is not there. */
  Future<Void> open(int port, String host) {
    return client
        .connect(port, host)
        .<Void>mapEmpty()
        .onSuccess(v -> heardAt = System.nanoTime())
        .recover(e -> Future.failedFuture(mishap == null ? e : mishap));
  }

  private void ponged() {
    heardAt = System.nanoTime();
    if (pinged != null) {
      pinged.tryComplete();
    }
  }

  private void subscribed(List<Integer> codes) {
    heardAt = System.nanoTime();
    if (subscribed != null) {
      subscribed.tryComplete(List.copyOf(codes));
    }
  }

  /**
   * Subscribes.
   *
   * @return the filters that the broker does not allow
   */
  Future<List<String>> subscribe(Map<String, Integer> filters) {
    if (filters.isEmpty() || !client.isConnected()) {
      return Future.succeededFuture(List.of());
    }
    List<String> names = List.copyOf(filters.keySet());
    Map<String, Integer> ordered = new LinkedHashMap<>();
    names.forEach(name -> ordered.put(name, filters.getOrDefault(name, 0)));
    Promise<List<Integer>> answer = Promise.promise();
    subscribed = answer;
    client.subscribe(ordered).onFailure(answer::tryFail);
    return answer
        .future()
        .map(
            codes ->
                names.stream().filter(name -> codes.get(names.indexOf(name)) >= DENIED).toList());
  }

  /** Succeeds when everything that the broker had to say before is here. */
  Future<Void> catchUp() {
    Promise<Void> answer = Promise.promise();
    pinged = answer;
    ping();
    return answer.future();
  }

  private void ping() {
    if (client.isConnected()) {
      client.ping();
    }
  }

  void unsubscribe(Collection<String> filters, Consumer<Throwable> failed) {
    if (client.isConnected() && !filters.isEmpty()) {
      client.unsubscribe(List.copyOf(filters)).onFailure(failed::accept);
    }
  }

  boolean hasRoom() {
    return !isOver && client.isConnected() && unwritten < MOST_UNWRITTEN;
  }

  boolean isWindowOpen() {
    return unacknowledged.size() < WINDOW;
  }

  /** Publishes a message; only while there is room. */
  void publish(Post post) {
    unwritten += post.size();
    long now = System.nanoTime();
    long number = count++;
    if (post.kind().qos() > 0) {
      if (unacknowledged.isEmpty()) {
        oldestAt = now;
      }
      unacknowledged.put(number, post);
    }
    client
        .publish(
            post.topic(),
            post.payload(),
            MqttQoS.valueOf(post.kind().qos()),
            false,
            post.kind().isRetained())
        .onSuccess(
            id -> {
              if (post.kind().qos() > 0) {
                sent.put(id, new Sent(number, post, now));
              }
            })
        .onComplete(
            done -> {
              unwritten -= post.size();
              events.ready();
            });
  }

  private void acknowledged(int id) {
    heardAt = System.nanoTime();
    oldestAt = heardAt;
    Sent known = sent.remove(id);
    if (known != null) {
      unacknowledged.remove(known.number());
      events.acknowledged(known.post(), heardAt - known.at());
      events.ready();
    }
  }

  /** What the broker has not acknowledged yet, in the order it was sent. */
  Collection<Post> unacknowledged() {
    return List.copyOf(unacknowledged.values());
  }

  /** Pings a silent broker, and gives up one that stays silent. */
  void look() {
    long now = System.nanoTime();
    boolean isStuck = !unacknowledged.isEmpty() && now - oldestAt > SILENCE_NANOS;
    if (now - heardAt > SILENCE_NANOS || isStuck) {
      end();
    } else if (now - heardAt > PING_NANOS) {
      ping();
    }
  }

  private void end() {
    if (!isOver) {
      close();
      events.over(mishap);
    }
  }

  /**
   * Publishes what the last will says, if the connection stands, and disconnects; the broker drops
   * the last will then.
   */
  Future<Void> close(Post will) {
    if (!isOver && client.isConnected()) {
      publish(will);
    }
    return close();
  }

  /** Disconnects; the broker does not publish the last will then. */
  Future<Void> close() {
    isOver = true;
    return client.disconnect();
  }
}
