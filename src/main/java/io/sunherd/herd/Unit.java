package io.sunherd.herd;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.protocol.Dialect;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Inquiry;
import io.sunherd.protocol.Quantity;
import io.sunherd.protocol.Request;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was heard of one configured inverter. */
final class Unit {
  private static final String STATUS = "status";
  private static final String NEIGHBOUR = "parallel";

  private final String id;
  private final Map<String, Heard> readings = new HashMap<>();
  private @Nullable Heard overTheBus;
  private @Nullable InverterState state;
  private Dialect dialect = Dialects.common();

  Unit(String id) {
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
  void accept(InverterState newer) {
    String before = identity();
    InverterState old = state;
    state = newer;
    Dialect spoken = Dialects.find(String.valueOf(newer.protocol())).orElse(dialect);
    boolean other = old != null && old.serial() != null && !before.equals(identity());
    if (other || spoken != dialect) {
      readings.clear();
      overTheBus = null;
    }
    dialect = spoken;
  }

  /**
   * Takes a reading in, and tells whether it says anything new. What this unit's cable tells of the
   * units beside it is not told of this one; what else has an argument is of the past.
   */
  boolean accept(Reading reading, long nowMs) {
    Inquiry inquiry = dialect.request(reading.code()).map(Request::inquiry).orElse(null);
    if (inquiry == null) {
      return false;
    }
    boolean neighbourly = inquiry.name().equals(NEIGHBOUR);
    Heard known = neighbourly ? overTheBus : readings.get(reading.code());
    if (known != null && known.same(reading)) {
      return false;
    }
    Heard heard = new Heard(reading, nowMs, Amounts.toldBy(reading, inquiry));
    if (neighbourly && isOwn(reading)) {
      overTheBus = heard;
      return true;
    }
    if (inquiry.argument() == null) {
      readings.put(reading.code(), heard);
      return true;
    }
    return false;
  }

  /** Told under the bare name by the hub as one of this unit, or known by its serial number. */
  private boolean isOwn(Reading reading) {
    return reading.command().equals(NEIGHBOUR)
        || identity().equals(reading.data().get("serial_number"));
  }

  /** What it has of each quantity now: by its own word, else by what the parallel bus tells. */
  Map<Quantity, BigDecimal> amounts(long nowMs) {
    Map<Quantity, BigDecimal> amounts = new EnumMap<>(Quantity.class);
    if (isOffline()) {
      return amounts;
    }
    Heard seen = overTheBus;
    if (seen != null) {
      amounts.putAll(Amounts.of(List.of(seen), nowMs));
    }
    if (readings.keySet().stream().anyMatch(this::isStatus)) {
      amounts.putAll(Amounts.of(readings.values(), nowMs));
    }
    return amounts;
  }

  /** Further trackers and phases without the first ones would be told as if they were all. */
  private boolean isStatus(String code) {
    return dialect.inquiry(STATUS).map(Inquiry::code).filter(code::equals).isPresent();
  }

  /** The last known value of a setting; a setting does not change by itself. */
  @Nullable Object setting(String inquiry, String key) {
    Heard heard = readings.get(inquiry);
    return heard == null ? null : heard.reading().data().get(key);
  }

  /** Its last known output mode, or null. */
  @Nullable String outputMode() {
    Object own = setting("QPIRI", "output_mode");
    Heard seen = overTheBus;
    Object mode = own != null || seen == null ? own : seen.reading().data().get("output_mode");
    return mode == null ? null : mode.toString();
  }
}
