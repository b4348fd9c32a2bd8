package io.sunherd.sim.plant;

import java.util.ArrayList;
import java.util.List;

/**
 * The ratings of a model.
 *
 * @param batteryVolts nominal battery voltage: 24 or 48
 * @param ampHours the capacity of its simulated bank
 * @param va apparent power
 * @param watts active power
 * @param trackers solar trackers: 1 or 2
 * @param stringVolts voltage of a string of panels
 * @param currents charging currents it accepts, in A
 * @param acCurrents charging currents from the grid it accepts, in A
 */
public record Ratings(
    int batteryVolts,
    double ampHours,
    int va,
    int watts,
    int trackers,
    double stringVolts,
    List<Integer> currents,
    List<Integer> acCurrents) {

  /** Nominal voltage of grid and output. */
  public static final double AC_VOLTS = 230;

  public Ratings {
    currents = List.copyOf(currents);
    acCurrents = List.copyOf(acCurrents);
  }

  /** A charging current list: a first value, then tens up to the highest. */
  public static List<Integer> tens(int first, int then, int highest) {
    List<Integer> amps = new ArrayList<>(List.of(first));
    for (int a = then; a <= highest; a += 10) {
      amps.add(a);
    }
    return amps;
  }
}
