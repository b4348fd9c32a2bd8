package io.sunherd.herd;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.Member;
import io.sunherd.bus.Part;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.bus.SystemTotals;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Publishes the totals of the system. It looks four times a second whether they are to be told
 * anew: when something was heard, or something heard has become stale.
 */
public final class HerdVerticle extends VerticleBase {
  /** The name under which it reports how it is. */
  public static final String PART = "system totals";

  private static final long PAUSE_MS = 250;

  private final Census census;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private SystemTotals told;
  private boolean heard;

  /**
   * @param inverters the ids, in the order of the configuration
   * @param clock the time of day, for the totals
   * @param nanos the monotonic clock that readings age by
   */
  public HerdVerticle(List<String> inverters, InstantSource clock, LongSupplier nanos) {
    this.census = new Census(inverters);
    this.clock = clock;
    this.nanos = nanos;
    this.told = totals();
  }

  @Override
  public Future<?> start() {
    Future<?> readings =
        vertx
            .eventBus()
            .<Reading>consumer(
                Addresses.READINGS, message -> heard |= census.accept(message.body(), nowMs()))
            .completion();
    Future<?> states =
        vertx
            .eventBus()
            .<InverterState>consumer(
                Addresses.STATES, message -> heard |= census.accept(message.body()))
            .completion();
    Future<?> refusals =
        vertx
            .eventBus()
            .<Refused>consumer(
                Addresses.REFUSALS, message -> heard |= census.accept(message.body()))
            .completion();
    Future<?> members =
        vertx
            .eventBus()
            .<Member>consumer(Addresses.MEMBERS, message -> heard |= census.accept(message.body()))
            .completion();
    Future<?> configured =
        vertx
            .eventBus()
            .<Configured>consumer(
                Addresses.CONFIGURED,
                message -> {
                  census.configure(message.body().ids());
                  census.ignore(message.body().ignored());
                  tell();
                })
            .completion();
    return Future.all(readings, states, refusals, members, configured)
        .onSuccess(
            ready -> {
              tell();
              vertx.setPeriodic(PAUSE_MS, timer -> look());
            });
  }

  private void tell() {
    publish(totals());
    vertx.eventBus().publish(Addresses.PARTS, new Part(PART, null));
  }

  private void look() {
    SystemTotals now = totals();
    boolean staler =
        !now.missing().equals(told.missing())
            || !now.lacking().equals(told.lacking())
            || !now.values().equals(told.values())
            || !now.calculated().equals(told.calculated());
    if (heard || staler) {
      heard = false;
      publish(now);
    }
  }

  private void publish(SystemTotals totals) {
    told = totals;
    vertx.eventBus().publish(Addresses.SYSTEM, totals);
  }

  private SystemTotals totals() {
    return census.totals(clock.millis(), nowMs());
  }

  private long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
  }
}
