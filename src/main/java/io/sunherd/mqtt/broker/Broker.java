package io.sunherd.mqtt.broker;

import io.sunherd.config.MqttConfig;
import io.sunherd.mqtt.broker.Post.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClientOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a connection to a broker, and makes a new one whenever it is lost. For one event loop. */
public final class Broker implements Connection.Events {
  private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
  private static final long LOOK_MS = 1_000;
  private static final long LEAVE_MS = 200;
  private static final long CLOSE_MS = 50;
  private static final long POLL_MS = 5;
  private static final long TRIAL_NANOS = TimeUnit.SECONDS.toNanos(15);

  /** A connection that ends sooner counts as a failed attempt. */
  private static final long GOOD_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Vertx vertx;
  private final MqttConfig config;
  private final String clientId;
  private final Post will;
  private final Listener listener;
  private final Pauses pauses;
  private final LongSupplier nanos;
  private final Sending sending = new Sending();
  private final Filters filters = new Filters();
  private final Set<String> denied = new LinkedHashSet<>();
  private @Nullable Connection session;
  private boolean isSettled;
  private boolean isLeaving;
  private boolean isDoubtful;
  private long connectedAt;
  private long lookedAt;
  private long connections;
  private @Nullable String trouble;

  /** Receives the messages from the broker, and the state of the connection. */
  public interface Listener {
    /** There is a connection, and what the broker had kept was received. */
    void connected();

    /** A message of a subscription. */
    void received(Arrival arrival);

    /**
     * Something is wrong, or all is well again.
     *
     * @param sentence null where all is well
     */
    void troubled(@Nullable String sentence);
  }

  /**
   * @param clientId what the hub is called there
   * @param willTopic the topic of the last will
   * @param will the last will, which the broker publishes as a kept message when the connection
   *     breaks
   * @param nanos the monotonic clock that tells a good connection from a short one
   * @param random from 0 to 1
   */
  public Broker(
      Vertx vertx,
      MqttConfig config,
      String clientId,
      String willTopic,
      Buffer will,
      LongSupplier nanos,
      DoubleSupplier random,
      Listener listener) {
    this.vertx = vertx;
    this.config = config;
    this.clientId = clientId;
    this.will = new Post(willTopic, will, Kind.KEPT);
    this.listener = listener;
    this.nanos = nanos;
    this.pauses = new Pauses(random);
  }

  /** The messages to the broker. */
  public Sending sending() {
    return sending;
  }

  /** Subscribes, now and at every connection; before {@link #begin}. */
  public void subscribe(String filter, int qos) {
    filters.add(filter, qos);
  }

  /**
   * The same for topics where anybody may publish: left out while a message is kept there that is
   * too large.
   */
  public void subscribeOpen(String filter, int qos) {
    filters.addOpen(filter, qos);
  }

  /** Receives what the broker has kept there at the first connection, and nothing later. */
  public void glance(String filter) {
    filters.addPassing(filter, true);
  }

  /** The same where it matters little whether the broker allows it. */
  public void glanceIfAllowed(String filter) {
    filters.addPassing(filter, false);
  }

  /** Connects, and again whenever that is needed. */
  public void begin() {
    vertx.setPeriodic(LOOK_MS, timer -> look());
    attempt();
  }

  private void attempt() {
    if (!isLeaving) {
      ClientAccess.of(vertx, config, clientId)
          .map(this::options)
          .onSuccess(this::open)
          .onFailure(e -> unread());
    }
  }

  private void unread() {
    again(Reason.unread(String.valueOf(config.passwordFile())));
  }

  private MqttClientOptions options(MqttClientOptions options) {
    return options
        .setWillFlag(true)
        .setWillTopic(will.topic())
        .setWillMessageBytes(will.payload())
        .setWillQoS(will.kind().qos())
        .setWillRetain(will.kind().isRetained());
  }

  private void open(MqttClientOptions options) {
    if (isLeaving) {
      return;
    }
    Connection fresh = new Connection(vertx, options, this);
    session = fresh;
    fresh
        .open(config.port(), config.host())
        .timeout(ClientAccess.CONNECT_MS + 500, TimeUnit.MILLISECONDS)
        .compose(v -> session == fresh ? settle(fresh) : fresh.close(will))
        .onFailure(e -> failed(fresh, e));
  }

  private Future<Void> settle(Connection fresh) {
    return fresh
        .subscribe(filters.all())
        .compose(denied -> fresh.catchUp().map(denied))
        .timeout(2 * ClientAccess.CONNECT_MS, TimeUnit.MILLISECONDS)
        .map(
            denied -> {
              if (session == fresh && !isLeaving) {
                settled(fresh, denied);
              }
              return null;
            });
  }

  private void settled(Connection fresh, List<String> refused) {
    fresh.unsubscribe(filters.passed(), e -> LOG.debug("Not unsubscribed: {}", e));
    isSettled = true;
    connections++;
    connectedAt = nanos.getAsLong();
    sending.begin(fresh);
    listener.connected();
    denied.clear();
    denied.addAll(refused);
    String wrong = wrong();
    if (wrong != null || !isDoubtful) {
      tell(wrong);
    }
    sending.pump();
  }

  /** What is wrong although the connection stands; null where nothing is. */
  private @Nullable String wrong() {
    List<String> missed = filters.missed(denied);
    if (!missed.isEmpty()) {
      return "The broker does not let the hub read "
          + String.join(", ", missed)
          + ": allow it to this user there.";
    }
    return isWhole() ? null : Reason.deaf(config);
  }

  /** Whether everything is subscribed to that should be. */
  public boolean isWhole() {
    return filters.isWhole();
  }

  /** Tries with another connection whether the message that was too large is gone. */
  private void trySubscribing(Connection now) {
    lookedAt = nanos.getAsLong();
    Trial.of(vertx, config, clientId + "-trial", filters.open(), topic -> false)
        .onSuccess(
            outcome -> {
              if (outcome.trouble() == null && session == now && isSettled) {
                filters.lasted();
                now.subscribe(filters.open()).onSuccess(this::opened);
              }
            });
  }

  private void opened(List<String> refused) {
    denied.addAll(refused);
    tell(wrong());
  }

  private void failed(Connection tried, Throwable failure) {
    if (session != tried) {
      return;
    }
    session = null;
    tried.close().onComplete(closed -> LOG.debug("The attempt is over."));
    again(Reason.of(failure, config));
  }

  private void again(Reason reason) {
    tell(reason.sentence());
    vertx.setTimer(pauses.failed(reason.isRefused()), timer -> attempt());
  }

  @Override
  public void over(@Nullable Throwable mishap) {
    Connection ended = session;
    session = null;
    if (isLeaving || ended == null) {
      return;
    }
    sending.end(ended);
    boolean wasGood = isSettled && nanos.getAsLong() - connectedAt > GOOD_NANOS;
    isDoubtful = isSettled && !wasGood;
    isSettled = false;
    Reason reason = Reason.broken(mishap, config);
    if (reason.isTooLarge()) {
      filters.ended();
    }
    if (wasGood) {
      pauses.reset();
    }
    again(reason);
  }

  private void look() {
    Connection now = session;
    if (now == null || !isSettled) {
      return;
    }
    now.look();
    if (isSettled && isDoubtful && nanos.getAsLong() - connectedAt > GOOD_NANOS / 2) {
      isDoubtful = false;
      pauses.reset();
      if (isWhole()) {
        filters.lasted();
        tell(wrong());
      }
    }
    if (!isWhole() && nanos.getAsLong() - lookedAt > TRIAL_NANOS) {
      trySubscribing(now);
    }
  }

  private void tell(@Nullable String sentence) {
    if (sentence == null) {
      if (trouble != null || connections == 1) {
        LOG.info("Connected to the broker at {}.", Reason.place(config));
      }
    } else if (!sentence.equals(trouble)) {
      LOG.warn("{}", sentence);
    }
    trouble = sentence;
    listener.troubled(sentence);
  }

  @Override
  public void received(Arrival arrival) {
    listener.received(arrival);
  }

  @Override
  public void acknowledged(Post post, long tookNanos) {
    sending.acknowledged(post, tookNanos);
  }

  @Override
  public void ready() {
    sending.pump();
  }

  /** What was done so far, and the state of the connection. */
  public Counts counts() {
    return sending.counts(connections);
  }

  /**
   * Sends what waits, then disconnects, in bounded time: less than the program waits for its parts
   * at its end. Where that time is not enough, the broker publishes the last will.
   */
  public Future<Void> leave() {
    Connection last = session;
    if (last == null || !isSettled) {
      isLeaving = true;
      session = null;
      return last == null ? Future.succeededFuture() : bounded(last.close(will));
    }
    return delivered(last, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEAVE_MS))
        .compose(
            isDone -> {
              isLeaving = true;
              session = null;
              sending.end(last);
              return isDone ? bounded(last.close()) : Future.succeededFuture();
            });
  }

  private Future<Boolean> delivered(Connection last, long end) {
    boolean isDone = sending.isDone();
    if (isDone || session != last || System.nanoTime() - end > 0) {
      return Future.succeededFuture(isDone);
    }
    return vertx.timer(POLL_MS, TimeUnit.MILLISECONDS).compose(v -> delivered(last, end));
  }

  private static Future<Void> bounded(Future<Void> closed) {
    return closed.timeout(CLOSE_MS, TimeUnit.MILLISECONDS).otherwiseEmpty();
  }
}
