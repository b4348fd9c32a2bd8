package io.sunherd.history;

import io.sunherd.history.energy.CounterReading;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.rows.Row;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Kept;
import io.sunherd.history.store.RowSpans;
import io.sunherd.history.store.Shift;
import io.sunherd.history.store.Store;
import io.sunherd.history.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be stored next, in one transaction.
 *
 * @param shift the stored data to be moved first, or null
 * @param own the times of this process's stored rows that need not be moved
 * @param moved by how much the clock had been set in all when this was made, seconds
 */
record Entry(
    @Nullable Shift shift,
    RowSpans own,
    long moved,
    List<Row> rows,
    List<Page.Copy> energy,
    List<CounterReading> counters) {

  /** Stores it; returns what could not be stored. */
  Kept keep(Store store) throws StoreException {
    List<Quarter> quarters = new ArrayList<>();
    for (Page.Copy copy : energy) {
      quarters.add(copy.quarter(store::quarter));
    }
    return store.add(new Batch(rows, quarters, counters), shift, own);
  }
}
