package io.sunherd.herd;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Ears;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.Member;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.Voided;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Publishes the totals of the system. It checks four times a second whether to publish them again:
 * when a message has come, or a reading has become stale.
 */
public final class HerdVerticle extends VerticleBase {
  /** The name under which it reports its health. */
  public static final String PART = "system totals";

  private static final long PAUSE_MS = 250;

  private final Ears ears = new Ears();
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
    this.<Reading>listen(Addresses.READINGS, reading -> heard |= census.accept(reading, nowMs()));
    this.<InverterState>listen(Addresses.STATES, state -> heard |= census.accept(state));
    this.<Voided>listen(Addresses.VOIDED, voided -> heard |= census.accept(voided));
    this.<Refused>listen(Addresses.REFUSALS, refused -> heard |= census.accept(refused));
    this.<Member>listen(Addresses.MEMBERS, member -> heard |= census.accept(member));
    this.<Configured>listen(
        Addresses.CONFIGURED,
        configured -> {
          census.configure(configured.ids());
          census.ignore(configured.ignored());
          tell();
        });
    return ears.open()
        .onSuccess(
            ready -> {
              tell();
              ears.look(vertx, PAUSE_MS, this::look);
            });
  }

  private <T> void listen(String address, Consumer<T> what) {
    ears.<T>listen(vertx, address, message -> what.accept(message.body()));
  }

  private void tell() {
    publish(totals());
    vertx.eventBus().publish(Addresses.PARTS, new PartHealth(PART, null));
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
