package io.sunherd.mqtt;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.energy.EnergyTotals;
import io.sunherd.bus.energy.ShowEnergy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks each minute, and when the broker has come, for the energy since the books began, and passes
 * on what may be told.
 */
final class Energies {
  private static final Logger LOG = LoggerFactory.getLogger(Energies.class);
  private static final long EVERY_MS = 60_000;
  private static final long SOON_MS = 2_000;

  /** How soon it is asked again while nothing is known of any energy. */
  private static final long AGAIN_MS = 5_000;

  /** The end of the program waits for all its parts together not much longer. */
  private static final long LAST_CHANCE_MS = 150;

  private static final DeliveryOptions PATIENT = new DeliveryOptions().setSendTimeout(55_000);

  private final Vertx vertx;
  private final EnergyFile file;
  private final BiConsumer<String, Map<String, Long>> told;
  private EnergyFloor floor = new EnergyFloor(new EnergyTotals(null, Map.of()));
  private EnergyTotals kept = floor.told();
  private boolean isAsking;

  /**
   * @param told takes the milliwatt-hours of a unit or of the system by kind
   */
  Energies(Vertx vertx, Path folder, BiConsumer<String, Map<String, Long>> told) {
    this.vertx = vertx;
    this.file = new EnergyFile(folder);
    this.told = told;
  }

  /** Begins with what was told before the start. */
  Future<?> begin() {
    return vertx
        .executeBlocking(file::read)
        .onSuccess(
            before -> {
              kept = before;
              floor = new EnergyFloor(before);
              vertx.setTimer(SOON_MS, timer -> ask());
              vertx.setPeriodic(
                  AGAIN_MS,
                  timer -> {
                    if (floor.told().milliwattHours().isEmpty()) {
                      ask();
                    } else {
                      vertx.cancelTimer(timer);
                    }
                  });
              vertx.setPeriodic(EVERY_MS, timer -> ask());
            });
  }

  /** Asks now: somebody has come who knows only what was told last, or nothing. */
  Future<?> ask() {
    if (isAsking) {
      return Future.succeededFuture();
    }
    isAsking = true;
    return vertx
        .eventBus()
        .<EnergyTotals>request(Addresses.SHOW_ENERGY, new ShowEnergy(), PATIENT)
        .map(Message::body)
        .onComplete(answer -> isAsking = false)
        .onSuccess(this::take)
        .onFailure(e -> LOG.debug("The energy is not told: {}", e.getMessage()))
        .transform(answer -> keep());
  }

  private void take(EnergyTotals books) {
    if (floor.accept(books)) {
      Long began = books.began();
      LOG.warn(
          "The history is another one{}: the energy that is told to the broker begins at 0 again.",
          began == null ? "" : ", begun " + Instant.ofEpochSecond(began));
    }
    floor.told().milliwattHours().forEach(told);
  }

  private Future<?> keep() {
    EnergyTotals now = floor.told();
    if (now.equals(kept)) {
      return Future.succeededFuture();
    }
    return vertx
        .executeBlocking(
            () -> {
              file.write(now);
              return now;
            })
        .onSuccess(written -> kept = written)
        .onFailure(e -> LOG.warn("What was told of the energy cannot be kept: {}", e.toString()))
        .otherwiseEmpty();
  }

  /** Tells it a last time, in bounded time. */
  Future<?> leave() {
    return ask().timeout(LAST_CHANCE_MS, TimeUnit.MILLISECONDS).otherwiseEmpty();
  }
}
