package io.sunherd.battery;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Ears;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.Member;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Publishes how each battery is. It checks once a second whether to publish it again: when a
 * message has come, or a reading has become stale.
 */
public final class BatteryVerticle extends VerticleBase {
  /** The name under which it reports its health. */
  public static final String PART = "battery";

  private static final long PAUSE_MS = 1_000;

  private final Ears ears = new Ears();
  private final Batteries batteries;
  private final LongSupplier nanos;
  private List<BatteryState> told = List.of();

  /**
   * @param inverters the ids, in the order of the configuration
   * @param nanos the monotonic clock that readings age by
   */
  public BatteryVerticle(List<String> inverters, LongSupplier nanos) {
    this.batteries = new Batteries(inverters);
    this.nanos = nanos;
  }

  @Override
  public Future<?> start() {
    this.<Reading>listen(Addresses.READINGS, reading -> batteries.accept(reading, nowMs()));
    this.<InverterState>listen(Addresses.STATES, batteries::accept);
    this.<Refused>listen(Addresses.REFUSALS, batteries::accept);
    this.<Member>listen(Addresses.MEMBERS, batteries::accept);
    this.<Configured>listen(
        Addresses.CONFIGURED,
        configured -> {
          batteries.configure(configured.ids());
          told = List.of();
          tell();
        });
    return ears.open()
        .onSuccess(
            ready -> {
              tell();
              vertx.setPeriodic(PAUSE_MS, timer -> look());
            });
  }

  private <T> void listen(String address, Consumer<T> what) {
    ears.<T>listen(vertx, address, message -> what.accept(message.body()));
  }

  private void tell() {
    look();
    vertx.eventBus().publish(Addresses.PARTS, new PartHealth(PART, null));
  }

  /** Publishes the batteries that are not as they were told last. */
  private void look() {
    List<BatteryState> now = batteries.states(nowMs());
    now.stream()
        .filter(state -> !told.contains(state))
        .forEach(state -> vertx.eventBus().publish(Addresses.BATTERY, state));
    told = now;
  }

  private long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
  }
}
