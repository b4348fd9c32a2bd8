package io.sunherd.sim.firmware;

import io.sunherd.protocol.column.Layout;
import io.sunherd.sim.plant.Eeprom;
import io.sunherd.sim.plant.Firmware;
import io.sunherd.sim.plant.GridTie;
import io.sunherd.sim.plant.Moment;
import io.sunherd.sim.plant.Policy;
import io.sunherd.sim.plant.Profile;
import io.sunherd.sim.plant.Question;
import io.sunherd.sim.plant.Ratings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * PI17: what its units answer to inquiries (PI17.md 2).
 *
 * @param isNewer whether it is of the document of 2022, else of that of 2016
 */
public record Pi17Firmware(boolean isNewer) implements Firmware {

  /** The parts of phase R and S in what all phases carry. */
  private static final double PART_R = 0.42;

  private static final double PART_S = 0.25;

  /** How many flags units of 2016 send, with the comma behind each. */
  private static final int OLD_WARNINGS = 44;

  @Override
  public Map<String, Map<String, Object>> factory(
      Profile profile, String serial, boolean paralleled) {
    return Pi17Factory.values(profile.ratings(), isNewer);
  }

  @Override
  public Map<String, Object> installed() {
    return Map.of();
  }

  @Override
  public Policy policy(Eeprom settings) {
    GridTie tie =
        new GridTie(
            word(settings, "solar_priority"),
            settings.isOn("solar_charge_battery"),
            settings.isOn("battery_to_load_solar_ok"),
            settings.isOn("battery_to_load_solar_loss"),
            settings.isOn("battery_to_grid_solar_ok"),
            settings.isOn("battery_to_grid_solar_loss"),
            settings.isOn("feed_grid") ? settings.amount("max_feed_power") : 0,
            settings.amount("max_discharge_current_hybrid"));
    return new Policy(
        "",
        settings.isOn("ac_charge_battery") ? "solar_and_utility" : "solar_only",
        settings.amount("max_charging_current"),
        settings.amount("max_ac_charging_current"),
        settings.amount("battery_bulk_volt"),
        settings.amount("battery_float_volt"),
        settings.amount("battery_weak_volt"),
        settings.amount("battery_weak_back_volt"),
        settings.amount("battery_cut_off_volt"),
        true,
        (word(settings, "ac_charging_window") + " " + word(settings, "ac_charging_window_2"))
            .strip(),
        word(settings, "ac_output_window"),
        tie);
  }

  private static String word(Eeprom settings, String setting) {
    return Objects.toString(settings.setting(setting), "");
  }

  @Override
  public Optional<Map<String, @Nullable Object>> values(Question question) {
    Moment moment = question.moment();
    return switch (question.code()) {
      case "GS" -> Optional.of(status(moment));
      case "PS" -> Optional.of(power(moment, question.profile().ratings()));
      case "GS2" -> Optional.of(others(moment));
      case "PS2" -> Optional.of(otherPower(moment));
      case "MOD" -> Optional.of(LiveValues.values("mode", mode(question)));
      case "WS" -> Optional.of(LiveValues.values("set", warnings(question)));
      case "CFS" -> Optional.of(LiveValues.values("fault_code", fault(question), "fault_id", 0));
      case "HFS" -> past(question);
      case "T" -> Optional.of(LiveValues.values("timestamp", question.time()));
      case "ID" ->
          Optional.of(LiveValues.values("serial_number", question.plant().serial(question.unit())));
      case "DI" -> Optional.of(defaults(question.settings()));
      case "ET", "EY", "EM", "ED", "EH" -> question.energy(false);
      default -> Optional.of(question.settings().values(question.code()));
    };
  }

  /** What is not there is empty; and counters have one digit more since 2022. */
  @Override
  public String payload(String code, Layout layout, Map<String, ? extends @Nullable Object> told) {
    String payload = layout.encode(told).replaceAll("(?<![^,])-[-.]*(?![^,])", "");
    return switch (code) {
      case "EY", "EM" -> isNewer ? "0" + payload : payload;
      case "WS" -> isNewer ? payload : payload.substring(0, OLD_WARNINGS);
      default -> payload;
    };
  }

  private Map<String, @Nullable Object> status(Moment moment) {
    Map<String, @Nullable Object> status =
        LiveValues.values(
            "pv1_input_voltage",
            moment.pv1Volts(),
            "pv2_input_voltage",
            moment.pv2Volts(),
            "pv1_input_current",
            moment.pv1Amps(),
            "pv2_input_current",
            moment.pv2Volts() > 0 ? pv2(moment) / moment.pv2Volts() : 0,
            "battery_voltage",
            moment.batteryVolts(),
            "battery_capacity",
            (int) Math.round(moment.charge() * 100),
            "battery_current",
            moment.chargeAmps() - moment.dischargeAmps(),
            "ac_input_frequency",
            moment.gridHertz(),
            "ac_output_frequency",
            moment.outHertz(),
            "inner_temperature",
            moment.celsius(),
            "component_max_temperature",
            moment.celsius() + 6,
            "external_battery_temperature",
            0,
            "setting_changed",
            false,
            "phase_angle_code",
            "1");
    status.putAll(alike("ac_input_voltage", moment.gridVolts()));
    status.putAll(alike("ac_output_voltage", moment.outVolts()));
    status.putAll(alike("ac_input_current", 0));
    return status;
  }

  private Map<String, @Nullable Object> power(Moment moment, Ratings ratings) {
    int grid = moment.gridPresent() ? (int) Math.round(moment.flow().grid()) : 0;
    int charge = moment.chargeAmps() - moment.dischargeAmps();
    boolean isInput = grid > 0;
    Map<String, @Nullable Object> power =
        LiveValues.values(
            "pv1_input_power",
            moment.pv1Watts(),
            "pv2_input_power",
            pv2(moment),
            "ac_input_total_active_power",
            grid,
            "ac_output_total_active_power",
            moment.watts(),
            "ac_output_total_apparent_power",
            moment.va(),
            "output_percent",
            LiveValues.loadPercent(moment, ratings),
            "output_connected",
            moment.outputOn(),
            "pv1_working",
            moment.pv1Watts() > 0,
            "pv2_working",
            moment.pv2Watts() > 0,
            "battery_power_direction",
            charge == 0 ? "none" : charge > 0 ? "charge" : "discharge",
            "dc_ac_power_direction",
            moment.gridCharges() ? "ac_to_dc" : moment.outputOn() ? "dc_to_ac" : "none",
            "line_power_direction",
            grid == 0 ? "none" : isInput ? "input" : "output");
    power.putAll(shared("ac_input_active_power", grid));
    power.putAll(shared("ac_output_active_power", moment.watts()));
    power.putAll(shared("ac_output_apparent_power", moment.va()));
    return power;
  }

  /** Newer ones have a third tracker, which takes half of the second string. */
  private int pv2(Moment moment) {
    return isNewer ? moment.pv2Watts() / 2 : moment.pv2Watts();
  }

  private int pv3(Moment moment) {
    return moment.pv2Watts() - pv2(moment);
  }

  /** The third tracker; neither a generator nor a second output is connected. */
  private Map<String, @Nullable Object> others(Moment moment) {
    double volts = moment.pv2Volts();
    Map<String, @Nullable Object> values =
        LiveValues.values(
            "pv3_input_voltage",
            volts,
            "pv3_input_current",
            volts > 0 ? pv3(moment) / volts : 0,
            "generator_frequency",
            0,
            "second_output_frequency",
            0,
            "second_output_under_voltage",
            42.0,
            "second_output_back_voltage",
            46.0,
            "second_output_duration",
            0);
    values.putAll(alike("generator_voltage", 0));
    values.putAll(alike("second_output_voltage", 0));
    return values;
  }

  private Map<String, @Nullable Object> otherPower(Moment moment) {
    Map<String, @Nullable Object> values =
        LiveValues.values(
            "pv3_input_power", pv3(moment),
            "generator_total_power", 0,
            "second_output_total_active_power", 0,
            "second_output_total_apparent_power", 0,
            "second_output_percent", 0,
            "pv3_working", pv3(moment) > 0,
            "second_output_connected", false);
    values.putAll(shared("generator_power", 0));
    values.putAll(shared("second_output_active_power", 0));
    values.putAll(shared("second_output_apparent_power", 0));
    return values;
  }

  /** A value of which each phase has nearly the same. */
  private static Map<String, @Nullable Object> alike(String key, double value) {
    return LiveValues.values(
        key + "_r", value, key + "_s", value * 1.004, key + "_t", value * 0.996);
  }

  /** A value that the phases have together. */
  private static Map<String, @Nullable Object> shared(String key, int total) {
    int r = (int) Math.round(total * PART_R);
    int s = (int) Math.round(total * PART_S);
    return LiveValues.values(key + "_r", r, key + "_s", s, key + "_t", total - r - s);
  }

  private static String mode(Question question) {
    if (question.failure() > 0) {
      return "FA";
    }
    return switch (question.moment().flow().mode()) {
      case LINE -> "hybrid";
      case BATTERY -> "BT";
      case STANDBY -> "SB";
    };
  }

  private static String fault(Question question) {
    return String.format(Locale.ROOT, "%02d", question.failure() % 100);
  }

  private static List<String> warnings(Question question) {
    Moment moment = question.moment();
    List<String> set = new ArrayList<>();
    if (moment.pv1Volts() == 0) {
      set.addAll(List.of("pv1_loss", "pv2_loss"));
    }
    double cutOff = question.settings().amount("battery_cut_off_volt");
    if (moment.batteryVolts() < cutOff + 1) {
      set.add("battery_low");
    }
    if (!moment.gridPresent()) {
      set.addAll(List.of("ac_input_voltage_loss", "ac_input_frequency_loss"));
    }
    return set;
  }

  /** Of past faults it remembers the one that it still has. */
  private Optional<Map<String, @Nullable Object>> past(Question question) {
    if (question.failure() == 0 || !question.argument().equals("00")) {
      return Optional.empty();
    }
    Moment moment = question.moment();
    Map<String, @Nullable Object> values = status(moment);
    values.putAll(power(moment, question.profile().ratings()));
    values.putAll(alike("grid_voltage", moment.gridVolts()));
    values.put("grid_frequency", moment.gridHertz());
    values.put("fault_id", 0);
    values.put("fault_code", fault(question));
    values.put("time", Objects.toString(question.time()).replaceAll("^..|\\D", "") + "00");
    values.put("mode", "hybrid");
    values.put("temperature_1", moment.celsius());
    values.put("temperature_2", moment.celsius() + 6);
    values.put("temperature_3", 0);
    return Optional.of(values);
  }

  /** The factory settings; most keys are those of the inquiries that tell the present ones. */
  private static Map<String, @Nullable Object> defaults(Eeprom settings) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (String code : List.of("GOV", "GOF", "MPPTV", "SV", "GLTHV", "LST", "BATS", "FT")) {
      values.putAll(settings.factory(code));
    }
    for (String key : List.of("ac_output_start", "ac_output_end")) {
      values.put(key, "00:00");
      values.put(key.replace("output", "charging"), "00:00");
    }
    return values;
  }
}
