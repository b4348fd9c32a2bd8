package io.sunherd.sim.firmware;

import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.table.Request;
import io.sunherd.sim.plant.Firmware;
import io.sunherd.sim.plant.Plant;
import io.sunherd.sim.plant.Question;
import java.util.Optional;

/** The payloads with which one unit answers inquiries. */
final class UnitAnswers {
  private final Plant plant;
  private final int unit;

  UnitAnswers(Plant plant, int unit) {
    this.plant = plant;
    this.unit = unit;
  }

  /**
   * The payload of a reply.
   *
   * @param clockOffset seconds by which the unit's clock is ahead
   * @return empty where the unit does not know the inquiry
   */
  Optional<String> payload(Request request, long second, long clockOffset) {
    String code = request.inquiry().code();
    Layout layout = plant.profile().answers().get(code);
    if (layout == null) {
      return Optional.empty();
    }
    String argument = request.text().substring(code.length());
    Firmware firmware = plant.profile().firmware();
    return firmware
        .values(new Question(plant, unit, code, argument, second, clockOffset))
        .map(values -> firmware.payload(code, layout, values));
  }
}
