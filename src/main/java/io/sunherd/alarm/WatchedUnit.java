package io.sunherd.alarm;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.bus.Voided;
import io.sunherd.bus.Wiring;
import io.sunherd.bus.alarm.LastSeen;
import io.sunherd.heard.HeardUnit;
import io.sunherd.heard.TimedReading;
import io.sunherd.herd.Amounts;
import io.sunherd.herd.CountableUnit;
import io.sunherd.protocol.field.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One configured inverter as the conditions see it. For one thread. */
final class WatchedUnit {
  /** The quantities that the conditions judge by. */
  private static final Set<Quantity> JUDGED =
      Collections.unmodifiableSet(
          EnumSet.of(
              Quantity.PV_WATTS,
              Quantity.AC_WATT,
              Quantity.GRID_VOLT,
              Quantity.BATT_VOLT,
              Quantity.BATT_CAPACITY,
              Quantity.BATT_DISCHARGE_AMPS,
              Quantity.TEMP));

  private static final String NEIGHBOUR = "parallel";

  private final Wiring wiring;
  private final CountableUnit unit;
  private final HeardUnit<? extends TimedReading> heard;
  private List<TimedReading> live = List.of();
  private Amounts amounts = Amounts.NONE;
  private @Nullable LastSeen lastSeen;
  private long lastSeenMs;
  private double highestSun;
  private @Nullable Long offlineSinceMs;

  /** The troubles in the last reading of each code that had any. */
  private final Map<String, Set<String>> troubles = new HashMap<>();

  WatchedUnit(Wiring wiring) {
    this.wiring = wiring;
    this.unit = new CountableUnit(wiring.id());
    this.heard = unit.heard();
  }

  String id() {
    return wiring.id();
  }

  Wiring wiring() {
    return wiring;
  }

  void accept(InverterState state, long nowMs) {
    boolean was = heard.state() != null && isOffline();
    unit.accept(state);
    if (!isOffline()) {
      offlineSinceMs = null;
    } else if (!was || offlineSinceMs == null) {
      offlineSinceMs = nowMs;
    }
  }

  void accept(Voided voided) {
    unit.accept(voided);
  }

  void accept(Refused refused) {
    unit.accept(refused);
  }

  /** Takes a reading; returns whether it tells a trouble that the one before did not tell. */
  boolean accept(Reading reading, long nowMs) {
    unit.accept(reading, nowMs);
    Set<String> now = Troubles.of(reading);
    Set<String> before =
        now.isEmpty() ? troubles.remove(reading.code()) : troubles.put(reading.code(), now);
    return before == null ? !now.isEmpty() : !before.containsAll(now);
  }

  /** Works out what it has now; to be called before it is judged. */
  void look(long nowMs, long at) {
    amounts = unit.amounts(JUDGED, nowMs);
    live = isOffline() ? List.of() : liveAt(nowMs);
    Double sun = amount(Quantity.PV_WATTS);
    Double volts = amount(Quantity.BATT_VOLT);
    if (isOffline() || (sun == null && volts == null)) {
      return; // a unit's readings grow old before it is offline: what it told until then is kept
    }
    highestSun = sun == null ? highestSun : Math.max(highestSun, sun);
    String mode = mode();
    LastSeen before = lastSeen;
    lastSeenMs = nowMs;
    lastSeen =
        new LastSeen(
            id(),
            at,
            mode == null && before != null ? before.mode() : mode,
            sun == null && before != null ? before.sun() : sun,
            highestSun,
            volts,
            amount(Quantity.BATT_CAPACITY),
            amount(Quantity.BATT_DISCHARGE_AMPS));
  }

  /** Takes what it told before the hub's start, unless it has told something since. */
  void recall(LastSeen seen, long at, long nowMs) {
    if (lastSeen == null) {
      lastSeen = seen;
      lastSeenMs = nowMs - Math.max(0, at - seen.at());
      highestSun = seen.highestSun();
    }
  }

  /** Its state, or null where none has come yet. */
  @Nullable InverterState state() {
    return heard.state();
  }

  HeardUnit<? extends TimedReading> heard() {
    return heard;
  }

  boolean isOffline() {
    return heard.isOffline();
  }

  /** Whether it is known to answer. */
  boolean isOnline() {
    return state() != null && !isOffline();
  }

  /** Since when it does not answer, monotonic; null while it does, and until that is known. */
  @Nullable Long offlineSinceMs() {
    return offlineSinceMs;
  }

  /** A present amount, or null where it is not known. */
  @Nullable Double amount(Quantity quantity) {
    requireJudged(quantity);
    BigDecimal amount = amounts.get(quantity);
    return amount == null ? null : (Double) amount.doubleValue();
  }

  /** Whether it tells of other amounts, and has none of this quantity. */
  boolean lacks(Quantity quantity) {
    requireJudged(quantity);
    return !amounts.known().isEmpty()
        && amounts.get(quantity) == null
        && !amounts.open().contains(quantity);
  }

  private static void requireJudged(Quantity quantity) {
    if (!JUDGED.contains(quantity)) {
      throw new IllegalArgumentException(quantity + " is not among what is judged.");
    }
  }

  /** What it told before it fell silent; null where it has told nothing yet. */
  @Nullable LastSeen lastSeen() {
    return lastSeen;
  }

  /** When that was, monotonic. */
  long lastSeenMs() {
    return lastSeenMs;
  }

  /** The most watts that its panels have made, as far as is known. */
  double highestSun() {
    return highestSun;
  }

  private List<TimedReading> liveAt(long nowMs) {
    List<TimedReading> found = new ArrayList<>();
    for (TimedReading one : heard.readings()) {
      if (one.isLive(nowMs)) {
        found.add(one);
      }
    }
    return found;
  }

  /** The readings of this moment that have such a key. */
  List<TimedReading> live(String key) {
    return live.stream().filter(one -> one.reading().data().containsKey(key)).toList();
  }

  /** Whether a reading is what the parallel bus tells of it. */
  boolean isOverTheBus(TimedReading one) {
    return heard
        .inquiry(one.reading().code())
        .filter(inquiry -> inquiry.name().startsWith(NEIGHBOUR))
        .isPresent();
  }

  /** A present value of a reading, whichever tells it; null where none does. */
  @Nullable Object value(String key) {
    for (TimedReading one : live) {
      Object value = one.reading().data().get(key);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Its output mode: the phase that it feeds; empty where that is not known. */
  String outputMode() {
    for (TimedReading one : heard.readings()) {
      Object mode = one.reading().data().get("output_mode");
      if (mode != null) {
        return mode.toString();
      }
    }
    return "";
  }

  /** The word of its mode now: of its own cable, else of the parallel bus. */
  @Nullable String mode() {
    Object own = value("mode");
    Object mode = own == null ? value("work_mode") : own;
    return mode == null ? null : mode.toString();
  }
}
