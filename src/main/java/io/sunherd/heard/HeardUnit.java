package io.sunherd.heard;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.SerialNumber;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Request;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was heard of one configured inverter: its last state, and the newest reading of each kind.
 * For one thread.
 *
 * <p><b>Another unit.</b> It is taken for another unit as soon as the serial number in its state is
 * not the one before, be it none or the first: who tells none may be anybody, and who tells a
 * number only now, in the first state that is heard or later, may have come in place of the one
 * that told none. What was read is forgotten then, and also where the state names another table, by
 * which the same bytes mean something else. Where it was the same unit after all, that costs a
 * moment: its number changes only when it is found anew, and then it is asked for everything at
 * once. A state never has a placeholder for a serial number; units that tell one are units without.
 *
 * <p>This rule is for what is shown, summed up and judged by. To whom that belongs which is kept
 * for good is another question: {@link #lastTold}.
 *
 * @param <R> how a reading is kept
 */
public final class HeardUnit<R extends HeardReading> {
  /** Codes with arguments (QED and a date) are countless; those read longest ago are let go. */
  public static final int MOST_READINGS = 256;

  private final String id;
  private final Map<String, R> readings = new LinkedHashMap<>();
  private @Nullable InverterState state;
  private @Nullable String lastTold;
  private Dialect dialect = Dialects.common();

  /** An inverter of which nothing was heard yet. */
  public HeardUnit(String id) {
    this.id = id;
  }

  /** Takes a state in, and forgets what was read where it may belong to it no more. */
  public void accept(InverterState newer) {
    Dialect spoken = spoken(newer);
    if (!Objects.equals(serial(), newer.serial()) || spoken != dialect || isBack(newer)) {
      readings.clear();
    }
    state = newer;
    dialect = spoken;
    if (newer.serial() != null || newer.condition() != Condition.OFFLINE) {
      lastTold = newer.serial();
    }
  }

  /** Whether it answers again, and does not tell that it is still the same unit. */
  private boolean isBack(InverterState newer) {
    return isOffline() && newer.condition() != Condition.OFFLINE && newer.serial() == null;
  }

  private Dialect spoken(InverterState newer) {
    String protocol = newer.protocol();
    return protocol == null ? dialect : Dialects.find(protocol).orElse(dialect);
  }

  /** Its name everywhere. */
  public String id() {
    return id;
  }

  /** Its last state, or null where it has not told any. */
  public @Nullable InverterState state() {
    return state;
  }

  /** Its condition; offline until it tells one. */
  public Condition condition() {
    return state == null ? Condition.OFFLINE : state.condition();
  }

  /** Whether it cannot be reached, as far as is known. */
  public boolean isOffline() {
    return condition() == Condition.OFFLINE;
  }

  /** Its serial number, once known. */
  public @Nullable String serial() {
    return state == null ? null : state.serial();
  }

  /** What it is known by to be one unit, under however many ids. */
  public String identity() {
    return identity(id, serial());
  }

  /** What an inverter is known by that has a serial number of its own, or has none. */
  public static String identity(String id, @Nullable String serial) {
    return serial == null || SerialNumber.isPlaceholder(serial) ? "id " + id : serial;
  }

  /**
   * The serial number of the unit that told last who it is; null where that one tells none. An
   * inverter that is offline and tells none says nothing of that: the hub has not found it yet.
   */
  public @Nullable String lastTold() {
    return lastTold;
  }

  /** The table of its commands: that of the common dialect until it tells its own. */
  public Dialect dialect() {
    return dialect;
  }

  /** What of that table a reading of this code answers. */
  public Optional<Inquiry> inquiry(String code) {
    return dialect.request(code).map(Request::inquiry);
  }

  /** Keeps a reading as the newest of its kind: mostly of its code. */
  public R keep(String kind, R newest) {
    // Removed first, so that the order of the map is that of arrival.
    readings.remove(kind);
    readings.put(kind, newest);
    if (readings.size() > MOST_READINGS) {
      readings.remove(readings.keySet().iterator().next());
    }
    return newest;
  }

  /** What is kept of this very reading, or null where it is news. */
  public @Nullable R known(String kind, Reading reading) {
    R newest = readings.get(kind);
    return newest != null && newest.isSame(reading) ? newest : null;
  }

  /** The newest reading of a kind, or null. */
  public @Nullable R newest(String kind) {
    return readings.get(kind);
  }

  /** The newest reading of each kind, in the order in which they came. */
  public Collection<R> readings() {
    return Collections.unmodifiableCollection(readings.values());
  }
}
