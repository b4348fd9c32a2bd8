package io.sunherd.notify;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.ShowHealth;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.alarm.TargetState;
import io.sunherd.config.Notice;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells somebody outside, who misses it where it stops, that the hub is well: as long as GET
 * /health/ready answers 200.
 */
final class Heartbeats {
  /** The first one is not to wait for long. */
  private static final long FIRST_MS = 5_000;

  private static final DeliveryOptions ASKING = new DeliveryOptions().setSendTimeout(5_000);
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

  private final Vertx vertx;
  private final Notice.Heartbeat heartbeat;
  private final Senders senders;
  private final Runnable then;
  private boolean isBeating;
  private @Nullable String trouble;
  private long sent;
  private long failed;

  /**
   * @param then run after each attempt
   */
  Heartbeats(Vertx vertx, Notice.Heartbeat heartbeat, Senders senders, Runnable then) {
    this.vertx = vertx;
    this.heartbeat = heartbeat;
    this.senders = senders;
    this.then = then;
  }

  void start() {
    long every = heartbeat.every().toMillis();
    vertx.setPeriodic(Math.min(every, FIRST_MS), every, timer -> beat());
  }

  private void beat() {
    if (isBeating) {
      return;
    }
    isBeating = true;
    vertx
        .eventBus()
        .<Verdict>request(Addresses.SHOW_HEALTH, new ShowHealth(), ASKING)
        .map(health -> health.body().status() == 200)
        .otherwise(false)
        .compose(ready -> ready ? tell() : Future.succeededFuture())
        .onComplete(beaten -> isBeating = false);
  }

  private Future<Void> tell() {
    return senders
        .get(heartbeat.url())
        .onSuccess(
            told -> {
              sent++;
              trouble = null;
            })
        .onFailure(this::failed)
        .onComplete(tried -> then.run())
        .otherwiseEmpty();
  }

  private void failed(Throwable failure) {
    failed++;
    String sentence = String.valueOf(SendFailure.of(failure).getMessage());
    if (!sentence.equals(trouble)) {
      LOG.warn("The heartbeat is not heard: {}", sentence);
    }
    trouble = sentence;
  }

  TargetState state() {
    return new TargetState(heartbeat.title(), trouble, sent, failed, 0, 0, 0);
  }
}
