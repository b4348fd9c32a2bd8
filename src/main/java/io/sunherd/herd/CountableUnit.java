package io.sunherd.herd;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Request;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was heard of one configured inverter, and what it comes to. */
public final class CountableUnit {
  private static final String NEIGHBOUR = "parallel";

  private final String id;
  private final Map<String, Heard> readings = new HashMap<>();
  private final Map<String, Heard> overTheBus = new HashMap<>();
  private Set<String> refused = Set.of();
  private @Nullable InverterState state;
  private Dialect dialect = Dialects.common();

  /** An inverter of which nothing was heard yet. */
  public CountableUnit(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /** By what it is known to be one unit under however many ids: its serial number, if known. */
  String identity() {
    String serial = state == null ? null : state.serial();
    return serial == null ? "id " + id : serial;
  }

  boolean isOffline() {
    return state == null || state.condition() == Condition.OFFLINE;
  }

  @Nullable String firmware() {
    return state == null ? null : state.firmware();
  }

  Dialect dialect() {
    return dialect;
  }

  /** Takes a state in; what was read of another unit, or by another table, is let go. */
  public void accept(InverterState newer) {
    String before = identity();
    InverterState old = state;
    state = newer;
    Dialect spoken = Dialects.find(String.valueOf(newer.protocol())).orElse(dialect);
    boolean other = old != null && old.serial() != null && !before.equals(identity());
    if (other || spoken != dialect) {
      readings.clear();
      overTheBus.clear();
    }
    dialect = spoken;
  }

  /** Takes in what it does not take; tells whether that is news. */
  public boolean accept(Refused newer) {
    boolean news = !refused.equals(newer.codes());
    refused = newer.codes();
    return news;
  }

  /**
   * Takes a reading in, and tells whether it says anything new. What this unit's cable tells of the
   * units beside it is not told of this one; what else has an argument is of the past. What cannot
   * be true is shown as it came, and counts for nothing.
   */
  public boolean accept(Reading reading, long nowMs) {
    Inquiry inquiry = dialect.request(reading.code()).map(Request::inquiry).orElse(null);
    if (inquiry == null
        || (inquiry.argument() != null && !isSeen(reading, inquiry))
        || inquiry.isIncredible(reading.data())) {
      return false;
    }
    Map<String, Heard> ways = inquiry.argument() == null ? readings : overTheBus;
    Heard known = ways.get(inquiry.code());
    if (known != null && known.same(reading)) {
      return false;
    }
    ways.put(inquiry.code(), new Heard(reading, nowMs, Told.by(reading, inquiry)));
    return true;
  }

  /**
   * Whether a reading is this unit as the parallel bus shows it: told under the bare name by the
   * hub, which has made sure, or known by its serial number.
   */
  private boolean isSeen(Reading reading, Inquiry inquiry) {
    return inquiry.name().startsWith(NEIGHBOUR)
        && (reading.command().equals(inquiry.name())
            || identity().equals(reading.data().get("serial_number")));
  }

  /** What it has of each quantity now: by its own word, else by what the parallel bus tells. */
  Amounts amounts(long nowMs) {
    return isOffline() ? Amounts.NONE : own(nowMs).or(seen(nowMs));
  }

  /** What it has by its own word, over its own cable. */
  public Amounts own(long nowMs) {
    return new Amounts.Gathering(
            inquiry -> readings.get(inquiry.code()),
            inquiry -> refused.contains(inquiry.code()),
            nowMs)
        .of(dialect::carriers, onGrid(readings.values(), nowMs));
  }

  /** What the parallel bus tells that it has. */
  public Amounts seen(long nowMs) {
    return overTheBus.isEmpty()
        ? Amounts.NONE
        : new Amounts.Gathering(inquiry -> overTheBus.get(inquiry.code()), inquiry -> false, nowMs)
            .of(dialect::busCarriers, onGrid(overTheBus.values(), nowMs));
  }

  private static @Nullable Boolean onGrid(Collection<Heard> heard, long nowMs) {
    Boolean onGrid = null;
    for (Heard one : heard) {
      Boolean told = one.isFresh(nowMs) ? one.told().onGrid() : null;
      if (told != null && !Boolean.FALSE.equals(onGrid)) {
        onGrid = told;
      }
    }
    return onGrid;
  }

  /**
   * The last known value of a setting; a setting does not change by itself. The parallel bus tells
   * some of them under the same names.
   */
  @Nullable Object setting(String inquiry, String key) {
    Heard own = readings.get(inquiry);
    Object value = own == null ? null : own.reading().data().get(key);
    return value != null
        ? value
        : overTheBus.values().stream()
            .map(seen -> seen.reading().data().get(key))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  /** Its last known output mode, or null. */
  @Nullable String outputMode() {
    Object mode = setting("QPIRI", "output_mode");
    return mode == null ? null : mode.toString();
  }
}
