package io.sunherd.sim;

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
 */
record Policy(
    String output,
    String charger,
    double maxCharge,
    double maxAcCharge,
    double bulkVolts,
    double floatVolts,
    double backToGrid,
    double backToBattery,
    double cutOff) {

  static Policy of(Eeprom settings) {
    return new Policy(
        settings.word("QPIRI", "output_source_priority"),
        settings.word("QPIRI", "charger_source_priority"),
        settings.number("QPIRI", "max_charging_current"),
        settings.number("QPIRI", "max_ac_charging_current"),
        settings.number("QPIRI", "battery_bulk_voltage"),
        settings.number("QPIRI", "battery_float_voltage"),
        settings.number("QPIRI", "battery_recharge_voltage"),
        settings.number("QPIRI", "battery_redischarge_voltage"),
        settings.number("QPIRI", "battery_under_voltage"));
  }

  boolean isSbu() {
    return output.equals("sbu");
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
