package io.sunherd.protocol.column;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The power of trackers of which a reply tells the voltage and no power. Without a voltage there is
 * no sun; where there is one, the power is known with the current from the panels only.
 *
 * @param field what the power is called; a part of the PV power of the unit
 * @param trackers all that are in it; of one that cannot be worked out the power is not known
 */
public record TrackerPower(Field field, List<Tracker> trackers) implements Inference {

  /**
   * A tracker.
   *
   * @param volts the key of its voltage
   * @param amps the key of the current from its panels; null where no current is known to be theirs
   *     and not that into the battery
   */
  public record Tracker(String volts, @Nullable String amps) {
    /** NaN where it cannot be worked out. */
    private double watts(Values values) {
      double voltage = values.number(volts);
      return voltage == 0 ? 0 : voltage * (amps == null ? Double.NaN : values.number(amps));
    }
  }

  public TrackerPower {
    trackers = List.copyOf(trackers);
  }

  /** The power of these trackers together, in W. */
  public static TrackerPower of(String key, String title, Tracker... trackers) {
    Field field =
        Field.measured(key, title, Field.Type.WHOLE, "W").counted(new Part(Quantity.PV_WATTS));
    return new TrackerPower(field, List.of(trackers));
  }

  /** A tracker of which the current from its panels is told. */
  public static Tracker tracker(String volts, String amps) {
    return new Tracker(volts, amps);
  }

  /** A tracker of which nobody says what it gives while there is a voltage. */
  public static Tracker untold(String volts) {
    return new Tracker(volts, null);
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  public void draw(Values values) {
    double sum = trackers.stream().mapToDouble(tracker -> tracker.watts(values)).sum();
    if (Double.isNaN(sum)) {
      values.put(field.key(), null);
    } else {
      values.calculated(field.key(), (int) Math.round(sum));
    }
  }
}
