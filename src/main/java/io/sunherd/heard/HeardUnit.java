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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one configured inverter: its last state, and the newest reading of each kind. For
 * one thread.
 *
 * <p><b>Another unit.</b> The inverter counts as another unit as soon as the serial number in its
 * state differs from the one before, and also where it changes from or to none: a unit without a
 * number may be any unit, and a unit that reports its first number may have replaced one that
 * reported none. Its readings are forgotten then, and also where the state names another dialect,
 * in which the same bytes mean something else. If it was the same unit after all, only a moment is
 * lost: its number changes only when it is identified anew, and then it is polled for everything at
 * once. A state never has a placeholder as serial number; a unit that reports one counts as a unit
 * without.
 *
 * <p>This rule is for values that are shown, summed up or decided by. For the unit to which stored
 * rows belong see {@link #lastTold}.
 *
 * @param <R> how a reading is kept
 */
public final class HeardUnit<R extends HeardReading> {
  /** Codes with arguments (QED and a date) are countless; those read longest ago are dropped. */
  public static final int MOST_READINGS = 256;

  private final String id;
  private final Map<String, R> readings = new LinkedHashMap<>();

  /** The inquiries by the codes that were asked for, as it takes a while to find them. */
  private final Map<String, Optional<Inquiry>> found = new HashMap<>();

  private @Nullable InverterState state;
  private String identity;
  private @Nullable String lastTold;
  private Dialect dialect = Dialects.common();

  /** An inverter without a state or readings yet. */
  public HeardUnit(String id) {
    this.id = id;
    this.identity = identity(id, null);
  }

  /** Takes a state; forgets the readings where they may belong to another unit. */
  public void accept(InverterState newer) {
    Dialect spoken = spoken(newer);
    if (!Objects.equals(serial(), newer.serial()) || spoken != dialect || isBack(newer)) {
      readings.clear();
    }
    state = newer;
    identity = identity(id, newer.serial());
    if (spoken != dialect) {
      dialect = spoken;
      found.clear();
    }
    if (newer.serial() != null || newer.condition() != Condition.OFFLINE) {
      lastTold = newer.serial();
    }
  }

  /** Whether it answers again, and does not tell that it is still the same unit. */
  private boolean isBack(InverterState newer) {
    return isOffline() && newer.condition() != Condition.OFFLINE && newer.serial() == null;
  }

  /** Forgets what it told to these inquiries. */
  public void forget(Set<String> codes) {
    readings.values().removeIf(kept -> codes.contains(kept.reading().code()));
  }

  private Dialect spoken(InverterState newer) {
    String protocol = newer.protocol();
    return protocol == null ? dialect : Dialects.find(protocol).orElse(dialect);
  }

  /** Its name everywhere. */
  public String id() {
    return id;
  }

  /** Its last state, or null where none has come yet. */
  public @Nullable InverterState state() {
    return state;
  }

  /** Its condition; offline until its first state. */
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

  /** What identifies the unit, whatever its ids: its serial number if known, else its id. */
  public String identity() {
    return identity;
  }

  /** What identifies a unit: its serial number, or its id where it has none. */
  public static String identity(String id, @Nullable String serial) {
    return serial == null || SerialNumber.isPlaceholder(serial) ? "id " + id : serial;
  }

  /**
   * The serial number of the unit that was last identified; null where that unit reports none. An
   * offline state without a number changes nothing: the hub has not found the unit yet.
   */
  public @Nullable String lastTold() {
    return lastTold;
  }

  /** Its dialect; the common one until it is known. */
  public Dialect dialect() {
    return dialect;
  }

  /** The inquiry of its dialect with this code. */
  public Optional<Inquiry> inquiry(String code) {
    if (found.size() > MOST_READINGS) {
      found.clear();
    }
    return found.computeIfAbsent(code, any -> dialect.request(any).map(Request::inquiry));
  }

  /** Keeps a reading as the newest of its kind; the kind is usually its code. */
  public R keep(String kind, R newest) {
    // Removed first, so that the order of the map is that of arrival.
    readings.remove(kind);
    readings.put(kind, newest);
    if (readings.size() > MOST_READINGS) {
      readings.remove(readings.keySet().iterator().next());
    }
    return newest;
  }

  /** The kept entry of this very reading, or null where the reading is new. */
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
