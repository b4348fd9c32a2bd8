package io.sunherd.mqtt;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.energy.EnergyTotals;
import io.sunherd.bus.energy.ShowEnergy;
import io.sunherd.protocol.SerialNumber;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the history for the energy since its beginning: each minute, when the broker is connected,
 * and soon after a unit has changed. Passes on what may be published: under each id the energy of
 * the unit that has this id now.
 */
final class Energies {
  private static final Logger LOG = LoggerFactory.getLogger(Energies.class);
  private static final long EVERY_MS = 60_000;
  private static final long SOON_MS = 2_000;

  /**
   * How long nothing is published under an id that another unit has got: clients that still use the
   * old documents must not take it for the former one.
   */
  private static final long MOVED_MS = 5_000;

  /** How often the history is asked again for a unit of which it knows nothing. */
  private static final int TRIES = 12;

  /** How soon the history is asked again while it knows nothing of a unit, or no energy at all. */
  private static final long AGAIN_MS = 5_000;

  /** At its end the program does not wait much longer for all its parts together. */
  private static final long LAST_CHANCE_MS = 150;

  /** How long a write may take: a disk that hangs must not stop the publishing. */
  private static final long WRITE_MS = 10_000;

  private static final DeliveryOptions PATIENT = new DeliveryOptions().setSendTimeout(55_000);

  private final Vertx vertx;
  private final EnergyFile file;
  private final long writeMs;
  private final BiConsumer<String, Map<String, Long>> told;

  /** The identity of the unit that has an id now. */
  private final Map<String, String> units = new HashMap<>();

  /**
   * The identity of the unit that was published last under an id, configured now or not: clients of
   * that time may still listen.
   */
  private final Map<String, String> places = new HashMap<>();

  /** The ids of units that have just taken the place of others. */
  private final Set<String> moving = new HashSet<>();

  private List<String> configured = List.of();
  private EnergyFloor floor = new EnergyFloor(ToldEnergy.NOTHING);
  private ToldEnergy kept = ToldEnergy.NOTHING;
  private int tries;
  private boolean isBegun;
  private Future<?> asked = Future.succeededFuture();
  private Future<?> writing = Future.succeededFuture();

  /**
   * @param told takes the milliwatt-hours of a unit or of the system by kind; an empty map for a
   *     unit whose id another one had until now
   */
  Energies(Vertx vertx, Path folder, BiConsumer<String, Map<String, Long>> told) {
    this(vertx, folder, told, WRITE_MS);
  }

  /** With another limit for a write, for tests. */
  Energies(Vertx vertx, Path folder, BiConsumer<String, Map<String, Long>> told, long writeMs) {
    this.writeMs = writeMs;
    this.vertx = vertx;
    this.file = new EnergyFile(folder);
    this.told = told;
  }

  /** Begins with what was published before the start. */
  Future<?> begin() {
    return vertx
        .executeBlocking(file::read)
        .onSuccess(
            before -> {
              kept = before;
              floor = new EnergyFloor(before);
              places.putAll(before.places());
              places.forEach(units::putIfAbsent); // until they say something else
              isBegun = true;
              configure(configured);
              Map.copyOf(units).forEach(this::place);
              vertx.setPeriodic(AGAIN_MS, timer -> askAgain());
              vertx.setPeriodic(EVERY_MS, timer -> ask());
            });
  }

  /** These units are configured. */
  void configure(List<String> ids) {
    configured = List.copyOf(ids);
    units.keySet().retainAll(ids);
    if (isBegun) {
      floor.configure(ids);
      askSoon();
    }
  }

  /** A unit has told who it is. */
  void accept(InverterState state) {
    String id = state.inverter();
    boolean isUnknown =
        state.protocol() == null
            || (state.serial() == null && state.condition() == Condition.OFFLINE);
    if (isUnknown || !configured.contains(id)) {
      return;
    }
    String unit = SerialNumber.identity(state.serial(), id);
    if (!unit.equals(units.put(id, unit)) && isBegun) {
      place(id, unit);
      askSoon();
    }
  }

  private void place(String id, String unit) {
    floor.adopt(id, unit);
    String last = places.put(id, unit);
    if (last == null || last.equals(unit)) {
      tell(id, unit);
    } else {
      told.accept(id, Map.of());
      moving.add(id);
      vertx.setTimer(
          MOVED_MS,
          timer -> {
            moving.remove(id);
            ask();
          });
    }
  }

  private void tell(String id, String unit) {
    Map<String, Long> amounts = floor.of(unit);
    if (!amounts.isEmpty() && !moving.contains(id)) {
      told.accept(id, amounts);
    }
  }

  private void askSoon() {
    tries = TRIES;
    vertx.setTimer(SOON_MS, timer -> ask());
  }

  private void askAgain() {
    if (floor.isEmpty() || (tries > 0 && !floor.names().containsAll(units.values()))) {
      tries--;
      ask();
    }
  }

  /** Asks now, unless an answer is on its way; completes when the answer was passed on. */
  Future<?> ask() {
    if (asked.isComplete()) {
      asked =
          vertx
              .eventBus()
              .<EnergyTotals>request(Addresses.SHOW_ENERGY, new ShowEnergy(), PATIENT)
              .map(Message::body)
              .onSuccess(this::take)
              .onFailure(e -> LOG.debug("The energy is not told: {}", e.getMessage()))
              .transform(answer -> keep());
    }
    return asked;
  }

  private void take(EnergyTotals books) {
    if (floor.accept(books)) {
      Long began = books.began();
      LOG.warn(
          "The history is another one{}: the energy that is told to the broker begins at 0 again.",
          began == null ? "" : ", begun " + Instant.ofEpochSecond(began));
    }
    Map<String, Long> system = floor.of(EnergyTotals.SYSTEM);
    if (!system.isEmpty()) {
      told.accept(EnergyTotals.SYSTEM, system);
    }
    units.forEach(this::tell);
  }

  private Future<?> keep() {
    ToldEnergy now = floor.told(places);
    if (now.equals(kept) || !writing.isComplete()) {
      return Future.succeededFuture();
    }
    Future<ToldEnergy> begun =
        vertx
            .executeBlocking(
                () -> {
                  file.write(now);
                  return now;
                })
            .onSuccess(written -> kept = written);
    writing = begun;
    return begun
        .timeout(writeMs, TimeUnit.MILLISECONDS)
        .onFailure(e -> LOG.warn("What was told of the energy cannot be kept: {}", e.toString()))
        .otherwiseEmpty();
  }

  /**
   * Publishes the energy a last time, in bounded time. An answer that is on its way may be too old,
   * so it asks again.
   */
  Future<?> leave() {
    return asked
        .transform(told -> ask())
        .timeout(LAST_CHANCE_MS, TimeUnit.MILLISECONDS)
        .otherwiseEmpty();
  }
}
