package io.sunherd.history.energy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The energies that are counted. */
public enum Meter {
  /** From the panels, all strings. */
  PV("PV energy"),
  /** To the loads. */
  LOAD("Load energy"),
  /** Into the battery. */
  BATTERY_IN("Energy into the battery"),
  /** Out of the battery. */
  BATTERY_OUT("Energy out of the battery"),
  /** From the grid: measured, or worked out from the others. */
  GRID_IN("Energy from the grid"),
  /** Into the grid, as units tell or measure it. */
  GRID_OUT("Energy into the grid");

  private final String title;

  Meter(String title) {
    this.title = title;
  }

  /** A short English label. */
  public String title() {
    return title;
  }

  /** Its name in answers and in the database. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it may be worked out from other values than its own. */
  public boolean mayBeCalculated() {
    return this == GRID_IN;
  }

  /**
   * Its columns in the database: the energy, the time that it covers and, where it may be worked
   * out, the part of that time for which it was.
   */
  public List<String> columns() {
    return mayBeCalculated()
        ? List.of(key(), key() + "_ms", key() + "_calculated_ms")
        : List.of(key(), key() + "_ms");
  }

  /** The columns of all meters, in order. */
  public static List<String> allColumns() {
    return Stream.of(values()).flatMap(meter -> meter.columns().stream()).toList();
  }
}
