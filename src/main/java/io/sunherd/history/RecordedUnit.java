package io.sunherd.history;

import io.sunherd.bus.Freshness;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.herd.Amounts;
import io.sunherd.herd.CountableUnit;
import io.sunherd.history.rows.Columns;
import io.sunherd.history.rows.Source;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.column.Quantity;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Request;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was heard of one inverter that belongs into the history. */
final class RecordedUnit {
  static final String STATUS = "status";
  static final String NEIGHBOUR = "parallel";

  /** What else goes into a row; of the same key that of the status wins. */
  private static final List<String> BESIDE = List.of("status_2", "power", "operation_mode");

  private final String hub;
  private final String id;
  private final Map<String, Heard> heard = new HashMap<>();
  private final CountableUnit unit;
  private Source source;
  private Dialect dialect = Dialects.common();
  private Set<Quantity> wholes = Columns.wholes(dialect);
  private long told = Long.MIN_VALUE;

  /** A reading, what it answers, and when it came, on the steady clock in milliseconds. */
  record Heard(Reading reading, Inquiry inquiry, long steadyMs) {
    /** Whether what it tells still was so then. */
    boolean isLiveAt(long otherMs) {
      return Freshness.isLive(reading.everyMs(), otherMs - steadyMs);
    }
  }

  RecordedUnit(String hub, String id) {
    this.hub = hub;
    this.id = id;
    this.unit = new CountableUnit(id);
    this.source = new Source(hub, "", id);
  }

  Source source() {
    return source;
  }

  /**
   * Takes a state in; what was heard of another unit is no part of this one's rows. A unit that
   * answers without telling which it is may be another one.
   */
  void accept(InverterState state) {
    unit.accept(state);
    String serial = Objects.toString(state.serial(), "");
    boolean tells = state.serial() != null || state.condition() != Condition.OFFLINE;
    if (tells && !serial.equals(source.serial())) {
      source = new Source(hub, serial, id);
      heard.clear();
    }
    Dialect spoken = Dialects.find(String.valueOf(state.protocol())).orElse(dialect);
    if (spoken != dialect) {
      dialect = spoken;
      wholes = Columns.wholes(spoken);
    }
  }

  /** Takes in what it does not take, and so has not got. */
  void accept(Refused refused) {
    unit.accept(refused);
  }

  /**
   * Takes a reading in; empty for one that is known already, that cannot be true, or that is not of
   * this unit: an inverter also tells of those beside it.
   */
  Optional<Heard> accept(Reading reading, long steadyMs) {
    Inquiry inquiry = dialect.request(reading.code()).map(Request::inquiry).orElse(null);
    if (inquiry == null || inquiry.isIncredible(reading.data())) {
      return Optional.empty();
    }
    String name = inquiry.name();
    boolean neighbour = name.equals(NEIGHBOUR);
    if (neighbour && !isOwn(reading)) {
      return Optional.empty();
    }
    Heard known = heard.get(name);
    if (known != null
        && known.reading.at() == reading.at()
        && known.reading.raw().equals(reading.raw())) {
      return Optional.empty();
    }
    unit.accept(reading, steadyMs);
    Heard now = new Heard(reading, inquiry, steadyMs);
    if (name.equals(STATUS) || neighbour || BESIDE.contains(name)) {
      heard.put(name, now);
    }
    return Optional.of(now);
  }

  /** What the unit as a whole had at the time of a reading, by the way that it came. */
  Amounts amounts(Heard at) {
    return at.inquiry.name().equals(NEIGHBOUR) ? unit.seen(at.steadyMs) : unit.own(at.steadyMs);
  }

  /** Told under the bare name by the hub as one of this unit, or known by its serial number. */
  private boolean isOwn(Reading reading) {
    return reading.command().equals(NEIGHBOUR)
        || source.serial().equals(reading.data().get("serial_number"));
  }

  /** Whether it speaks for itself, so that what its neighbours tell of it is not needed. */
  boolean speaks(long steadyMs) {
    Heard status = heard.get(STATUS);
    return status != null && steadyMs - status.steadyMs <= Books.BRIDGED_MS;
  }

  /**
   * The values of a row, or null where nothing new was read since the last one.
   *
   * @param everyMs the time between two rows
   */
  @Nullable Map<String, @Nullable Object> values(long steadyMs, long everyMs) {
    Heard first = unused(heard.get(STATUS), steadyMs, everyMs);
    if (first == null) {
      first = unused(heard.get(NEIGHBOUR), steadyMs, everyMs);
    }
    if (first == null) {
      return null;
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (String name : BESIDE) {
      Heard one = heard.get(name);
      if (one != null && one.isLiveAt(first.steadyMs)) {
        values.putAll(one.reading.data());
      }
    }
    values.putAll(first.reading.data());
    boolean neighbour = first.inquiry.name().equals(NEIGHBOUR);
    Amounts amounts = amounts(first);
    for (Quantity quantity : neighbour ? first.inquiry.quantities() : wholes) {
      values.put(quantity.key(), amounts.told(quantity));
    }
    told = steadyMs;
    return values;
  }

  private @Nullable Heard unused(@Nullable Heard one, long steadyMs, long everyMs) {
    return one != null && one.steadyMs > told && isFresh(one, steadyMs, everyMs) ? one : null;
  }

  private static boolean isFresh(Heard heard, long steadyMs, long everyMs) {
    return steadyMs - heard.steadyMs <= everyMs + heard.reading.everyMs();
  }
}
