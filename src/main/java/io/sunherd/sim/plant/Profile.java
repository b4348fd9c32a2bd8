package io.sunherd.sim.plant;

import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.table.Dialect;
import java.util.Map;

/**
 * A kind of inverter that can be simulated.
 *
 * @param name its name in device addresses
 * @param dialect its protocol table
 * @param firmware how it answers in that dialect
 * @param family its family in the model name
 * @param modelNumber its general model number
 * @param ratings its ratings
 * @param hasOwnCharger whether the solar charger measures the battery itself
 * @param heatInCounts whether the heat sink shows in converter counts, not °C
 * @param answers the inquiries it answers, by code, with the shape of each reply
 */
public record Profile(
    String name,
    Dialect dialect,
    Firmware firmware,
    String family,
    String modelNumber,
    Ratings ratings,
    boolean hasOwnCharger,
    boolean heatInCounts,
    Map<String, Layout> answers) {

  public Profile {
    answers = Map.copyOf(answers);
  }

  /** Whether several of them can work as one system. */
  public boolean canBeParalleled() {
    return dialect
        .inquiry("parallel")
        .filter(inquiry -> answers.containsKey(inquiry.code()))
        .isPresent();
  }

  /** Whether a reply of this model has that key. */
  public boolean shows(String inquiry, String key) {
    Layout layout = answers.get(inquiry);
    return layout != null && layout.fields().stream().anyMatch(field -> field.key().equals(key));
  }
}
