package io.sunherd.history;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.protocol.Dialect;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Field;
import io.sunherd.protocol.Inquiry;
import io.sunherd.protocol.Quantity;
import io.sunherd.protocol.Request;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was heard of one inverter that belongs into the history. */
final class Subject {
  static final String STATUS = "status";
  static final String NEIGHBOUR = "parallel";

  /** What else goes into a row; of the same key that of the status wins. */
  private static final List<String> BESIDE = List.of("status_2", "power", "operation_mode");

  private final String hub;
  private final String id;
  private final Map<String, Heard> heard = new HashMap<>();
  private Source source;
  private Dialect dialect = Dialects.common();
  private long told = Long.MIN_VALUE;

  /** A reading, what it answers, and when it came, on the steady clock in milliseconds. */
  record Heard(Reading reading, Inquiry inquiry, long steadyMs) {}

  Subject(String hub, String id) {
    this.hub = hub;
    this.id = id;
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
    String serial = Objects.toString(state.serial(), "");
    boolean tells = state.serial() != null || state.condition() != Condition.OFFLINE;
    if (tells && !serial.equals(source.serial())) {
      source = new Source(hub, serial, id);
      heard.clear();
    }
    dialect = Dialects.find(String.valueOf(state.protocol())).orElse(dialect);
  }

  /**
   * Takes a reading in; empty for one that is known already, or that is not of this unit: an
   * inverter also tells of those beside it.
   */
  Optional<Heard> accept(Reading reading, long steadyMs) {
    Inquiry inquiry = dialect.request(reading.code()).map(Request::inquiry).orElse(null);
    if (inquiry == null) {
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
    Heard now = new Heard(reading, inquiry, steadyMs);
    if (name.equals(STATUS) || neighbour || BESIDE.contains(name)) {
      heard.put(name, now);
    }
    return Optional.of(now);
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
      if (one != null && isFresh(one, steadyMs, everyMs)) {
        values.putAll(one.reading.data());
      }
    }
    values.putAll(first.reading.data());
    if (first.inquiry.name().equals(NEIGHBOUR)) {
      underStatusNames(first, values);
    }
    told = steadyMs;
    return values;
  }

  private @Nullable Heard unused(@Nullable Heard one, long steadyMs, long everyMs) {
    return one != null && one.steadyMs > told && isFresh(one, steadyMs, everyMs) ? one : null;
  }

  private static void underStatusNames(Heard heard, Map<String, @Nullable Object> values) {
    for (Field field : heard.inquiry.fields()) {
      Quantity quantity = field.countsAs();
      if (quantity != null) {
        values.put(quantity.key(), heard.reading.data().get(field.key()));
      }
    }
  }

  private static boolean isFresh(Heard heard, long steadyMs, long everyMs) {
    return steadyMs - heard.steadyMs <= everyMs + heard.reading.everyMs();
  }
}
