package io.sunherd.history;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.bus.SystemTotals;
import io.sunherd.history.energy.CounterReading;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes rows, energy and counters of what is heard; knows no database and no clock. */
final class Recorder {
  /** The names of the inquiries for the inverter's own counters. */
  private static final Pattern COUNTERS =
      Pattern.compile("(pv|load)_energy_(total|year|month|day)");

  private static final int MOST_COUNTERS = 10_000;

  private final Source system;
  private final String hub;
  private final long everyMs;
  private final Map<String, RecordedUnit> subjects = new LinkedHashMap<>();
  private final Books books = new Books();
  private final Map<CounterKey, CounterReading> counters = new LinkedHashMap<>();
  private @Nullable SystemTotals totals;
  private long totalsMs;

  private record CounterKey(Source source, String inquiry, long quarter) {}

  /** Inverters of a hub; what others publish is ignored. */
  Recorder(String hub, List<String> inverters, long everyMs) {
    this.system = new Source(hub, "", Source.SYSTEM);
    this.hub = hub;
    this.everyMs = everyMs;
    configure(inverters);
  }

  /** Forgets all but these. */
  void configure(List<String> inverters) {
    Map<String, RecordedUnit> known = Map.copyOf(subjects);
    subjects.clear();
    inverters.forEach(id -> subjects.put(id, known.getOrDefault(id, new RecordedUnit(hub, id))));
  }

  void accept(InverterState state) {
    RecordedUnit subject = subjects.get(state.inverter());
    if (subject != null) {
      subject.accept(state);
    }
  }

  void accept(Refused refused) {
    RecordedUnit subject = subjects.get(refused.inverter());
    if (subject != null) {
      subject.accept(refused);
    }
  }

  void accept(SystemTotals news, long steadyMs) {
    totals = news;
    totalsMs = steadyMs;
  }

  /**
   * Takes a reading in.
   *
   * @param atMs the time of day that it was, epoch milliseconds
   */
  void accept(Reading reading, long atMs, long steadyMs) {
    RecordedUnit subject = subjects.get(reading.inverter());
    if (subject != null) {
      subject.accept(reading, steadyMs).ifPresent(heard -> take(subject, heard, atMs));
    }
  }

  private void take(RecordedUnit subject, RecordedUnit.Heard heard, long atMs) {
    Reading reading = heard.reading();
    String name = heard.inquiry().name();
    Matcher counter = COUNTERS.matcher(name);
    if (counter.matches()) {
      if (reading.data().get("energy") instanceof Number energy) {
        String inquiry = inquiry(counter, reading.code());
        long at = Math.floorDiv(atMs, 1_000L);
        count(new CounterReading(subject.source(), at, inquiry, energy.longValue()));
      }
      return;
    }
    boolean neighbour = name.equals(RecordedUnit.NEIGHBOUR);
    if (neighbour ? !subject.speaks(heard.steadyMs()) : name.equals(RecordedUnit.STATUS)) {
      books.read(
          subject.source(),
          reading.code(),
          atMs,
          heard.steadyMs(),
          reading.everyMs(),
          Power.of(subject.amounts(heard)));
    }
  }

  /** As PI30 calls it, whatever the protocol: QET, QED20261124. */
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

  /** A row of each that something new was heard of since the last time. */
  List<Row> rows(long at, long steadyMs) {
    List<Row> rows = new ArrayList<>();
    for (RecordedUnit subject : subjects.values()) {
      Map<String, @Nullable Object> values = subject.values(steadyMs, everyMs);
      if (values != null) {
        rows.add(new Row(subject.source(), at, values));
      }
    }
    SystemTotals now = totals;
    if (now != null && now.counted() > 0 && steadyMs - totalsMs <= everyMs) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>(now.values());
      values.put("units", now.units());
      values.put("counted", now.counted());
      rows.add(new Row(system, at, values));
    }
    totals = null;
    return rows;
  }

  /** The energy that is not kept yet. */
  List<Page.Copy> energy() {
    return books.changed();
  }

  /** The counters that are not kept yet. */
  List<CounterReading> counters() {
    return List.copyOf(counters.values());
  }

  /** All that was counted by this process was so many seconds later. */
  void move(long seconds) {
    books.move(seconds);
    List<CounterReading> read = counters();
    counters.clear();
    read.forEach(one -> count(one.moved(seconds)));
  }

  /** What was counted and kept so far stays where it is. */
  void stay() {
    books.stay();
  }

  /** These were kept. */
  void kept(List<Page.Copy> energy, List<CounterReading> read, long now) {
    books.kept(energy, now);
    counters.values().removeAll(Set.copyOf(read));
  }
}
