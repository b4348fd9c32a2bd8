package io.sunherd.alarm;

import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.protocol.field.Quantity;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Units that had a grid and have none. A unit that has never had one lives without. */
final class GridLost implements AlarmCondition {
  private static final double LOST_VOLTS = Quantity.GRID_PRESENT_VOLTS;

  private static final double BACK_VOLTS = 80;

  private final Set<String> hadGrid = new HashSet<>();

  @Override
  public void recall(Alarm alarm) {
    String inverter = alarm.inverter();
    if (alarm.kind() == AlarmKind.GRID_LOST && inverter != null) {
      hadGrid.add(inverter);
    }
  }

  @Override
  public void judge(WatchedHerd herd, long nowMs, Assessment into) {
    hadGrid.removeIf(id -> !herd.has(id));
    for (WatchedUnit unit : herd.units()) {
      Double volts = unit.amount(Quantity.GRID_VOLT);
      if (volts == null) {
        continue;
      }
      if (volts >= BACK_VOLTS) {
        hadGrid.add(unit.id());
        into.settled(AlarmKind.GRID_LOST, unit.id());
      } else if (volts < LOST_VOLTS && hadGrid.contains(unit.id())) {
        into.holds(
            new Finding(
                new AlarmSubject(AlarmKind.GRID_LOST, unit.id(), ""),
                unit.id() + " has no grid: it measures ",
                Sentences.number(volts) + " V",
                "It clears when the grid is back.",
                Map.of("grid_volt", volts)));
      }
    }
  }
}
