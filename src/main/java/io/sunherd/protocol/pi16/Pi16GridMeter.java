package io.sunherd.protocol.pi16;

import static io.sunherd.protocol.column.Columns.whole;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Inference;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.field.Values;
import java.util.List;

/**
 * The power that QPIGS measures at the grid, plus is import: its second field, and the way that the
 * status characters say it goes. A unit was seen that measures 0 W while amperes flow: what it has
 * is not known then.
 */
final class Pi16GridMeter implements Inference {
  private static final Field POWER =
      whole("grid_watts", "W", "+00000", "Grid power, plus is import")
          .asIfFitted(Quantity.GRID_WATTS)
          .fields()
          .get(0);

  /** No idle unit draws as much reactive power. */
  private static final double IDLE_VA = 300;

  @Override
  public List<Field> fields() {
    return List.of(POWER);
  }

  @Override
  public void draw(Values values) {
    double watts = values.number("output_power");
    double apparent = values.number("grid_voltage") * values.number("output_current");
    int direction =
        switch (String.valueOf(values.get("line_power_direction"))) {
          case "input" -> 1;
          case "output" -> -1;
          default -> 0;
        };
    if (Double.isNaN(watts)) {
      values.put(POWER.key(), null);
    } else if (watts == 0 ? apparent > IDLE_VA : direction == 0) {
      values.unreadable(POWER.key(), Math.round(watts));
    } else {
      values.put(POWER.key(), (int) Math.round(direction * watts));
    }
  }
}
