package io.sunherd.mqtt.broker;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.sunherd.config.MqttConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** A way to a broker, used on an event loop of its own, and what it has told. */
final class BrokerRig implements AutoCloseable, Broker.Listener {
  private static final long PATIENCE_NANOS = SECONDS.toNanos(40);
  static final String WELL = "well";

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final Broker broker;
  private final AtomicLong ahead = new AtomicLong();
  private final List<String> told = new ArrayList<>();
  private final List<Arrival> arrivals = new ArrayList<>();
  private int connected;

  BrokerRig(MqttConfig config, String... filters) {
    this(config, "0123456789ab", List.of(filters), List.of());
  }

  private BrokerRig(MqttConfig config, String id, List<String> filters, List<String> open) {
    broker =
        new Broker(
            vertx,
            config,
            id,
            "base/hub/state",
            Buffer.buffer("offline"),
            () -> System.nanoTime() + ahead.get(),
            () -> 0.5,
            this);
    filters.forEach(filter -> broker.subscribe(filter, 1));
    open.forEach(filter -> broker.subscribeOpen(filter, 1));
    doing(Broker::begin);
  }

  /** One that subscribes where anybody may publish. */
  static BrokerRig open(MqttConfig config, String filter) {
    return new BrokerRig(config, "0123456789ab", List.of(), List.of(filter));
  }

  /** One of that client id. */
  static BrokerRig called(String id, int port) {
    return new BrokerRig(plain(port), id, List.of(), List.of());
  }

  static MqttConfig plain(int port) {
    return at("mqtt://127.0.0.1:" + port, null, null, null, null, null);
  }

  static MqttConfig at(
      String url, String user, String passwordFile, String ca, String cert, String key) {
    return new MqttConfig(
        URI.create(url),
        user,
        passwordFile,
        new MqttConfig.Files(ca, cert, key),
        "base",
        Duration.ofSeconds(5),
        null,
        false);
  }

  void doing(Consumer<Broker> what) {
    asked(
        b -> {
          what.accept(b);
          return true;
        });
  }

  <T> T asked(Function<Broker, T> what) {
    Promise<T> answer = Promise.promise();
    context.runOnContext(v -> answer.complete(what.apply(broker)));
    return wait(answer.future());
  }

  private static <T> T wait(Future<T> future) {
    try {
      return future.await(40, SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public synchronized void connected() {
    connected++;
    notifyAll();
  }

  @Override
  public synchronized void received(Arrival arrival) {
    arrivals.add(arrival);
    notifyAll();
  }

  @Override
  public synchronized void troubled(String sentence) {
    told.add(sentence == null ? WELL : sentence);
    notifyAll();
  }

  /** Whatever it has told of how it is. */
  synchronized List<String> told() {
    return List.copyOf(told);
  }

  synchronized void awaitConnected(int times) throws InterruptedException {
    until(rig -> rig.connected >= times);
  }

  synchronized Arrival await(Predicate<Arrival> wanted) throws InterruptedException {
    until(rig -> rig.arrivals.stream().anyMatch(wanted));
    return arrivals.stream().filter(wanted).findFirst().orElseThrow();
  }

  /** Waits for a sentence with these words. */
  synchronized String awaitTold(String words) throws InterruptedException {
    until(rig -> rig.told.stream().anyMatch(sentence -> sentence.contains(words)));
    return told.stream().filter(sentence -> sentence.contains(words)).findFirst().orElseThrow();
  }

  /** Waits for the newest that it told of itself to be this. */
  synchronized void awaitNow(String words) throws InterruptedException {
    until(rig -> !rig.told.isEmpty() && rig.told.get(rig.told.size() - 1).contains(words));
  }

  /** Waits for its counts. */
  Counts awaitCounts(Predicate<Counts> wanted) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    Counts now = asked(Broker::counts);
    while (!wanted.test(now)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still " + now + " " + told());
      }
      now = asked(Broker::counts);
    }
    return now;
  }

  private void until(Predicate<BrokerRig> wanted) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!wanted.test(this)) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("it did not come; told " + told + ", " + arrivals.size());
      }
      SECONDS.timedWait(this, 1 + left / SECONDS.toNanos(1));
    }
  }

  /** Its clock goes on by so much at once; waits for it to tell how it is once more. */
  synchronized void pass(long seconds) throws InterruptedException {
    int before = told.size();
    ahead.addAndGet(SECONDS.toNanos(seconds));
    until(rig -> rig.told.size() > before);
  }

  /** Takes leave in order. */
  void leave() {
    wait(asked(Broker::leave));
  }

  /** Is gone without a word. */
  @Override
  public void close() {
    vertx.close().await();
  }
}
