package io.sunherd.protocol;

import static io.sunherd.protocol.Columns.words;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PI30: everything that can be set (PI30.md 8 and 9). PBMS is left out: it fakes a battery. */
final class Pi30Settings {

  /** What most firmware wants before it takes a battery voltage (PI30.md 8.2). */
  private static final List<String> FREE_BATTERY =
      Pi30Words.BATTERY_TYPE.values().stream()
          .filter(type -> !type.equals("AGM") && !type.equals("flooded"))
          .toList();

  /** Switches whose change can drop the load or reach the grid (PI30.md 8.1). */
  private static final Set<Character> DANGEROUS_SWITCHES = Set.of('b', 'd');

  private static final List<Setting> OTHERS =
      List.of(
          choice(
                  "POP",
                  "output_source_priority",
                  "Output source priority",
                  twoDigits("0", "1", "2"))
              .shownBy("QPIRI", "output_source_priority")
              .systemWide(),
          chargerPriority(Pi30Words.CHARGER_PRIORITY),
          choice(
                  "PGR",
                  "input_voltage_range",
                  "Input voltage range",
                  Pi30Words.twoDigits(Pi30Words.INPUT_RANGE))
              .shownBy("QPIRI", "input_voltage_range")
              .systemWide(),
          outputMode(Pi30Words.OUTPUT_MODE),
          choice(
                  "POPLG",
                  "operation_logic",
                  "Operation logic",
                  Pi30Words.twoDigits(Pi30Words.OPERATION_LOGIC))
              .shownBy("QPIRI", "operation_logic"),
          choice("PPVOKC", "pv_ok_condition", "PV OK condition", Pi30Words.PV_OK)
              .shownBy("QPIRI", "pv_ok_condition"),
          choice("PSPB", "pv_power_balance", "PV power balance", Pi30Words.PV_BALANCE)
              .shownBy("QPIRI", "pv_power_balance"),
          digits("F", "ac_output_freq", "AC output frequency", "Hz", "00", Allowed.only(50.0, 60.0))
              .shownBy("QPIRI", "ac_output_rating_frequency")
              .systemWide()
              .danger(),
          digits(
                  "V",
                  "ac_output_volt",
                  "AC output voltage",
                  "V",
                  "000",
                  Allowed.only(110.0, 120.0, 127.0, 208.0, 220.0, 230.0, 240.0))
              .shownBy("QPIRI", "ac_output_rating_voltage")
              .systemWide()
              .danger(),
          volts(
                  "PBCV",
                  "battery_recharge_volt",
                  "Battery voltage back to grid",
                  Allowed.only(11.0, 11.3, 11.5, 11.8, 12.0, 12.3, 12.5, 12.8),
                  Allowed.range(22, 25.5, 0.5),
                  Allowed.range(44, 51, 1))
              .shownBy("QPIRI", "battery_recharge_voltage")
              .bound(
                  new Bound(Bound.Side.ABOVE, "battery_cut_off_volt"),
                  new Bound(Bound.Side.BELOW, "battery_redischarge_volt")),
          volts(
                  "PBDV",
                  "battery_redischarge_volt",
                  "Battery voltage back to battery; 0 is when full",
                  Allowed.only(
                      0.0, 12.0, 12.3, 12.5, 12.8, 13.0, 13.3, 13.5, 13.8, 14.0, 14.3, 14.5),
                  Allowed.range(24, 29, 0.5).or(0.0),
                  Allowed.range(48, 58, 1).or(0.0))
              .shownBy("QPIRI", "battery_redischarge_voltage"),
          cutOff(Allowed.range(40, 48, 0.1)),
          bulk(Allowed.range(48, 58.4, 0.1)),
          floating(Allowed.range(48, 58.4, 0.1)),
          choice("PBT", "battery_type", "Battery type", Pi30Words.twoDigits(Pi30Words.BATTERY_TYPE))
              .shownBy("QPIRI", "battery_type")
              .systemWide()
              .danger(),
          choice(
                  "PBATCD",
                  "battery_control",
                  "Charge and discharge switches",
                  words(
                      "111", "charge_and_discharge",
                      "011", "charge_only_shut_down",
                      "101", "charge_only_stand_by",
                      "110", "discharge_only",
                      "010", "none_shut_down",
                      "100", "none_stand_by",
                      "000", "clear"))
              .danger(),
          digits(
                  "PBATMAXDISC",
                  "max_discharging_current",
                  "Highest discharging current; 0 is off",
                  "A",
                  "000",
                  Allowed.range(30, 150, 1).or(0.0))
              .shownBy("QPIRI", "max_discharging_current"),
          digits(
                  "PCVT",
                  "cv_charging_time",
                  "Time at bulk voltage; 0 is automatic",
                  "min",
                  "000",
                  Allowed.range(0, 900, 5))
              .shownBy("QPIRI", "cv_charging_time"),
          choice("PCST", "charging_stage", "Charging stage", Pi30Words.CHARGING_STAGE)
              .shownBy("QCST", "charging_stage"),
          Setting.of("PBEQE", "equalisation", "Battery equalisation", null, new OnOffForm())
              .shownBy("QBEQI", "enabled"),
          digits(
                  "PBEQT",
                  "equalisation_time",
                  "Equalisation time",
                  "min",
                  "000",
                  Allowed.range(5, 900, 5))
              .shownBy("QBEQI", "time"),
          digits(
                  "PBEQP",
                  "equalisation_period",
                  "Days between equalisations",
                  "day",
                  "000",
                  Allowed.range(0, 90, 1))
              .shownBy("QBEQI", "period"),
          Setting.of(
                  "PBEQV",
                  "equalisation_volt",
                  "Equalisation voltage",
                  "V",
                  new DigitsForm(
                      "00.00",
                      byBattery(
                          Allowed.range(12, 15.75, 0.01),
                          Allowed.range(24, 31.5, 0.01),
                          Allowed.range(48, 61, 0.01))))
              .shownBy("QBEQI", "voltage")
              .danger(),
          digits(
                  "PBEQOT",
                  "equalisation_over_time",
                  "Equalisation time-out",
                  "min",
                  "000",
                  Allowed.range(5, 900, 5))
              .shownBy("QBEQI", "over_time"),
          Setting.of("PBEQA", "equalise_now", "Equalise now", null, new OnOffForm())
              .shownBy("QBEQI", "active")
              .danger(),
          Setting.of("DAT", "clock", "Clock of the inverter", null, new ClockForm())
              .shownBy("QT", "timestamp"),
          action("PF", "factory_settings", "Restore the factory settings"),
          action("RTEY", "erase_energy", "Erase all energy counters"),
          action("RTDL", "erase_data_log", "Erase the data log"),
          Setting.of("ATE", "factory_test", "Factory test mode", null, new OnOffForm()).danger(),
          Setting.of("PLEDE", "led", "LED bar", null, new OnOffForm()).shownBy("QLED", "enabled"),
          digits("PLEDS", "led_speed", "LED speed", null, "0", Allowed.range(0, 2, 1))
              .shownBy("QLED", "speed"),
          digits("PLEDM", "led_effect", "LED effect", null, "0", Allowed.only(0.0, 2.0, 3.0))
              .shownBy("QLED", "effect"),
          digits("PLEDB", "led_brightness", "LED brightness", null, "0", Allowed.range(1, 9, 1))
              .shownBy("QLED", "brightness"),
          digits("PLEDT", "led_colors", "Number of LED colours", null, "0", Allowed.range(2, 3, 1))
              .shownBy("QLED", "color_count"),
          Setting.of(
              "PLEDC",
              "led_color",
              "LED colour: source (1 grid, 2 AVR, 3 battery), red, green, blue",
              null,
              new SpelledForm("[123]([01]\\d\\d|2[0-4]\\d|25[0-5]){3}")));

  /** The settings of HS, and of a unit whose family is not known. */
  static final List<Setting> ALL =
      Stream.of(
              OTHERS.stream(),
              Pi30Currents.HS.stream(),
              Pi30Ratings.SWITCHES.entrySet().stream().map(e -> letter(e.getKey(), e.getValue())))
          .flatMap(rows -> rows)
          .toList();

  private Pi30Settings() {}

  /** PCP for the unit that has the cable, PPCP and its digit for the others (PI30.md 8.1, 10). */
  static Setting chargerPriority(Map<String, String> priorities) {
    return Setting.of(
            "PCP",
            "charger_source_priority",
            "Charger source priority",
            null,
            new ChoiceForm(Pi30Words.twoDigits(priorities), "PPCP"))
        .shownBy("QPIRI", "charger_source_priority");
  }

  static Setting outputMode(Map<String, String> modes) {
    return choice("POPM", "output_mode", "Output mode", Pi30Words.twoDigits(modes))
        .shownBy("QPIRI", "output_mode")
        .danger();
  }

  static Setting cutOff(Allowed at48) {
    return volts(
            "PSDV",
            "battery_cut_off_volt",
            "Battery cut-off voltage",
            Allowed.range(10, 12, 0.1),
            Allowed.range(21, 24, 0.1),
            at48)
        .shownBy("QPIRI", "battery_under_voltage")
        .needs("battery_type", FREE_BATTERY);
  }

  static Setting bulk(Allowed at48) {
    return volts(
            "PCVV",
            "battery_bulk_volt",
            "Battery bulk voltage",
            Allowed.range(12, 15, 0.1),
            Allowed.range(24, 31.5, 0.1),
            at48)
        .shownBy("QPIRI", "battery_bulk_voltage")
        .needs("battery_type", FREE_BATTERY);
  }

  static Setting floating(Allowed at48) {
    return volts(
            "PBFT",
            "battery_float_volt",
            "Battery float voltage",
            Allowed.range(12, 15, 0.1),
            Allowed.range(24, 31.5, 0.1),
            at48)
        .shownBy("QPIRI", "battery_float_voltage")
        .bound(new Bound(Bound.Side.AT_MOST, "battery_bulk_volt"))
        .needs("battery_type", FREE_BATTERY);
  }

  /** Time at bulk voltage as Plus Duo has it: a few values, and an inquiry of its own (V15). */
  static Setting cvTimeListed() {
    return digits(
            "PCVT",
            "cv_charging_time",
            "Time at bulk voltage; 255 is automatic",
            "min",
            "000",
            Allowed.only(
                0.0, 10.0, 20.0, 40.0, 60.0, 90.0, 120.0, 150.0, 180.0, 210.0, 240.0, 255.0))
        .shownBy("QCVT", "cv_charging_time");
  }

  private static Map<String, String> twoDigits(String... codes) {
    Map<String, String> some = new LinkedHashMap<>();
    for (String code : codes) {
      some.put("0" + code, String.valueOf(Pi30Words.OUTPUT_PRIORITY.get(code)));
    }
    return some;
  }

  private static Setting choice(
      String code, String name, String title, Map<String, String> meanings) {
    return Setting.of(code, name, title, null, new ChoiceForm(meanings, null));
  }

  private static Setting digits(
      String code,
      String name,
      String title,
      @Nullable String unit,
      String pattern,
      Allowed allowed) {
    return Setting.of(code, name, title, unit, new DigitsForm(pattern, Map.of(0, allowed)));
  }

  /** A battery voltage: a write can over- or undercharge the bank, and reaches the whole system. */
  private static Setting volts(
      String code, String name, String title, Allowed at12, Allowed at24, Allowed at48) {
    return Setting.of(code, name, title, "V", new DigitsForm("00.0", byBattery(at12, at24, at48)))
        .systemWide();
  }

  private static Map<Integer, Allowed> byBattery(Allowed at12, Allowed at24, Allowed at48) {
    return Map.of(12, at12, 24, at24, 48, at48);
  }

  private static Setting letter(char letter, Field field) {
    Setting row =
        Setting.of("PE" + letter, field.key(), field.title(), null, new LetterForm(letter))
            .shownBy("QFLAG", field.key());
    return DANGEROUS_SWITCHES.contains(letter) ? row.danger() : row;
  }

  private static Setting action(String code, String name, String title) {
    return Setting.of(code, name, title, null, new ActionForm()).danger();
  }
}
