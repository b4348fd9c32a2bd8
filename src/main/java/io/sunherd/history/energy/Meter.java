package io.sunherd.history.energy;

import java.util.Locale;

/**
 * The energies that are counted. What PI30 does not report, such as power drawn from the grid, is
 * not.
 */
public enum Meter {
  /** From the panels, all strings. */
  PV,
  /** To the loads. */
  LOAD,
  /** Into the battery. */
  BATTERY_IN,
  /** Out of the battery. */
  BATTERY_OUT,
  /** Solar power fed to the grid. */
  GRID_OUT;

  /** Its name in answers and in the database. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
