package io.sunherd.battery;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Ears;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.Member;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.PushBattery;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.Voided;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes how each battery is. It checks once a second whether to publish it again: when a
 * message has come, or a reading has become stale. What is counted is kept in a file, each minute
 * and at the end.
 */
public final class BatteryVerticle extends VerticleBase {
  /** The name under which it reports its health. */
  public static final String PART = "battery";

  /** The inquiry that a unit is asked where the battery management tells the state of charge. */
  public static final String BMS = UnitFacts.BMS;

  /** How often it is asked that. */
  public static final Duration BMS_EVERY = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(BatteryVerticle.class);
  private static final long PAUSE_MS = 1_000;
  private static final long KEEP_MS = 60_000;

  private final Ears ears = new Ears();
  private final BatteryAccounts accounts;
  private final CountFile file;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private List<BatteryState> told = List.of();
  private Map<String, AhCount.Kept> kept = Map.of();

  /**
   * @param configured the inverters, and what is configured of their batteries
   * @param counts the file in which the counts are kept
   * @param clock the time of day
   * @param nanos the monotonic clock that readings age by
   */
  public BatteryVerticle(
      Configured configured, Path counts, InstantSource clock, LongSupplier nanos) {
    this.accounts = new BatteryAccounts(configured);
    this.file = new CountFile(counts);
    this.clock = clock;
    this.nanos = nanos;
  }

  @Override
  public Future<?> start() {
    Batteries batteries = accounts.batteries();
    this.<Reading>listen(Addresses.READINGS, reading -> batteries.accept(reading, nowMs()));
    this.<InverterState>listen(Addresses.STATES, batteries::accept);
    this.<Voided>listen(Addresses.VOIDED, batteries::accept);
    this.<Refused>listen(Addresses.REFUSALS, batteries::accept);
    this.<Member>listen(Addresses.MEMBERS, batteries::accept);
    this.<Configured>listen(
        Addresses.CONFIGURED,
        configured -> {
          accounts.configure(configured);
          told = List.of();
          tell();
        });
    ears.<PushBattery>listen(vertx, Addresses.PUSH_BATTERY, this::push);
    return vertx
        .executeBlocking(file::read)
        .compose(
            counts -> {
              kept = counts;
              accounts.goOn(counts);
              return ears.open();
            })
        .onSuccess(
            ready -> {
              tell();
              ears.look(vertx, PAUSE_MS, this::look);
              vertx.setPeriodic(KEEP_MS, timer -> keep());
            });
  }

  @Override
  public Future<?> stop() {
    return keep();
  }

  private <T> void listen(String address, Consumer<T> what) {
    ears.<T>listen(vertx, address, message -> what.accept(message.body()));
  }

  private void push(Message<PushBattery> message) {
    Verdict verdict = accounts.push(message.body(), moment());
    message.reply(verdict);
    look();
  }

  private void tell() {
    look();
    vertx.eventBus().publish(Addresses.PARTS, new PartHealth(PART, null));
  }

  /** Publishes the batteries that are not as they were told last. */
  private void look() {
    List<BatteryState> now = accounts.states(moment());
    now.stream()
        .filter(state -> !told.contains(state))
        .forEach(state -> vertx.eventBus().publish(Addresses.BATTERY, state));
    told = now;
  }

  /** Keeps the counts, unless they are kept already; what cannot be kept is lost at a restart. */
  private Future<?> keep() {
    Map<String, AhCount.Kept> counts = accounts.kept();
    if (counts.equals(kept)) {
      return Future.succeededFuture();
    }
    return vertx
        .executeBlocking(
            () -> {
              file.write(counts);
              return counts;
            })
        .onSuccess(written -> kept = written)
        .onFailure(e -> LOG.warn("The counted ampere-hours cannot be kept: {}", e.getMessage()))
        .otherwiseEmpty();
  }

  private BatteryAccount.Moment moment() {
    return new BatteryAccount.Moment(nowMs(), clock.millis());
  }

  private long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
  }
}
