package io.sunherd.sim.plant;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings that control the flow of power.
 *
 * @param output which source feeds the load
 * @param charger which source charges
 * @param maxCharge highest charging current, in A
 * @param maxAcCharge highest charging current from the grid, in A
 * @param bulkVolts voltage of the bulk stage
 * @param floatVolts voltage of the float stage
 * @param backToGrid below this the load goes to the grid, in V
 * @param backToBattery from this on the load goes to the battery, in V; 0 means when full
 * @param cutOff below this nothing is drawn, in V
 * @param outputOn whether the load is fed
 * @param chargeHours when the grid may charge
 * @param outputHours when the load is fed
 * @param gridTie how it divides power with the grid, where it feeds the grid; else null
 */
public record Policy(
    String output,
    String charger,
    double maxCharge,
    double maxAcCharge,
    double bulkVolts,
    double floatVolts,
    double backToGrid,
    double backToBattery,
    double cutOff,
    boolean outputOn,
    String chargeHours,
    String outputHours,
    @Nullable GridTie gridTie) {

  private static final String ALWAYS = "00:00-00:00";

  static Policy of(Eeprom settings) {
    return new Policy(
        settings.word("output_source_priority"),
        settings.word("charger_source_priority"),
        settings.number("max_charging_current"),
        settings.number("max_ac_charging_current"),
        settings.number("battery_bulk_voltage"),
        settings.number("battery_float_voltage"),
        settings.number("battery_recharge_voltage"),
        settings.number("battery_redischarge_voltage"),
        settings.number("battery_under_voltage"),
        !Boolean.FALSE.equals(settings.setting("ac_output")),
        Objects.requireNonNullElse(settings.setting("ac_charging_window"), ALWAYS).toString(),
        Objects.requireNonNullElse(settings.setting("ac_output_window"), ALWAYS).toString(),
        null);
  }

  /** The same as it applies at a time, in seconds of local standard time. */
  Policy at(long second) {
    long minute = Math.floorMod(second, Weather.DAY) / 60;
    return new Policy(
        output,
        isWithin(chargeHours, minute) ? charger : "solar_only",
        maxCharge,
        maxAcCharge,
        bulkVolts,
        floatVolts,
        backToGrid,
        backToBattery,
        cutOff,
        outputOn && isWithin(outputHours, minute),
        chargeHours,
        outputHours,
        gridTie);
  }

  /** Spans with spaces between them; one without length is none, where there is another. */
  private static boolean isWithin(String hours, long minute) {
    if (hours.equals(ALWAYS)) {
      return true;
    }
    List<String> spans =
        Arrays.stream(hours.split(" ", -1)).filter(span -> !isWithoutLength(span)).toList();
    return spans.isEmpty() || spans.stream().anyMatch(span -> isWithinSpan(span, minute));
  }

  private static boolean isWithoutLength(String span) {
    return span.substring(0, 5).equals(span.substring(6));
  }

  private static boolean isWithinSpan(String hours, long minute) {
    long start = minutes(hours.substring(0, 5));
    long end = minutes(hours.substring(6));
    return start <= end ? minute >= start && minute < end : minute >= start || minute < end;
  }

  private static long minutes(String time) {
    return 60L * Integer.parseInt(time.substring(0, 2)) + Integer.parseInt(time.substring(3));
  }

  boolean isSbu() {
    return output.equals("sbu") || output.equals("solar_battery_utility");
  }

  /** Whether the sun may feed the load while the grid does too. */
  boolean solarFeedsLoad() {
    return !output.equals("utility_first");
  }

  /** Whether the sun may charge while the grid is there. */
  boolean solarCharges() {
    return !charger.equals("utility_first");
  }

  /** Whether the grid charges, given whether there is any sun. */
  boolean gridCharges(boolean sun) {
    return switch (charger) {
      case "utility_first", "solar_and_utility" -> true;
      case "solar_first" -> !sun;
      default -> false;
    };
  }
}
