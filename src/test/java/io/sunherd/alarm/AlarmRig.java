package io.sunherd.alarm;

import io.sunherd.bus.BatteryState;
import io.sunherd.bus.ConfigState;
import io.sunherd.bus.Configured;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.Wiring;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarm.State;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.bus.alarm.AlarmRules;
import io.sunherd.bus.alarm.LastSeen;
import io.sunherd.herd.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All conditions and the board on a virtual clock: units that go on telling what they told last,
 * and everything that has happened to alarms.
 */
final class AlarmRig {
  static final long START = 1_795_000_000_000L;

  /** How one unit is now. */
  static final class Unit {
    final String id;
    Condition condition = Condition.ONLINE;
    boolean isMute;
    String via;
    String notes = "";
    double grid = 230;
    int watts = 500;
    int soc = 87;
    double volts = 53.1;
    int discharge;
    int pv = 1_500;
    int pv2;
    int temp = 41;
    String mode = "B";

    /** What it warns of; null where it does not tell. */
    @Nullable String warnings = "0".repeat(36);

    /** The code of its fault over the bus; null where that says nothing of it. */
    @Nullable String bus;

    Unit(String id) {
      this.id = id;
    }
  }

  AlarmWatch watch = new AlarmWatch();
  final List<Alarm> news = new ArrayList<>();
  final Map<String, Unit> units = new LinkedHashMap<>();

  /** What was said so before: mostly the same is said for hours. */
  private final Map<String, Reading> decoded = new HashMap<>();

  AlarmRules rules = AlarmRules.USUAL;
  long nowMs = 1_000_000;

  /** By how much the time of day was set. */
  long setMs;

  boolean isBatteryTold = true;

  /** Readings that come so often are never stale. */
  private static final int STRIDE = 4;

  private static final int LONG = 1_200;
  Function<Unit, BatteryState> battery = this::shared;

  AlarmRig(int count) {
    IntStream.rangeClosed(1, count)
        .mapToObj(i -> "roof-" + i)
        .forEach(id -> units.put(id, new Unit(id)));
    configure();
  }

  Unit unit(int number) {
    return units.get("roof-" + number);
  }

  void configure() {
    watch.configure(
        new Configured(
            units.keySet().stream().map(id -> new Wiring(id, null, null, 0)).toList(),
            List.of(),
            "UTC",
            Configured.UTILITY,
            rules));
  }

  /** The hub is off for a while, and starts again with what was kept. */
  void restart(long offMs) {
    List<Alarm> kept = watch.board().all(1_000);
    watch = new AlarmWatch();
    configure();
    nowMs += offMs;
    news.addAll(watch.recall(kept, nowMs));
  }

  /** The hub starts while that unit does not answer; this is what it said last. */
  void startWithout(Unit unit, LastSeen said) {
    watch = new AlarmWatch();
    configure();
    watch.recallSeen(List.of(said), at(), nowMs);
    unit.condition = Condition.OFFLINE;
  }

  void accept(Object message) {
    WatchedHerd herd = watch.herd();
    if (message instanceof SystemTotals totals) {
      herd.accept(totals);
    } else if (message instanceof Member member) {
      herd.accept(member);
    } else if (message instanceof PartHealth part) {
      herd.accept(part);
    } else if (message instanceof ConfigState config) {
      herd.accept(config);
    } else if (message instanceof SettingChange change) {
      watch.accept(change);
    } else {
      throw new AssertionError(message);
    }
  }

  /** All units of these numbers are on one parallel bus. */
  void parallel(int... numbers) {
    IntStream.of(numbers).forEach(number -> member(number, true));
  }

  void member(int number, boolean present) {
    member(number, "a", present);
  }

  void member(int number, String system, boolean present) {
    String serial = Said.serial("roof-" + number);
    accept(new Member(serial, system, number, "roof-1", present, at(), "battery", "parallel"));
  }

  long at() {
    return START + nowMs + setMs;
  }

  /** A unit falls silent: first its readings grow old, then it does not answer. */
  void silence(Unit unit) {
    unit.condition = Condition.DEGRADED;
    unit.isMute = true;
    go(7);
    unit.condition = Condition.OFFLINE;
  }

  /** Time goes on, a second at a time; over hours, {@link #STRIDE} of them. */
  void go(long seconds) {
    int step = seconds > LONG ? STRIDE : 1;
    for (long i = 0; i < seconds; i += step) {
      nowMs += 1_000L * step;
      units.values().forEach(this::tell);
      news.addAll(watch.look(at(), nowMs));
    }
  }

  private void tell(Unit unit) {
    List<String> notes = unit.notes.isEmpty() ? List.of() : List.of(unit.notes);
    InverterState state =
        new InverterState(
            unit.id,
            unit.condition,
            at(),
            "serial:/dev/ttyUSB0",
            "pi30max",
            "MAX",
            Said.serial(unit.id),
            "00041.17",
            unit.via,
            unit.condition == Condition.OFFLINE ? "It does not answer." : null,
            notes);
    watch.herd().accept(state, nowMs);
    if (unit.bus != null) {
      String said = Said.neighbour(Said.serial(unit.id), 500, 531, 0, 3, 1);
      hear(
          unit,
          "QPGS1",
          said.replace(" B 00 ", (unit.bus.equals("00") ? " B " : " F ") + unit.bus + " "));
    }
    if (unit.condition == Condition.OFFLINE || unit.isMute) {
      return;
    }
    hear(unit, "QPIGS", status(unit));
    hear(unit, "QMOD", unit.mode);
    if (unit.warnings != null) {
      hear(unit, "QPIWS", unit.warnings);
    }
    hear(unit, "QPIGS2", Said.secondTracker(unit.pv2));
    if (isBatteryTold) {
      watch.herd().accept(battery.apply(unit));
    }
  }

  /** One battery of all units, as a unit tells of it. */
  BatteryState shared(Unit unit) {
    return battery(unit, null, List.copyOf(units.keySet()));
  }

  /** A battery of a unit's own, in a system that is called as the unit. */
  BatteryState batteryOf(Unit unit) {
    return battery(unit, unit.id, List.of(unit.id));
  }

  private BatteryState battery(Unit unit, String system, List<String> ids) {
    return new BatteryState(
        system,
        ids,
        (double) unit.soc,
        unit.volts,
        (double) -unit.discharge,
        -unit.discharge * unit.volts,
        List.of(),
        "inverter",
        at(),
        false);
  }

  private void hear(Unit unit, String code, String payload) {
    Reading said =
        decoded.computeIfAbsent(
            code + " " + payload, text -> Said.reading(unit.id, code, at(), 1_000, payload));
    Reading reading =
        new Reading(unit.id, said.command(), code, at(), 1_000, said.raw(), said.data());
    watch.herd().accept(reading, nowMs);
  }

  private static String status(Unit unit) {
    return String.format(
        Locale.ROOT,
        "%05.1f 50.0 230.2 49.9 %04d %04d %03d 380 %05.2f 000 %03d %04d 03.4 320.5 00.00 %05d"
            + " 00010110 00 00 %05d 010",
        unit.grid,
        unit.watts + 30,
        unit.watts,
        unit.watts / 80,
        unit.volts,
        unit.soc,
        unit.temp,
        unit.discharge,
        unit.pv);
  }

  /** What has happened to alarms of a kind, in order. */
  List<State> states(AlarmKind kind) {
    return news.stream().filter(alarm -> alarm.kind() == kind).map(Alarm::state).toList();
  }

  List<Alarm> raised(AlarmKind kind) {
    return news.stream()
        .filter(alarm -> alarm.kind() == kind && alarm.state() == State.RAISED)
        .toList();
  }

  List<Alarm> active() {
    return watch.board().active().alarms();
  }
}
