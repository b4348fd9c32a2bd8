package io.sunherd.notify;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.ShowHealth;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.TargetState;
import io.sunherd.bus.alarm.TargetStates;
import io.sunherd.config.Notice;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The verticle alone, on a bus and a clock of its own: only what it sends is real. */
final class NotifyRig implements AutoCloseable {
  /** Time is told to the verticle here; nobody needs to wait for the next look. */
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong nanos = new AtomicLong(TimeUnit.HOURS.toNanos(1));
  private final BlockingQueue<TargetStates> states = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
  private final Notice notice;
  private final Path folder;
  private final Duration patience;
  private String deployment;
  private volatile Context context;
  private volatile int health = 200;

  NotifyRig(Notice notice, Path folder, Duration patience) {
    this.notice = notice;
    this.folder = folder;
    this.patience = patience;
    RecordCodec.register(vertx.eventBus());
    vertx
        .eventBus()
        .<TargetStates>consumer(Addresses.TARGETS, message -> states.add(message.body()));
    vertx
        .eventBus()
        .<ShowHealth>consumer(
            Addresses.SHOW_HEALTH,
            asked -> {
              asked.reply(new Verdict(health, Map.of()));
              answers.add(health);
            });
    deploy();
  }

  private void deploy() {
    deployment =
        vertx
            .deployVerticle(
                seen(
                    new NotifyVerticle(
                        notice,
                        folder,
                        InstantSource.system(),
                        nanos::get,
                        new Patience(LOOK, patience, patience))))
            .await();
    vertx
        .eventBus()
        .publish(Addresses.CONFIGURED, new Configured(List.of(), List.of(), "Africa/Lagos"));
  }

  /** The verticle, with its context known. */
  private Deployable seen(NotifyVerticle verticle) {
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

  void restart() {
    vertx.undeploy(deployment).await();
    deploy();
  }

  /** Publishes an alarm; the verticle has it by then. */
  void publish(Alarm alarm) {
    vertx.eventBus().publish(Addresses.ALARMS, alarm);
    Promise<Void> taken = Promise.promise();
    context.runOnContext(then -> taken.complete());
    taken.future().await();
  }

  void isHealthy(boolean isIt) {
    health = isIt ? 200 : 503;
  }

  /** Waits until the hub was asked some more times whether it is well, and was not. */
  void awaitIll(int times) throws InterruptedException {
    for (int ill = 0; ill < times; ) {
      Integer answer = answers.poll(60, TimeUnit.SECONDS);
      if (answer == null) {
        throw new AssertionError("nobody asks");
      }
      ill += answer == 200 ? 0 : 1;
    }
  }

  void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }

  /** Waits until it goes so with the only target. */
  TargetState await(Predicate<TargetState> wanted) throws InterruptedException {
    while (true) {
      TargetStates next = states.poll(60, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("that never came");
      }
      if (!next.targets().isEmpty() && wanted.test(next.targets().get(0))) {
        return next.targets().get(0);
      }
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
