package io.sunherd.history;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.heard.HeardUnit;
import io.sunherd.heard.TimedReading;
import io.sunherd.herd.Amounts;
import io.sunherd.herd.CountableUnit;
import io.sunherd.history.rows.HistoryColumns;
import io.sunherd.history.rows.RowSource;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One inverter as it is recorded: its readings that go into the history. */
final class RecordedUnit {
  static final String STATUS = "status";
  static final String NEIGHBOUR = "parallel";

  /** What else goes into a row; of the same key that of the status wins. */
  private static final List<String> BESIDE = List.of("status_2", "operation_mode");

  private final String hub;
  private final Map<String, Heard> rows = new HashMap<>();
  private final CountableUnit unit;
  private final HeardUnit<?> heard;
  private RowSource source;
  private Set<Quantity> wholes;
  private long lastRowMs = Long.MIN_VALUE;

  /** A reading, the inquiry it answers, and when it came, on the monotonic clock. */
  record Heard(Reading reading, Inquiry inquiry, long arrivedMs) implements TimedReading {}

  RecordedUnit(String hub, String id) {
    this.hub = hub;
    this.unit = new CountableUnit(id);
    this.heard = unit.heard();
    this.source = new RowSource(hub, "", id);
    this.wholes = HistoryColumns.wholes(heard.dialect());
  }

  RowSource source() {
    return source;
  }

  /**
   * Takes a state; forgets readings of another unit, or in another dialect. Rows still belong to a
   * unit that is only offline.
   */
  void accept(InverterState state) {
    Dialect before = heard.dialect();
    unit.accept(state);
    String serial = Objects.toString(heard.lastTold(), "");
    if (!serial.equals(source.serial())) {
      source = new RowSource(hub, serial, heard.id());
      rows.clear();
    }
    if (heard.dialect() != before) {
      wholes = HistoryColumns.wholes(heard.dialect());
      rows.clear();
    }
  }

  /** Whether it has readings that may go into a row. */
  boolean hasRead() {
    return !rows.isEmpty();
  }

  /** Takes the inquiries that it refuses, and so has no values for. */
  void accept(Refused refused) {
    unit.accept(refused);
  }

  /**
   * Takes a reading; empty where it is known already, implausible, or not of this unit: an inverter
   * also reports other units on its bus.
   */
  Optional<Heard> accept(Reading reading, long steadyMs) {
    Inquiry inquiry = heard.inquiry(reading.code()).orElse(null);
    if (inquiry == null || inquiry.isIncredible(reading.data())) {
      return Optional.empty();
    }
    String name = inquiry.name();
    boolean neighbour = name.equals(NEIGHBOUR);
    if (neighbour && !isOwn(reading)) {
      return Optional.empty();
    }
    Heard known = rows.get(name);
    if (known != null && known.isSame(reading)) {
      return Optional.empty();
    }
    unit.accept(reading, steadyMs);
    Heard now = new Heard(reading, inquiry, steadyMs);
    if (name.equals(STATUS) || neighbour || BESIDE.contains(name)) {
      rows.put(name, now);
    }
    return Optional.of(now);
  }

  /** The unit's power at the time of a reading, from the source it came from. */
  Power power(Heard at) {
    return Power.of(
        at.inquiry.name().equals(NEIGHBOUR)
            ? unit.seen(Power.TOLD_BY, at.arrivedMs)
            : unit.own(Power.TOLD_BY, at.arrivedMs));
  }

  private Amounts amounts(Heard at) {
    return at.inquiry.name().equals(NEIGHBOUR) ? unit.seen(at.arrivedMs) : unit.own(at.arrivedMs);
  }

  /**
   * Whether a reading from the bus is of this unit: the hub published it under the bare name, or it
   * has the serial number.
   */
  private boolean isOwn(Reading reading) {
    return reading.command().equals(NEIGHBOUR)
        || source.serial().equals(reading.data().get("serial_number"));
  }

  /** Whether it has current readings of its own, so that those of its neighbours are not needed. */
  boolean hasOwnReadings(long steadyMs) {
    Heard status = rows.get(STATUS);
    return status != null && status.ageMs(steadyMs) <= EnergyLedger.BRIDGED_MS;
  }

  /**
   * The values of a row, or null where nothing new came since the last one.
   *
   * @param everyMs the time between two rows
   */
  @Nullable Map<String, @Nullable Object> values(long steadyMs, long everyMs) {
    Heard first = unused(rows.get(STATUS), steadyMs, everyMs);
    if (first == null) {
      first = unused(rows.get(NEIGHBOUR), steadyMs, everyMs);
    }
    if (first == null) {
      return null;
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (String name : BESIDE) {
      Heard one = rows.get(name);
      if (one != null && one.isLive(first.arrivedMs)) {
        values.putAll(one.reading.data());
      }
    }
    values.putAll(first.reading.data());
    Reading told = first.reading;
    values.replaceAll((key, value) -> told.isDoubtful(key) ? null : value);
    boolean neighbour = first.inquiry.name().equals(NEIGHBOUR);
    Amounts amounts = amounts(first);
    for (Quantity quantity : neighbour ? first.inquiry.quantities() : wholes) {
      values.put(quantity.key(), amounts.told(quantity));
    }
    values.put(Quantity.GRID_WATTS.key(), amounts.told(Quantity.GRID_WATTS));
    lastRowMs = steadyMs;
    return values;
  }

  private @Nullable Heard unused(@Nullable Heard one, long steadyMs, long everyMs) {
    return one != null && one.arrivedMs > lastRowMs && isFresh(one, steadyMs, everyMs) ? one : null;
  }

  private static boolean isFresh(Heard heard, long steadyMs, long everyMs) {
    return heard.ageMs(steadyMs) <= everyMs + heard.reading.everyMs();
  }
}
