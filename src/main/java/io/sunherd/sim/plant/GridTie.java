package io.sunherd.sim.plant;

/**
 * How a unit that works with the grid divides its power while the grid is there (HECS of PI17).
 *
 * @param priority what the sun serves, in this order: {@code load_battery_grid}
 * @param chargesBySun whether the sun may charge
 * @param loadWithSun whether the battery feeds the load by day
 * @param loadWithoutSun whether it does by night
 * @param gridWithSun whether the battery feeds the grid by day
 * @param gridWithoutSun whether it does by night
 * @param mostFed the highest power into the grid, in W; 0 where none may be fed
 * @param mostDrawn the highest current out of the battery, in A
 */
public record GridTie(
    String priority,
    boolean chargesBySun,
    boolean loadWithSun,
    boolean loadWithoutSun,
    boolean gridWithSun,
    boolean gridWithoutSun,
    double mostFed,
    double mostDrawn) {

  /** Below this it is night, in W. */
  private static final double DUSK = 20;

  /** Below this nothing flows, in W. */
  private static final double NOTHING = 0.5;

  /**
   * Divides the power.
   *
   * @param room what the battery takes, in W
   * @param store what the battery can give, in W
   * @param gridRoom what the grid may charge, in W; 0 where it may not
   */
  Flow divide(double sun, double demand, double room, double store, double gridRoom) {
    double left = sun;
    double used = 0;
    double kept = 0;
    double fed = 0;
    for (String to : priority.split("_", -1)) {
      switch (to) {
        case "load" -> used = Math.min(left, demand);
        case "battery" -> kept = chargesBySun ? Math.min(left, room) : 0;
        default -> fed = Math.min(left, mostFed);
      }
      left = sun - used - kept - fed;
    }
    boolean isDay = sun > DUSK;
    double drawn = kept < NOTHING ? store : 0;
    double toLoad = (isDay ? loadWithSun : loadWithoutSun) ? Math.min(demand - used, drawn) : 0;
    double toGrid =
        (isDay ? gridWithSun : gridWithoutSun) ? Math.min(mostFed - fed, drawn - toLoad) : 0;
    double out = toLoad + toGrid;
    double bought = out < NOTHING ? Math.min(Math.max(0, room - kept), gridRoom) : 0;
    double grid = demand - used - toLoad + bought - fed - toGrid;
    return new Flow(Flow.Mode.LINE, used + kept + fed, demand, grid, kept, bought, out);
  }
}
