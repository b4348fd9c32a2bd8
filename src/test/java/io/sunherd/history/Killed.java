package io.sunherd.history;

import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Store;
import io.sunherd.history.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes batches as fast as it goes, and tells each that is kept, until it is killed. */
final class Killed {
  static final int UNITS = 9;

  private Killed() {}

  public static void main(String[] args) throws StoreException {
    try (Store store = new Store(args[0])) {
      for (int batch = Integer.parseInt(args[1]); ; batch++) {
        store.append(batch(batch));
        System.out.println(batch);
      }
    }
  }

  /** A row of each unit, and energy that is the number of the batch. */
  static Batch batch(int number) {
    long at = StoreContract.DAY + 15L * number;
    List<Row> rows = new ArrayList<>();
    List<Quarter> quarters = new ArrayList<>();
    for (int unit = 1; unit <= UNITS; unit++) {
      RowSource source = new RowSource("home", "serial-" + unit, "roof-" + unit);
      rows.add(new Row(source, at, Map.of("pv_watts", number, "mode", "BT")));
      quarters.add(
          new Quarter(source, Quarter.of(at), Map.of(Meter.PV, new Quarter.Amount(number, 1))));
    }
    return new Batch(rows, quarters, List.of());
  }
}
