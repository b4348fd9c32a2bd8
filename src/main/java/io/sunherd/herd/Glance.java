package io.sunherd.herd;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Dialect;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The few values by which people know which of several boxes a unit is: what the sun gives it, what
 * it gives the house, its battery voltage and its mode. Made of readings of one moment.
 */
public final class Glance {
  /** The quantities of it, in order. */
  public static final Set<Quantity> QUANTITIES =
      EnumSet.of(Quantity.PV_WATTS, Quantity.AC_WATT, Quantity.BATT_VOLT);

  private static final String ID = "seen";
  private static final List<String> MODES = List.of("mode", "work_mode");

  private Glance() {}

  /**
   * The values by their keys, each null where it is not known; the mode as the unit, or the
   * parallel bus, tells it.
   *
   * @param dialect what the unit speaks, or whoever tells of it
   * @param readings of its own, or under the bare name of what the bus tells of it
   * @param refused what it lacks
   */
  public static Map<String, @Nullable Object> of(
      Dialect dialect, List<Reading> readings, Set<String> refused) {
    CountableUnit unit = new CountableUnit(ID);
    unit.accept(
        new InverterState(
            ID, Condition.ONLINE, 0, null, dialect.id(), null, null, null, null, null, List.of()));
    unit.accept(new Refused(ID, refused));
    readings.forEach(reading -> unit.accept(reading, 0));
    Amounts amounts = unit.amounts(QUANTITIES, 0);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    QUANTITIES.forEach(quantity -> values.put(quantity.key(), amounts.told(quantity)));
    values.put("mode", mode(readings));
    return values;
  }

  private static @Nullable Object mode(List<Reading> readings) {
    return readings.stream()
        .flatMap(reading -> MODES.stream().map(key -> reading.data().get(key)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
