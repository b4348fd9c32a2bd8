package io.sunherd.history;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Backlog;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.Refused;
import io.sunherd.herd.Said;
import io.sunherd.history.store.Retention;
import io.sunherd.history.store.StoreException;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** A history verticle that hears of one inverter, at times that a test moves by hand. */
final class HistoryRig implements AutoCloseable {
  static final long NOON = 1_790_078_400;
  private static final String STATUS = Said.status(2_000, 5_310, 20, 0, "01500");

  /** How long it runs, and what its time of day says; both seconds, and moved as one. */
  private final AtomicReference<Now> now;

  private final BlockingQueue<PartHealth> parts = new LinkedBlockingQueue<>();
  private final BlockingQueue<Backlog> backlogs = new LinkedBlockingQueue<>();
  private final Vertx vertx = Vertx.vertx();
  private final String url;
  private final String deployment;
  private volatile Context context;

  private record Now(long steady, long day) {}

  HistoryRig(String url) {
    this(url, NOON);
  }

  /** One whose time of day begins somewhere. */
  HistoryRig(String url, long day) {
    this.url = url;
    this.now = new AtomicReference<>(new Now(0, day));
    RecordCodec.register(vertx.eventBus());
    vertx.eventBus().<PartHealth>consumer(Addresses.PARTS, message -> parts.add(message.body()));
    vertx.eventBus().<Backlog>consumer(Addresses.BACKLOG, message -> backlogs.add(message.body()));
    HistoryOptions options =
        new HistoryOptions(
            url, "home", Duration.ofSeconds(15), new Retention(Duration.ofDays(90), null, null));
    deployment =
        vertx
            .deployVerticle(
                seen(
                    new HistoryVerticle(
                        options,
                        List.of("roof-1"),
                        () -> Instant.ofEpochSecond(now.get().day),
                        () -> TimeUnit.SECONDS.toNanos(now.get().steady))))
            .await();
    vertx.eventBus().publish(Addresses.STATES, Said.state("roof-1", Condition.ONLINE));
    // A unit with one tracker refuses what tells of a second: only then is the first one all.
    vertx.eventBus().publish(Addresses.REFUSALS, new Refused("roof-1", Set.of("QPIGS2")));
  }

  /** The verticle, with its context known. */
  private Deployable seen(HistoryVerticle verticle) {
    return new Deployable() {
      @Override
      public Future<?> deploy(Context its) throws Exception {
        context = its;
        return verticle.deploy(its);
      }

      @Override
      public Future<?> undeploy(Context its) throws Exception {
        return verticle.undeploy(its);
      }
    };
  }

  void pass(int seconds) {
    now.updateAndGet(one -> new Now(one.steady + seconds, one.day + seconds));
  }

  /** Somebody sets the time of day. */
  void set(long seconds) {
    now.updateAndGet(one -> new Now(one.steady, one.day + seconds));
  }

  /** Another unit comes to the id. */
  void swap() {
    vertx
        .eventBus()
        .publish(
            Addresses.STATES,
            new InverterState(
                "roof-1",
                Condition.ONLINE,
                0,
                null,
                "pi30max",
                "MAX",
                Said.serial("roof-9"),
                "00041.17",
                null,
                null,
                List.of()));
  }

  /** Something is heard; the verticle has it before the time goes on. */
  void hear() {
    vertx
        .eventBus()
        .publish(
            Addresses.READINGS,
            Said.reading("roof-1", "QPIGS", now.get().day * 1_000, 1_000, STATUS));
    Promise<Void> taken = Promise.promise();
    context.runOnContext(then -> taken.complete());
    taken.future().await();
  }

  /** Fifteen seconds in which every second something was heard. */
  void interval() {
    for (int second = 0; second < 15; second++) {
      pass(1);
      hear();
    }
  }

  /** The times of the rows; none while the database cannot be read. */
  List<Long> times() {
    try {
      return new Rows(url)
          .of(StoreContract.query("roof-1", 0, Long.MAX_VALUE, "datetime")).stream()
              .map(row -> (Long) row.get(0))
              .toList();
    } catch (StoreException | IOException e) {
      return List.of();
    }
  }

  static <T> T await(Callable<T> wanted) throws Exception {
    T found = wanted.call();
    while (found == null) {
      TimeUnit.MILLISECONDS.sleep(20);
      found = wanted.call();
    }
    return found;
  }

  List<Long> await(int count) throws Exception {
    return await(() -> times().size() >= count ? times() : null);
  }

  /** What is told next of how the history is. */
  PartHealth next() throws InterruptedException {
    return parts.poll(30, TimeUnit.SECONDS);
  }

  /** The next that is told of how far behind it is and that is as wanted. */
  Backlog next(Predicate<Backlog> wanted) throws InterruptedException {
    Backlog told = backlogs.poll(30, TimeUnit.SECONDS);
    while (told != null && !wanted.test(told)) {
      told = backlogs.poll(30, TimeUnit.SECONDS);
    }
    return told;
  }

  void stop() {
    vertx.undeploy(deployment).await();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
