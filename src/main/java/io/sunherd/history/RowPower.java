package io.sunherd.history;

import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.herd.CountableUnit;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.rows.Row;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Inquiry;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The power that kept rows of one unit tell of. A row is taken as what the unit said at that time,
 * so that the same rules hold for the past as for the present.
 */
final class RowPower {
  /** A power that is as near as this to one that was worked out is the same one. */
  private static final double ROUNDING = 1;

  private static final Inquiry SECOND = inquiry("status_2");
  private static final List<Inquiry> ALWAYS = List.of(inquiry("status"), inquiry("operation_mode"));

  private final CountableUnit unit = new CountableUnit("row");

  /** The columns of further trackers that the unit has. */
  private final Set<String> trackers;

  private RowPower(Set<String> trackers) {
    this.trackers = trackers;
    if (trackers.isEmpty()) {
      unit.accept(new Refused("row", Set.of(SECOND.code())));
    }
  }

  /** For these rows of a unit: one that lacks a tracker which others have is not whole. */
  static RowPower of(List<Row> rows) {
    Set<String> trackers = new HashSet<>();
    rows.forEach(row -> trackers.addAll(row.values().keySet()));
    trackers.retainAll(SECOND.fields().stream().map(Field::key).toList());
    return new RowPower(trackers);
  }

  /** For rows of a unit with one tracker. */
  static RowPower ofOneTracker() {
    return new RowPower(Set.of());
  }

  /** The power at the time of a row. */
  Power at(Row row) {
    Map<String, Object> values = row.values();
    long atMs = row.at() * 1_000;
    for (Inquiry inquiry : ALWAYS) {
      tell(inquiry, inquiry.fields().stream().map(Field::key).toList(), values, atMs);
    }
    if (!trackers.isEmpty()) {
      tell(SECOND, trackers, values, atMs);
    }
    Power power = Power.of(unit.own(atMs));
    return values.get(Quantity.GRID_WATTS.key()) instanceof Number grid
        ? measured(power, grid.doubleValue())
        : power;
  }

  private void tell(
      Inquiry inquiry, Collection<String> keys, Map<String, Object> values, long atMs) {
    Map<String, @Nullable Object> data = new HashMap<>();
    keys.forEach(key -> data.put(key, values.get(key)));
    unit.accept(new Reading("row", inquiry.name(), inquiry.code(), atMs, 0, "", data), atMs);
  }

  /** The same with the power at the grid as the unit's row has it. */
  private static Power measured(Power power, double grid) {
    Map<Meter, Double> watts = new EnumMap<>(Meter.class);
    watts.putAll(power.watts());
    Double derived = watts.get(Meter.GRID_IN);
    if (derived != null && Math.abs(derived - grid) <= ROUNDING) {
      return power;
    }
    watts.put(Meter.GRID_IN, Math.max(0, grid));
    watts.put(Meter.GRID_OUT, Math.max(0, -grid));
    return new Power(watts, Set.of());
  }

  private static Inquiry inquiry(String name) {
    return Dialects.common().inquiry(name).orElseThrow();
  }
}
