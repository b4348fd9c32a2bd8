package io.sunherd.history;

import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Store;
import io.sunherd.history.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Imports rows of one inverter from another program, the oldest first: their energy is counted as
 * if they had been read live. A second import changes nothing; where the hub has counted more time
 * of a quarter of an hour itself, its own amount stays.
 */
public final class RowImport {
  private static final int AT_ONCE = 2_000;

  /** Rows further apart than this are no record of the energy. */
  private static final long SLOWEST_MS = 300_000;

  private final Store store;
  private final RowSource source;
  private final EnergyLedger books = new EnergyLedger();
  private final List<Row> rows = new ArrayList<>();
  private final RowPower power = RowPower.ofOneTracker();
  private long everyMs = -1;

  /** An import of rows of a source. */
  public RowImport(Store store, RowSource source) {
    this.store = store;
    this.source = source;
  }

  /**
   * Takes a row, and stores the collected ones now and then.
   *
   * @param at epoch seconds
   */
  public void add(long at, Map<String, ? extends @Nullable Object> values) throws StoreException {
    rows.add(new Row(source, at, values));
    if (rows.size() == AT_ONCE) {
      keep();
    }
  }

  /** Stores what was added. */
  public void keep() throws StoreException {
    if (everyMs < 0) {
      everyMs = usualMs(rows);
    }
    for (Row row : rows) {
      books.read(source, "", row.at() * 1_000, row.at() * 1_000, everyMs, power.at(row));
    }
    List<Page.Copy> energy = books.changed();
    List<Quarter> quarters = new ArrayList<>();
    for (Page.Copy copy : energy) {
      quarters.add(longer(copy.quarter((whose, at) -> Map.of())));
    }
    store.append(new Batch(rows, quarters, List.of()));
    books.kept(energy, rows.isEmpty() ? 0 : rows.get(rows.size() - 1).at());
    rows.clear();
  }

  /** The usual distance of rows, if they are close enough to tell of energy. */
  static long usualMs(List<Row> rows) {
    long[] apart = new long[Math.max(0, rows.size() - 1)];
    for (int i = 0; i < apart.length; i++) {
      apart[i] = rows.get(i + 1).at() - rows.get(i).at();
    }
    Arrays.sort(apart);
    return apart.length == 0 ? 0 : Math.min(SLOWEST_MS, apart[apart.length / 2] * 1_000);
  }

  /**
   * For each meter the amount that covers more time: that of these rows, or the stored one. What
   * would be less than the stored one is left out, for a total never falls.
   */
  private Quarter longer(Quarter quarter) throws StoreException {
    Map<Meter, Quarter.Amount> amounts = new EnumMap<>(Meter.class);
    amounts.putAll(store.quarter(source, quarter.at()));
    quarter
        .amounts()
        .forEach(
            (meter, amount) ->
                amounts.merge(meter, amount, (kept, own) -> isMore(own, kept) ? own : kept));
    return new Quarter(source, quarter.at(), amounts);
  }

  private static boolean isMore(Quarter.Amount own, Quarter.Amount kept) {
    return own.millis() > kept.millis() && own.milliwattHours() >= kept.milliwattHours();
  }
}
