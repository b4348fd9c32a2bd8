package io.sunherd.history;

import io.sunherd.history.energy.Quarter;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts the energy of kept rows, as if they had been read live. */
final class PastGrid {
  private PastGrid() {}

  /** The quarters of an hour of these rows, the oldest of which come first. */
  static List<Quarter> quarters(List<Row> rows) {
    EnergyLedger books = new EnergyLedger();
    Map<RowSource, List<Row>> bySource =
        rows.stream()
            .collect(Collectors.groupingBy(Row::source, LinkedHashMap::new, Collectors.toList()));
    bySource.forEach(
        (source, own) -> {
          RowPower power = RowPower.of(own);
          long everyMs = RowImport.usualMs(own);
          for (Row row : own) {
            long atMs = row.at() * 1_000;
            books.read(source, "", atMs, atMs, everyMs, power.at(row));
          }
        });
    List<Quarter> quarters = new ArrayList<>();
    for (Page.Copy copy : books.changed()) {
      quarters.add(alone(copy));
    }
    return quarters;
  }

  private static Quarter alone(Page.Copy copy) {
    try {
      return copy.quarter((source, at) -> Map.of());
    } catch (StoreException e) {
      throw new IllegalStateException("Nothing was read.", e);
    }
  }
}
