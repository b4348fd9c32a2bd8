package io.sunherd.sim.firmware;

import io.sunherd.sim.plant.Firmware;
import io.sunherd.sim.plant.Moment;
import io.sunherd.sim.plant.Profile;
import io.sunherd.sim.plant.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PI41: what its units answer other than PI30 does: each of two legs carries half of the load. */
public final class Pi41Firmware implements Firmware {
  private final Firmware pi30 = new Pi30Firmware();

  /** That of units with their legs in phase; it has no word for a unit alone. */
  private static final String MODE = "parallel_0deg";

  /** The flags of the fault codes (PI30.md 7.6.2 and 7.9). */
  private static final Map<Integer, String> FLAGS =
      Map.of(
          1, "fan_locked",
          2, "over_temperature",
          3, "battery_voltage_high",
          5, "output_short",
          7, "overload",
          8, "bus_over",
          9, "bus_soft_start_fail",
          51, "inverter_over_current",
          53, "inverter_soft_start_fail",
          56, "battery_open");

  @Override
  public Map<String, Map<String, Object>> factory(
      Profile profile, String serial, boolean paralleled) {
    Map<String, Map<String, Object>> values =
        new HashMap<>(pi30.factory(profile, serial, paralleled));
    values.put("QPI", Map.of("protocol", "PI41"));
    values.computeIfPresent(
        "QPIRI",
        (code, ratings) -> {
          ratings.put("output_mode", MODE);
          return ratings;
        });
    return values;
  }

  @Override
  public Map<String, Object> installed() {
    return pi30.installed();
  }

  @Override
  public Optional<Map<String, @Nullable Object>> values(Question question) {
    return switch (question.code()) {
      case "QPIGS" -> pi30.values(question).map(values -> firstLeg(values, question));
      case "QPIGS2" -> Optional.of(secondLeg(question));
      case "QPIWS" -> pi30.values(question).map(values -> faults(values, question));
      case "QPGS" ->
          pi30.values(question)
              .map(
                  values -> {
                    question.numbered().ifPresent(unit -> firstLegOf(values, unit));
                    values.replace("output_mode", "single", MODE);
                    return values;
                  });
      case "QP2GS" -> Optional.of(secondLegOf(question));
      default -> pi30.values(question);
    };
  }

  private static int second(int whole) {
    return whole / 2;
  }

  private static int first(int whole) {
    return whole - second(whole);
  }

  private static Map<String, @Nullable Object> firstLeg(
      Map<String, @Nullable Object> values, Question question) {
    Moment moment = question.moment();
    List<String> sources = new ArrayList<>();
    if (moment.gridCharges()) {
      sources.add("ac_charging");
    }
    if (moment.solarCharges()) {
      sources.add("solar_charging");
    }
    values.put("charge_source", sources);
    values.put("ac_va", first(moment.va()));
    values.put("ac_watt", first(moment.watts()));
    values.put("scc1_ok", true);
    values.put("battery_state", "normal");
    values.put("line_loss", !moment.gridPresent());
    values.put("configuration_changed", false);
    return values;
  }

  private static Map<String, @Nullable Object> secondLeg(Question question) {
    Moment moment = question.moment();
    Map<String, @Nullable Object> values = leg(question);
    values.put("pv2_input_current", moment.pv2Amps());
    values.put("pv2_input_voltage", moment.pv2Volts());
    values.put("scc2_ok", true);
    values.put("l2_ac_charging", moment.gridCharges());
    values.put("scc2_charging", moment.solarCharges());
    values.put("l2_line_loss", !moment.gridPresent());
    values.put("l2_load_on", moment.outputOn());
    return values;
  }

  private static Map<String, @Nullable Object> leg(Question question) {
    Moment moment = question.moment();
    return LiveValues.values(
        "l2_grid_voltage", moment.gridVolts(),
        "l2_grid_frequency", moment.gridHertz(),
        "l2_ac_output_voltage", moment.outVolts(),
        "l2_ac_output_frequency", moment.outHertz(),
        "l2_ac_output_apparent_power", second(moment.va()),
        "l2_ac_output_active_power", second(moment.watts()),
        "l2_load_percent", LiveValues.loadPercent(moment, question.profile().ratings()),
        "l2_battery_voltage", moment.batteryVolts(),
        "l2_battery_charging_current", moment.chargeAmps(),
        "l2_battery_capacity", (int) Math.round(moment.charge() * 100));
  }

  /** A fault has its own flag beside that of any fault. */
  private static Map<String, @Nullable Object> faults(
      Map<String, @Nullable Object> values, Question question) {
    String flag = FLAGS.get(question.failure());
    if (flag != null && values.get("set_names") instanceof List<?> names) {
      List<Object> all = new ArrayList<>(names);
      all.add(flag);
      values.put("set_names", all);
    }
    return values;
  }

  private static void firstLegOf(Map<String, @Nullable Object> values, Question unit) {
    values.put("ac_output_apparent_power", first(unit.moment().va()));
    values.put("ac_output_active_power", first(unit.moment().watts()));
  }

  /** As captured, it begins with two digits; of an absent unit there are only zeros. */
  private static Map<String, @Nullable Object> secondLegOf(Question question) {
    Question unit = question.numbered().orElse(null);
    Map<String, @Nullable Object> values = unit == null ? new HashMap<>() : secondLeg(unit);
    if (unit == null) {
      leg(question).forEach((key, value) -> values.put(key, 0));
      values.put("pv2_input_voltage", 0);
      values.put("pv2_input_current", 0);
    }
    values.put("exists_raw", unit == null ? "00" : "11");
    values.put("serial_number", unit == null ? "00000000000000" : unit.plant().serial(unit.unit()));
    int failure = unit == null ? 0 : unit.failure();
    String mode = unit == null ? "power_on" : unit.moment().flow().mode().word();
    values.put("work_mode", failure > 0 ? "fault" : mode);
    values.put("fault_code", String.format(Locale.ROOT, "%02d", failure % 100));
    values.put("scc_ok", unit != null);
    values.put("ac_charging", unit != null && unit.moment().gridCharges());
    values.put("scc_charging", unit != null && unit.moment().solarCharges());
    values.put("battery_state", "normal");
    values.put("line_loss", unit != null && !unit.moment().gridPresent());
    values.put("load_on", unit != null && unit.moment().outputOn());
    return values;
  }
}
