package io.sunherd.protocol.pi17;

import static io.sunherd.protocol.column.Columns.whole;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Inference;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.field.Values;
import java.util.List;

/**
 * The power that PS measures at the grid, plus is import. Units that do not measure it send nothing
 * in its places.
 *
 * <p>Above 10 kW some units lose the sign of phase R, and their total is garbage then (QUIRKS V16):
 * where the total is not that of its phases, it is made of them, with R going the way that the unit
 * says the whole goes. Where that contradicts itself as well, it is not known.
 */
final class Pi17GridMeter implements Inference {
  private static final Field POWER =
      whole("grid_watts", "W", "+00000", "Grid power, plus is import")
          .asIfFitted(Quantity.GRID_WATTS)
          .fields()
          .get(0);

  private static final String TOTAL = "ac_input_total_active_power";

  /** The phases are not measured at the very same moment. */
  private static final double LEAST_DIFFERENCE = 50;

  private static final double SHARE = 0.05;

  @Override
  public List<Field> fields() {
    return List.of(POWER);
  }

  @Override
  public void draw(Values values) {
    double total = values.number(TOTAL);
    double r = values.number("ac_input_active_power_r");
    double others =
        values.number("ac_input_active_power_s") + values.number("ac_input_active_power_t");
    int direction = direction(values);
    double sum = r + others;
    if (Double.isNaN(sum) && Double.isNaN(total)) {
      unmeasured(values, direction);
    } else if (Double.isNaN(sum) || isAlike(total, sum)) {
      put(values, total);
    } else if (Double.isNaN(total)) {
      put(values, sum);
    } else if (direction != 0 && direction * (direction * Math.abs(r) + others) >= 0) {
      put(values, direction * Math.abs(r) + others);
    } else {
      values.unreadable(POWER.key(), Math.round(total));
    }
  }

  /** What goes out is not to be worked out of load and sun: the losses are not known. */
  private static void unmeasured(Values values, int direction) {
    if (direction < 0) {
      values.unreadable(POWER.key(), "output");
    } else {
      values.put(POWER.key(), null);
    }
  }

  private static boolean isAlike(double total, double sum) {
    return Math.abs(total - sum) <= Math.max(LEAST_DIFFERENCE, SHARE * Math.abs(sum));
  }

  private static void put(Values values, double watts) {
    values.put(POWER.key(), (int) Math.round(watts));
  }

  /** Plus is import, 0 is neither or not known. */
  private static int direction(Values values) {
    return switch (String.valueOf(values.get("line_power_direction"))) {
      case "input" -> 1;
      case "output" -> -1;
      default -> 0;
    };
  }
}
