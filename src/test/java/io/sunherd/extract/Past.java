package io.sunherd.extract;

import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Store;
import io.sunherd.history.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Histories to ask for. */
public final class Past {
  /** 2026-06-21T00:00:00Z. */
  public static final long DAY = 1_782_000_000L;

  /** How the hub of tests is called. */
  public static final String HUB = "hub";

  private static final int AT_ONCE = 5_000;

  private Past() {}

  /** A row with a value in nearly every column. */
  public static Map<String, Object> values(int number) {
    Map<String, Object> values = new HashMap<>();
    values.put("grid_volt", 230.0);
    values.put("grid_freq", 49.95);
    values.put("ac_volt", 229.5);
    values.put("ac_freq", 50.0);
    values.put("ac_va", 500 + number % 90);
    values.put("ac_watt", 400 + number % 90);
    values.put("load_percent", 6.0);
    values.put("bus_volt", 400.0);
    values.put("batt_volt", (5_280 + number % 10) / 100.0);
    values.put("batt_charge_amps", number % 30);
    values.put("batt_capacity", 87);
    values.put("temp", null);
    values.put("pv_amps", 12);
    values.put("pv_volts", 100.6);
    values.put("batt_volt_scc", 52.78);
    values.put("batt_discharge_amps", 0);
    values.put("raw_status", number % 2 == 0 ? "01110110" : "00010110");
    values.put("mask_b", 0);
    values.put("mask_c", 0);
    values.put("pv_watts", number);
    values.put("mask_d", 10);
    values.put("charge_source", List.of("solar_charging", "ac_charging"));
    values.put("load_status", true);
    values.put("sbu_priority_version", false);
    values.put("mode", "BT");
    return values;
  }

  /** Keeps rows every 15 s from {@link #DAY} on. */
  public static void keep(String url, String inverter, int count) throws StoreException {
    keep(url, inverter, DAY, count, Past::values);
  }

  /** Keeps rows every 15 s. */
  public static void keep(
      String url, String inverter, long from, int count, IntFunction<Map<String, Object>> values)
      throws StoreException {
    try (Store store = new Store(url)) {
      RowSource source = new RowSource(HUB, "", inverter);
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        rows.add(new Row(source, from + 15L * i, values.apply(i)));
        if (rows.size() == AT_ONCE || i == count - 1) {
          store.append(Batch.of(rows));
          rows.clear();
        }
      }
    }
  }
}
