package io.sunherd.sim.firmware;

import io.sunherd.protocol.column.Layout;
import io.sunherd.sim.plant.Eeprom;
import io.sunherd.sim.plant.Firmware;
import io.sunherd.sim.plant.Profile;
import io.sunherd.sim.plant.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PI30: what its units answer to inquiries. */
public final class Pi30Firmware implements Firmware {
  private static final List<String> OUTPUTS = List.of("utility_first", "solar_first", "sbu");
  private static final List<String> CHARGERS =
      List.of("utility_first", "solar_first", "solar_and_utility", "solar_only");

  @Override
  public Map<String, Map<String, Object>> factory(
      Profile profile, String serial, boolean paralleled) {
    return Factory.values(profile, serial, paralleled);
  }

  /** As installed: set to use sun and battery, charged by the sun alone. */
  @Override
  public Map<String, Object> installed() {
    return Map.of(
        "battery_type",
        "user",
        "output_source_priority",
        "sbu",
        "charger_source_priority",
        "solar_only");
  }

  @Override
  public Optional<Map<String, @Nullable Object>> values(Question question) {
    Eeprom settings = question.settings();
    String code = question.code();
    return switch (code) {
      case "QPIGS", "QPIGS2", "QMOD", "QPIWS", "QBMS" -> Optional.of(live(code, question));
      case "Q1" -> Optional.of(internals(question));
      case "QPGS" ->
          Optional.of(
              ParallelValues.of(
                  question.plant(),
                  question.plant().placeOf(Integer.parseInt(question.argument())),
                  question.second()));
      case "QID", "QSID" ->
          Optional.of(LiveValues.values("serial_number", question.plant().serial(question.unit())));
      case "QT" -> Optional.of(LiveValues.values("timestamp", question.time()));
      case "QOPM" -> Optional.of(settings.values("QPIRI"));
      case "QDI" -> Optional.of(defaults(settings));
      case "QOPPT" -> Optional.of(hourly(OUTPUTS.indexOf(settings.word("output_source_priority"))));
      case "QCHPT" ->
          Optional.of(hourly(CHARGERS.indexOf(settings.word("charger_source_priority"))));
      case "QET", "QEY", "QEM", "QED" -> question.energy(false);
      case "QLT", "QLY", "QLM", "QLD" -> question.energy(true);
      default -> Optional.of(settings.values(code));
    };
  }

  /** MAX ends QPIGS2 with a space, which its CRC covers (PI30.md 7.5). */
  @Override
  public String payload(
      String code, Layout layout, Map<String, ? extends @Nullable Object> values) {
    return layout.encode(values) + (code.equals("QPIGS2") ? " " : "");
  }

  private static Map<String, @Nullable Object> live(String code, Question question) {
    return LiveValues.of(code, question);
  }

  /**
   * The internals with the role: in a parallel system the first unit is the master (PI30.md 7.18).
   */
  private static Map<String, @Nullable Object> internals(Question question) {
    Map<String, @Nullable Object> values = new HashMap<>(live("Q1", question));
    boolean isAlone = question.plant().members() == 1;
    values.put("parallel_mode", isAlone ? "00" : question.unit() == 0 ? "02" : "01");
    return values;
  }

  /** The factory settings; most keys are those of QPIRI and QFLAG. */
  private static Map<String, @Nullable Object> defaults(Eeprom settings) {
    Map<String, @Nullable Object> values = new HashMap<>(settings.factory("QPIRI"));
    values.putAll(settings.factory("QFLAG"));
    values.putAll(settings.factory("QDI"));
    values.put("ac_output_voltage", values.get("ac_output_rating_voltage"));
    values.put("ac_output_frequency", values.get("ac_output_rating_frequency"));
    return values;
  }

  private static Map<String, @Nullable Object> hourly(int priority) {
    return LiveValues.values(
        "hours",
        new ArrayList<>(Collections.nCopies(24, priority)),
        "current_priority",
        priority,
        "orders",
        List.of(0, 0, 0));
  }
}
