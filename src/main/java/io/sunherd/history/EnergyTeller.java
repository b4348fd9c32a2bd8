package io.sunherd.history;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ears;
import io.sunherd.bus.Failure;
import io.sunherd.bus.energy.EnergyTotals;
import io.sunherd.bus.energy.ShowEnergy;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.past.BookTotals;
import io.sunherd.history.past.Reader;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.eventbus.Message;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells the energy since the books began, on a thread of its own: the first reading of long books
 * takes some seconds.
 */
final class EnergyTeller {
  private static final int LONGEST_MINUTES = 2;

  private final BookTotals books;
  private final InstantSource clock;
  private final Ears ears = new Ears();
  private @Nullable WorkerExecutor worker;
  private Future<?> reading = Future.succeededFuture();

  EnergyTeller(HistoryOptions options, InstantSource clock) {
    this.books = new BookTotals(new Reader(options.url()), options.hub());
    this.clock = clock;
  }

  /** Begins; succeeds once it hears. */
  Future<?> start(Vertx vertx) {
    WorkerExecutor fresh =
        vertx.createSharedWorkerExecutor("energy", 1, LONGEST_MINUTES, TimeUnit.MINUTES);
    worker = fresh;
    ears.<ShowEnergy>listen(vertx, Addresses.SHOW_ENERGY, message -> answer(message, fresh));
    return ears.open();
  }

  private void answer(Message<ShowEnergy> message, WorkerExecutor on) {
    reading =
        on.executeBlocking(this::read)
            .onSuccess(message::reply)
            .onFailure(e -> Failure.OFFLINE.reply(message, String.valueOf(e.getMessage())));
  }

  private EnergyTotals read() throws StoreException {
    Map<String, Map<String, Long>> totals = new LinkedHashMap<>();
    books
        .read(clock.instant().getEpochSecond())
        .forEach(
            (name, meters) ->
                totals.put(
                    name.equals(RowSource.SYSTEM) ? EnergyTotals.SYSTEM : name, byKey(meters)));
    return new EnergyTotals(books.began(), totals);
  }

  private static Map<String, Long> byKey(Map<Meter, Long> meters) {
    Map<String, Long> keys = new LinkedHashMap<>();
    meters.forEach((meter, amount) -> keys.put(meter.key(), amount));
    return keys;
  }

  Future<?> stop() {
    return ears.close()
        .transform(deaf -> reading)
        .transform(read -> worker == null ? Future.succeededFuture() : worker.close());
  }
}
