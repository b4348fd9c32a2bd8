package io.sunherd.settings;

import io.sunherd.bus.Reading;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.table.AmpsForm;
import io.sunherd.protocol.table.ChoiceForm;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Setting;
import org.jspecify.annotations.Nullable;

/**
 * How one setting of one unit is reached (PI30.md 9 and 10).
 *
 * @param unit the unit with the setting
 * @param cable the unit with the cable that leads there
 * @param digit the parallel unit's digit in the order; 0 for the unit that has the cable
 * @param asked the id of the inverter that is asked for the proof
 * @param proof the inquiry in which the value shows, or null where none does
 */
record Route(
    SettableUnit unit, SettableUnit cable, int digit, String asked, @Nullable String proof) {
  /** The inquiry by which a unit with a cable reports other units on its bus. */
  static final String NEIGHBOUR = "parallel";

  /** The route to a setting, or a refusal where there is none. */
  static Route of(SettableUnit unit, Setting setting, SettableUnits units) {
    Setting.Proof proof = setting.proof();
    String inquiry = proof == null ? null : proof.inquiry();
    String via = unit.wiring().via();
    if (via == null) {
      return new Route(unit, unit, 0, unit.id(), inquiry);
    }
    SettableUnit cable = units.get(via);
    if (setting.scope() == Setting.Scope.SYSTEM) {
      return new Route(unit, cable, 0, via, inquiry);
    }
    int number = unit.wiring().number();
    Inquiry neighbours = cable.dialect().inquiry(NEIGHBOUR).orElse(null);
    if (number > 0 && isNumbered(setting) && neighbours != null && shows(neighbours, setting)) {
      // Asks the unit with the cable: at present the unit may be seen through another inverter,
      // under another number.
      return new Route(unit, cable, number, via, neighbours.code() + number);
    }
    throw Refusal.unavailable(
        setting.name()
            + " of "
            + unit.id()
            + " can only be set over a cable of its own: over that of "
            + via
            + " it would be set there.");
  }

  private static boolean isNumbered(Setting setting) {
    return setting.form() instanceof AmpsForm
        || (setting.form() instanceof ChoiceForm choice && choice.numberedCode() != null);
  }

  private static boolean shows(Inquiry neighbours, Setting setting) {
    Setting.Proof proof = setting.proof();
    return proof != null
        && neighbours.fields().stream().map(Field::key).anyMatch(proof.key()::equals);
  }

  /** Whether a reading is the one in which the value shows. */
  boolean isProvenBy(Reading reading) {
    return reading.inverter().equals(asked) && reading.code().equals(proof);
  }

  /** Whether the value shows only in another inverter's reading about the unit. */
  boolean isOverTheBus() {
    return digit > 0;
  }
}
