package io.sunherd.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The power of trackers of which a reply tells the voltage and no power. It takes no token; its
 * value is worked out of other columns of the reply, which stand before it.
 *
 * @param field what the power is called
 * @param trackers all that are in it; of one that cannot be worked out the power is not known
 */
record PowerColumn(Field field, List<Tracker> trackers) implements Column {

  /**
   * A tracker. One without a voltage is in the dark and gives nothing.
   *
   * @param volts the key of its voltage
   * @param amps the key of the current from its panels; null where no current is known to be theirs
   *     and not that into the battery
   */
  record Tracker(String volts, @Nullable String amps) {
    @Nullable Double watts(Values values) {
      if (!(values.get(volts) instanceof Number voltage)) {
        return null;
      }
      if (voltage.doubleValue() == 0) {
        return 0.0;
      }
      return amps != null && values.get(amps) instanceof Number current
          ? (Double) (voltage.doubleValue() * current.doubleValue())
          : null;
    }
  }

  PowerColumn {
    trackers = List.copyOf(trackers);
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  public int width() {
    return 0;
  }

  @Override
  public int misfits(List<String> tokens) {
    return 0;
  }

  @Override
  public void decode(List<String> tokens, Values into) {
    double sum = 0;
    for (Tracker tracker : trackers) {
      Double watts = tracker.watts(into);
      if (watts == null) {
        into.put(field.key(), null);
        return;
      }
      sum += watts;
    }
    into.calculated(field.key(), (int) Math.round(sum));
  }

  @Override
  public String encode(Map<String, ? extends @Nullable Object> values) {
    return "";
  }
}
