package io.sunherd.protocol.field;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The quantities of a system of several units, each with the rule that combines the units' values.
 * The rows of the tables say to which of these their values contribute; a system lacks a quantity
 * without such rows.
 *
 * <p>Signs: into the battery is plus, out of it minus; from the grid is plus, into it minus.
 */
public enum Quantity {
  GRID_VOLT("Grid voltage", "V", 1, Rule.MEAN, FieldGroup.GRID),
  GRID_FREQ("Grid frequency", "Hz", 2, Rule.MEAN, FieldGroup.GRID),
  AC_VOLT("AC output voltage", "V", 1, Rule.MEAN, FieldGroup.OUTPUT),
  AC_FREQ("AC output frequency", "Hz", 2, Rule.MEAN, FieldGroup.OUTPUT),
  AC_VA("AC output apparent power", "VA", 0, Rule.SUM, FieldGroup.OUTPUT),
  AC_WATT("AC output active power", "W", 0, Rule.SUM, FieldGroup.OUTPUT),
  LOAD_PERCENT("Load, mean of the units", "%", 0, Rule.MEAN, FieldGroup.OUTPUT),
  /** The units share one bank: each measures the same one. */
  BATT_VOLT("Battery voltage", "V", 2, Rule.MEAN, FieldGroup.BATTERY),
  BATT_CHARGE_AMPS("Battery charging current", "A", 0, Rule.SUM, FieldGroup.BATTERY),
  BATT_DISCHARGE_AMPS("Battery discharging current", "A", 0, Rule.SUM, FieldGroup.BATTERY),
  BATT_CAPACITY("Battery capacity", "%", 0, Rule.MEAN, FieldGroup.BATTERY),
  TEMP("Highest heat sink temperature", "°C", 0, Rule.MAX, FieldGroup.TEMPERATURE),
  PV_WATTS("PV power of all strings", "W", 0, Rule.SUM, FieldGroup.SOLAR),
  SOLAR_FEED_TO_GRID_POWER("Solar power to the grid", "W", 0, Rule.SUM, FieldGroup.GRID),
  /** The charging current less the discharging current of each unit. */
  BATTERY_AMPS("Battery current, plus is charging", "A", 0, Rule.SUM, FieldGroup.BATTERY),
  /** The battery current times the battery voltage that each unit measures. */
  BATTERY_WATTS("Battery power, plus is charging", "W", 0, Rule.SUM, FieldGroup.BATTERY),
  /**
   * The power at the grid meter: measured where the family has a row for it, otherwise calculated
   * from the unit's other quantities.
   */
  GRID_WATTS("Grid power, plus is import", "W", 0, Rule.SUM, FieldGroup.GRID);

  /** Without a grid some units still show a volt or two: below this there is none. */
  public static final double GRID_PRESENT_VOLTS = 50;

  private static final Set<Quantity> MAIN =
      EnumSet.of(PV_WATTS, AC_WATT, BATTERY_WATTS, GRID_WATTS, BATT_VOLT, BATT_CAPACITY, TEMP);

  private final String title;
  private final String unit;
  private final int decimals;
  private final Rule rule;
  private final FieldGroup group;

  Quantity(String title, String unit, int decimals, Rule rule, FieldGroup group) {
    this.title = title;
    this.unit = unit;
    this.decimals = decimals;
    this.rule = rule;
    this.group = group;
  }

  /** Its public name; the same as the status key it is made from, where there is one. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A short English label. */
  public String title() {
    return title;
  }

  /** The unit of measure. */
  public String unit() {
    return unit;
  }

  /** How many decimals it is published with. */
  public int decimals() {
    return decimals;
  }

  /** Whether it is one of the few that everybody looks at first. */
  public boolean isMain() {
    return MAIN.contains(this);
  }

  /** How the values of the units are combined. */
  public Rule rule() {
    return rule;
  }

  /** Where its parts stand. */
  FieldGroup group() {
    return group;
  }
}
