package io.sunherd.history;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ears;
import io.sunherd.bus.Failure;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarms;
import io.sunherd.bus.alarm.SeenUnits;
import io.sunherd.bus.alarm.ShowAlarms;
import io.sunherd.bus.alarm.ShowLastSeen;
import io.sunherd.history.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.eventbus.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps alarms in the history as they change, and tells those that are kept, and what units told
 * last, by which a new start goes on. While they cannot be written, the newest state of each waits;
 * of too many the oldest are dropped.
 */
final class AlarmKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmKeeper.class);
  private static final int MOST = 1_000;
  private static final long WRITE_MS = 500;

  /** How many rounds are left out after one that has failed. */
  private static final int ROUNDS_OFF = 10;

  private final String hub;
  private final Store store;
  private final WorkerExecutor worker;
  private final Ears ears = new Ears();
  private final Map<String, Alarm> known = new LinkedHashMap<>();
  private final Map<String, Alarm> waiting = new LinkedHashMap<>();
  private Future<?> writing = Future.succeededFuture();
  private int roundsOff;

  /**
   * @param worker the thread that the store is used on
   */
  AlarmKeeper(String hub, Store store, WorkerExecutor worker) {
    this.hub = hub;
    this.store = store;
    this.worker = worker;
  }

  /** Begins; succeeds once it hears. */
  Future<?> start(Vertx vertx) {
    ears.<Alarm>listen(vertx, Addresses.ALARMS, message -> accept(message.body()));
    ears.<Alarms>listen(
        vertx, Addresses.ACTIVE_ALARMS, message -> message.body().alarms().forEach(this::accept));
    ears.<ShowAlarms>listen(vertx, Addresses.KEPT_ALARMS, this::show);
    ears.<ShowLastSeen>listen(vertx, Addresses.LAST_SEEN, this::showSeen);
    return ears.open().onSuccess(ready -> vertx.setPeriodic(WRITE_MS, timer -> look()));
  }

  private void accept(Alarm alarm) {
    if (!alarm.equals(known.get(alarm.id()))) {
      put(known, alarm);
      put(waiting, alarm);
    }
  }

  private static void put(Map<String, Alarm> into, Alarm alarm) {
    into.remove(alarm.id());
    into.put(alarm.id(), alarm);
    if (into.size() > MOST) {
      into.remove(into.keySet().iterator().next());
    }
  }

  private void look() {
    if (roundsOff > 0) {
      roundsOff--;
    } else if (!waiting.isEmpty() && writing.isComplete()) {
      write();
    }
  }

  private Future<?> write() {
    List<Alarm> some = List.copyOf(waiting.values());
    writing =
        worker
            .executeBlocking(
                () -> {
                  store.keep(hub, some);
                  return true;
                })
            .onSuccess(kept -> some.forEach(alarm -> waiting.remove(alarm.id(), alarm)))
            .onFailure(
                e -> {
                  roundsOff = ROUNDS_OFF;
                  LOG.debug("{} alarms wait to be kept: {}", some.size(), e.getMessage());
                });
    return writing;
  }

  private void show(Message<ShowAlarms> message) {
    worker
        .executeBlocking(() -> store.alarms(hub, message.body().limit()))
        .onSuccess(alarms -> message.reply(Alarms.kept(alarms)))
        .onFailure(e -> Failure.OFFLINE.reply(message, String.valueOf(e.getMessage())));
  }

  private void showSeen(Message<ShowLastSeen> message) {
    ShowLastSeen asked = message.body();
    worker
        .executeBlocking(() -> store.lastSeen(hub, asked.inverters(), asked.since()))
        .onSuccess(seen -> message.reply(new SeenUnits(seen)))
        .onFailure(e -> Failure.OFFLINE.reply(message, String.valueOf(e.getMessage())));
  }

  /** Writes the rest, if possible. */
  Future<?> stop() {
    return ears.close()
        .transform(deaf -> writing)
        .transform(done -> waiting.isEmpty() ? Future.succeededFuture() : write());
  }
}
