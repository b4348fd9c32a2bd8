package io.sunherd.history;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.bus.SystemTotals;
import io.sunherd.heard.ConfiguredUnits;
import io.sunherd.history.energy.CounterReading;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes rows, energy and counters from readings; knows no database and no clock. */
final class Recorder {
  /** The names of the inquiries for the inverter's own counters. */
  private static final Pattern COUNTERS =
      Pattern.compile("(pv|load)_energy_(total|year|month|day|hour)");

  private static final int MOST_COUNTERS = 10_000;

  /** Rows are made so long after their time at the latest, as nobody looks all the time. */
  private static final long LATE_MS = 1_500;

  private final RowSource system;
  private final long everyMs;
  private final ConfiguredUnits<String, RecordedUnit> units;
  private final EnergyLedger books = new EnergyLedger();
  private final Map<CounterKey, CounterReading> counters = new LinkedHashMap<>();
  private @Nullable SystemTotals totals;
  private long totalsMs;

  private record CounterKey(RowSource source, String inquiry, long quarter) {}

  /** Records these inverters of a hub; messages of others are ignored. */
  Recorder(String hub, List<String> inverters, long everyMs) {
    this.system = new RowSource(hub, "", RowSource.SYSTEM);
    this.units = ConfiguredUnits.byId(id -> new RecordedUnit(hub, id));
    this.everyMs = everyMs;
    configure(inverters);
  }

  /** Keeps these inverters only. */
  void configure(List<String> inverters) {
    units.configure(inverters);
  }

  void accept(InverterState state) {
    RecordedUnit unit = units.find(state.inverter());
    if (unit != null) {
      unit.accept(state);
    }
  }

  /** Whether it has readings that would be lost if another unit took its id. */
  boolean hasRead(String inverter) {
    RecordedUnit unit = units.find(inverter);
    return unit != null && unit.hasRead();
  }

  void accept(Refused refused) {
    RecordedUnit unit = units.find(refused.inverter());
    if (unit != null) {
      unit.accept(refused);
    }
  }

  void accept(SystemTotals news, long steadyMs) {
    totals = news;
    totalsMs = steadyMs;
  }

  /**
   * Takes a reading.
   *
   * @param atMs its time of day, epoch milliseconds
   */
  void accept(Reading reading, long atMs, long steadyMs) {
    RecordedUnit unit = units.find(reading.inverter());
    if (unit != null) {
      unit.accept(reading, steadyMs).ifPresent(heard -> take(unit, heard, atMs));
    }
  }

  private void take(RecordedUnit unit, RecordedUnit.Heard heard, long atMs) {
    Reading reading = heard.reading();
    String name = heard.inquiry().name();
    boolean neighbour = name.equals(RecordedUnit.NEIGHBOUR);
    if (neighbour ? !unit.hasOwnReadings(heard.arrivedMs()) : name.equals(RecordedUnit.STATUS)) {
      books.read(
          unit.source(),
          reading.code(),
          atMs,
          heard.arrivedMs(),
          reading.everyMs(),
          unit.power(heard));
    } else if (reading.data().get("energy") instanceof Number energy) {
      Matcher counter = COUNTERS.matcher(name);
      if (counter.matches()) {
        String inquiry = inquiry(counter, reading.code());
        long at = Math.floorDiv(atMs, 1_000L);
        count(new CounterReading(unit.source(), at, inquiry, energy.longValue()));
      }
    }
  }

  /** The inquiry in PI30's form, whatever the protocol: QET, QED20261124. */
  private static String inquiry(Matcher counter, String code) {
    String letters = counter.group(1).equals("pv") ? "QE" : "QL";
    char span = Character.toUpperCase(counter.group(2).charAt(0));
    return letters + span + code.replaceAll("\\D", "");
  }

  private void count(CounterReading read) {
    counters.put(new CounterKey(read.source(), read.inquiry(), Quarter.of(read.at())), read);
    if (counters.size() > MOST_COUNTERS) {
      counters.remove(counters.keySet().iterator().next());
    }
  }

  /** A row of each inverter with new readings since the last call. */
  List<Row> rows(long at, long steadyMs) {
    List<Row> rows = new ArrayList<>();
    for (RecordedUnit unit : units.all()) {
      Map<String, @Nullable Object> values = unit.values(steadyMs, everyMs);
      if (values != null) {
        rows.add(new Row(unit.source(), at, values));
      }
    }
    SystemTotals now = totals;
    if (now != null && now.counted() > 0 && steadyMs - totalsMs <= everyMs + LATE_MS) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>(now.values());
      values.put("units", now.units());
      values.put("counted", now.counted());
      rows.add(new Row(system, at, values));
    }
    totals = null;
    return rows;
  }

  /** The energy that is not stored yet. */
  List<Page.Copy> energy() {
    return books.changed();
  }

  /** The counters that are not stored yet. */
  List<CounterReading> counters() {
    return List.copyOf(counters.values());
  }

  /** Moves all that this process has counted by so many seconds. */
  void move(long seconds) {
    books.move(seconds);
    List<CounterReading> read = counters();
    counters.clear();
    read.forEach(one -> count(one.moved(seconds)));
  }

  /** What was counted and stored so far stays where it is. */
  void stay() {
    books.stay();
  }

  /** Forgets what was stored. */
  void kept(List<Page.Copy> energy, List<CounterReading> read, long now) {
    books.kept(energy, now);
    counters.values().removeAll(Set.copyOf(read));
  }
}
