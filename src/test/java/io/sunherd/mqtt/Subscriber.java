package io.sunherd.mqtt;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Somebody else at a broker, who hears everything there in its order. */
public final class Subscriber implements AutoCloseable {
  private static final long PATIENCE_NANOS = SECONDS.toNanos(30);

  private final Vertx vertx = Vertx.vertx();
  private final MqttClient client;
  private final List<Heard> heard = new ArrayList<>();

  /**
   * A message as it came.
   *
   * @param nanos when, by the monotonic clock
   * @param millis when, by the clock
   */
  public record Heard(
      String topic, String payload, boolean isRetained, int qos, long nanos, long millis) {
    /** Its payload as JSON. */
    public JsonObject json() {
      return new JsonObject(payload);
    }
  }

  /** Hears everything at a broker that lets anybody in; what it keeps comes first. */
  public Subscriber(int port) {
    this(port, new MqttClientOptions(), "#");
  }

  /** Hears some. */
  public Subscriber(int port, MqttClientOptions options, String filter) {
    client =
        MqttClient.create(vertx, options.setMaxMessageSize(1 << 22).setMaxInflightQueue(60_000));
    client.publishHandler(
        message ->
            keep(
                new Heard(
                    message.topicName(),
                    message.payload().toString(),
                    message.isRetain(),
                    message.qosLevel().value(),
                    System.nanoTime(),
                    System.currentTimeMillis())));
    try {
      client.connect(port, "127.0.0.1").await(20, SECONDS);
      client.subscribe(filter, 1).await(20, SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private synchronized void keep(Heard message) {
    heard.add(message);
    notifyAll();
  }

  /** How much was heard so far. */
  public synchronized int now() {
    return heard.size();
  }

  /** All that was heard since then. */
  public synchronized List<Heard> since(int point) {
    return List.copyOf(heard.subList(point, heard.size()));
  }

  /** The newest of each topic. */
  public synchronized Map<String, String> newest() {
    Map<String, String> newest = new TreeMap<>();
    heard.forEach(message -> newest.put(message.topic(), message.payload()));
    return newest;
  }

  /** Waits for a message since then. */
  public synchronized Heard await(int since, Predicate<Heard> wanted) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      for (Heard message : heard.subList(since, heard.size())) {
        if (wanted.test(message)) {
          return message;
        }
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("it did not come; heard " + newest());
      }
      SECONDS.timedWait(this, 1 + left / SECONDS.toNanos(1));
    }
  }

  /** Waits for a message of a topic since then. */
  public Heard await(int since, String topic) throws InterruptedException {
    return await(since, message -> message.topic().equals(topic));
  }

  /** Waits for a topic to say so since then. */
  public Heard await(int since, String topic, String payload) throws InterruptedException {
    return await(
        since, message -> message.topic().equals(topic) && message.payload().equals(payload));
  }

  /** Publishes something. */
  public void publish(String topic, String payload, boolean isRetained) {
    try {
      client
          .publish(topic, Buffer.buffer(payload), MqttQoS.AT_LEAST_ONCE, false, isRetained)
          .await(20, SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
