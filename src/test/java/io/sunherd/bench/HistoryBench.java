package io.sunherd.bench;

import io.sunherd.history.energy.EnergyPeriod;
import io.sunherd.history.energy.EnergyQuery;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Period;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.past.Reader;
import io.sunherd.history.rows.Bucket;
import io.sunherd.history.rows.HistoryColumn;
import io.sunherd.history.rows.HistoryColumns;
import io.sunherd.history.rows.Query;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Store;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Measures the history on SQLite: {@code HistoryBench FOLDER}. A year of one unit: its size, how
 * fast its rows are told, how long a chart takes. Then a day of nine units as the hub writes it:
 * its cost, and what goes to the disk.
 */
public final class HistoryBench {
  private static final long START = 1_767_222_000;
  private static final int EVERY = 15;
  private static final int YEAR = 365 * 86_400;
  private static final Random RANDOM = new Random(20_261_124);

  private HistoryBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    year(folder.resolve("year.db"));
    nineUnits(folder.resolve("nine.db"));
  }

  private static void year(Path file) throws Exception {
    String url = "jdbc:sqlite:" + file;
    if (!Files.exists(file)) {
      build(file, url);
    }
    long rows = YEAR / EVERY;
    System.out.printf("year: %.1f bytes a row of %d%n", (double) Files.size(file) / rows, rows);
    Reader reader = new Reader(url);
    for (List<HistoryColumn> columns :
        List.of(HistoryColumns.ALL, some("datetime", "pv_watts", "batt_volt"))) {
      for (int i = 0; i < 3; i++) {
        long[] sum = {0, 0};
        long start = System.nanoTime();
        reader.rows(
            new Query("home", "roof-1", START, START + YEAR, columns),
            cursor -> {
              sum[0]++;
              for (int c = 0; c < cursor.size(); c++) {
                sum[1] += cursor.kept(c);
              }
            });
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            "year: %d columns read at %.0f rows a second%n", columns.size(), sum[0] / seconds);
      }
    }
    for (String names : List.of("pv_watts", "pv_watts batt_volt ac_watt temp")) {
      long[] micros = new long[20];
      int found = 0;
      for (int i = 0; i < micros.length; i++) {
        long start = System.nanoTime();
        List<Bucket> buckets =
            reader.buckets(
                new Query("home", "roof-1", START, START + YEAR - 1, some(names.split(" "))),
                1_000);
        micros[i] = (System.nanoTime() - start) / 1_000;
        found = buckets.size();
      }
      System.out.printf(
          "year: chart of %s, %d points: first %.1f ms, then %.1f ms (median)%n",
          names, found, micros[0] / 1e3, median(micros));
    }
    long[] micros = new long[10];
    List<EnergyPeriod> days = List.of();
    for (int i = 0; i < micros.length; i++) {
      long start = System.nanoTime();
      days =
          reader.energy(
              new EnergyQuery(
                  "home",
                  "roof-1",
                  START,
                  START + YEAR - 1,
                  Period.DAY,
                  ZoneId.of("Europe/Madrid")));
      micros[i] = (System.nanoTime() - start) / 1_000;
    }
    System.out.printf(
        "year: energy of %d days: first %.1f ms, then %.1f ms (median)%n",
        days.size(), micros[0] / 1e3, median(micros));
  }

  private static double median(long[] micros) {
    return Arrays.stream(micros).sorted().skip(micros.length / 2).findFirst().orElse(0) / 1e3;
  }

  private static List<HistoryColumn> some(String... names) {
    return Arrays.stream(names).map(name -> HistoryColumns.find(name).orElseThrow()).toList();
  }

  private static void build(Path file, String url) throws Exception {
    RowSource roof = new RowSource("home", "92932004102443", "roof-1");
    long start = System.nanoTime();
    try (Store store = new Store(url)) {
      List<Row> rows = new ArrayList<>();
      List<Quarter> quarters = new ArrayList<>();
      for (long at = START; at < START + YEAR; at += EVERY) {
        rows.add(row(roof, at));
        if (at % Quarter.SECONDS == 0) {
          quarters.add(quarter(roof, at));
        }
        if (rows.size() == 4_000) {
          store.append(new Batch(rows, quarters, List.of()));
          rows.clear();
          quarters.clear();
        }
      }
      store.append(new Batch(rows, quarters, List.of()));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "year: written at %.0f rows a second, roll-ups included%n", YEAR / EVERY / seconds);
  }

  private static void nineUnits(Path file) throws Exception {
    for (String part : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + part));
    }
    try (Store store = new Store("jdbc:sqlite:" + file)) {
      day(store, START, 4 * 3_600);
      double hours = 24;
      long cpu = cpuNanos();
      Io before = Io.now();
      long start = System.nanoTime();
      day(store, START + 4 * 3_600, (int) (hours * 3_600));
      double seconds = (System.nanoTime() - start) / 1e9;
      Io after = Io.now();
      double used = (cpuNanos() - cpu) / 1e9;
      System.out.printf(
          "nine units: %.2f ms a transaction, %.3f %% of a core%n",
          seconds * 1e3 / (hours * 240), used / (hours * 3_600) * 100);
      System.out.printf(
          "nine units: %.2f MB an hour handed to the system%n",
          (after.written - before.written) / hours / 1e6);
    }
  }

  /** As the hub does it: one transaction each 15 seconds, rows and energy of all units. */
  private static void day(Store store, long from, int length) throws Exception {
    for (long at = from; at < from + length; at += EVERY) {
      List<Row> rows = new ArrayList<>();
      List<Quarter> quarters = new ArrayList<>();
      for (int unit = 1; unit <= 9; unit++) {
        RowSource source = new RowSource("home", "serial-" + unit, "roof-" + unit);
        rows.add(row(source, at));
        quarters.add(quarter(source, at / Quarter.SECONDS * Quarter.SECONDS));
      }
      rows.add(row(new RowSource("home", "", RowSource.SYSTEM), at));
      store.append(new Batch(rows, quarters, List.of()));
    }
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** What this process has handed to write calls, in bytes. */
  private record Io(long written) {
    static Io now() throws IOException {
      return new Io(
          Files.readAllLines(Path.of("/proc/self/io")).stream()
              .filter(line -> line.startsWith("wchar"))
              .mapToLong(line -> Long.parseLong(line.split(" ")[1]))
              .sum());
    }
  }

  private static Quarter quarter(RowSource source, long at) {
    Map<Meter, Quarter.Amount> amounts = new EnumMap<>(Meter.class);
    for (Meter meter : List.of(Meter.PV, Meter.LOAD, Meter.BATTERY_IN, Meter.BATTERY_OUT)) {
      amounts.put(meter, new Quarter.Amount(RANDOM.nextInt(2_000_000), 900_000));
    }
    return new Quarter(source, at, amounts);
  }

  /** What a unit in the sun says. */
  private static Row row(RowSource source, long at) {
    Map<String, Object> values = new HashMap<>();
    double sun = Math.max(0, Math.sin((at % 86_400 - 21_600) / 43_200.0 * Math.PI));
    int watts = (int) (sun * 4_000) + (sun > 0 ? RANDOM.nextInt(200) : 0);
    int load = 300 + RANDOM.nextInt(2_500);
    values.put("grid_volt", 225 + RANDOM.nextInt(100) / 10.0);
    values.put("grid_freq", 49.9 + RANDOM.nextInt(3) / 10.0);
    values.put("ac_volt", 229.5 + RANDOM.nextInt(10) / 10.0);
    values.put("ac_freq", 50.0);
    values.put("ac_va", load + 60);
    values.put("ac_watt", load);
    values.put("load_percent", (double) (load / 50));
    values.put("bus_volt", (double) (380 + RANDOM.nextInt(30)));
    values.put("batt_volt", 48 + RANDOM.nextInt(800) / 100.0);
    values.put("batt_charge_amps", watts / 54);
    values.put("batt_capacity", 40 + RANDOM.nextInt(60));
    values.put("temp", 30 + RANDOM.nextInt(25));
    values.put("pv_amps", watts / 320);
    values.put("pv1_input_current", watts / 32 / 10.0);
    values.put("pv_volts", sun > 0 ? 300 + RANDOM.nextInt(500) / 10.0 : 0.0);
    values.put("batt_volt_scc", 0.0);
    values.put("batt_discharge_amps", RANDOM.nextInt(20));
    values.put("pv_watts", watts);
    values.put("raw_status", sun > 0 ? "00010110" : "00010000");
    values.put("load_status", true);
    values.put("charge_source", List.of(sun > 0 ? "solar_charging" : "not_charging"));
    values.put("mask_b", 0);
    values.put("mask_c", 0);
    values.put("mask_d", 10);
    values.put("mode", load > 1_500 ? "LN" : "BT");
    return new Row(source, at, values);
  }
}
