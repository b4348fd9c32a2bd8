package io.sunherd.history;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.herd.Said;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.past.BookTotals;
import io.sunherd.history.past.Reader;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Retention;
import io.sunherd.history.store.Store;
import io.sunherd.history.store.StoreException;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The energy books of a hub without its timers: kept when a test says so, told on a bus. */
public final class BooksByHand implements AutoCloseable {
  private static final String HUB = "home";
  private static final long EVERY_MS = 60_000;

  private final String url;
  private final Recorder recorder;
  private final Store store;
  private final EnergyTeller teller;

  /** Tells them by that clock. */
  public BooksByHand(Vertx vertx, String url, List<String> ids, InstantSource clock)
      throws StoreException {
    this.url = url;
    this.store = new Store(url);
    this.recorder = new Recorder(HUB, ids, EVERY_MS);
    ids.forEach(id -> recorder.accept(Said.state(id, Condition.ONLINE)));
    this.teller =
        new EnergyTeller(
            new HistoryOptions(
                url, HUB, Duration.ofMillis(EVERY_MS), new Retention(null, null, null)),
            clock);
    teller.start(vertx).await();
  }

  /** Counts a reading. */
  public void accept(Reading reading) {
    recorder.accept(reading, reading.at(), reading.at());
  }

  /** Writes down what was counted. */
  public void keep(long second) throws StoreException {
    List<Page.Copy> energy = recorder.energy();
    List<Quarter> quarters = new ArrayList<>();
    for (Page.Copy copy : energy) {
      quarters.add(copy.quarter(store::quarter));
    }
    store.append(new Batch(List.of(), quarters, List.of()));
    recorder.kept(energy, List.of(), second);
  }

  /** What is written down, by one who has never read it: milliwatt-hours by name and kind. */
  public Map<String, Map<String, Long>> read(long second) throws StoreException {
    Map<String, Map<String, Long>> all = new LinkedHashMap<>();
    new BookTotals(new Reader(url), HUB)
        .read(second)
        .forEach(
            (name, meters) ->
                meters.forEach(
                    (meter, amount) ->
                        all.computeIfAbsent(
                                name.equals(RowSource.SYSTEM) ? "system" : name,
                                n -> new LinkedHashMap<>())
                            .put(meter.key(), amount)));
    return all;
  }

  @Override
  public void close() {
    teller.stop().await();
    store.close();
  }
}
