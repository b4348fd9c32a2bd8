package io.sunherd.protocol.field;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The power of trackers for which a reply has a voltage, but no power. A voltage of 0 means no sun;
 * otherwise the power can be calculated only with the current from the panels.
 *
 * @param field the field of the power; it contributes to the unit's PV power
 * @param trackers all trackers in it; where one cannot be calculated, the power is unknown
 */
public record TrackerPower(Field field, List<Tracker> trackers) implements Inference {

  /**
   * A tracker.
   *
   * @param volts the key of its voltage
   * @param amps the key of the current from its panels; null where no current is known to be that
   *     one, and not the one into the battery
   */
  public record Tracker(String volts, @Nullable String amps) {
    private List<String> basis() {
      return amps == null ? List.of(volts) : List.of(volts, amps);
    }

    /** The power; NaN where it cannot be calculated. */
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

  /** A tracker whose reply has the current from its panels. */
  public static Tracker tracker(String volts, String amps) {
    return new Tracker(volts, amps);
  }

  /** A tracker whose power is unknown while there is a voltage. */
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
      trackers.forEach(tracker -> values.doubtfulWith(field.key(), tracker.basis()));
    }
  }
}
