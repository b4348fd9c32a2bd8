package io.sunherd.protocol.pi30;

import static io.sunherd.protocol.column.Columns.words;
import static io.sunherd.protocol.pi30.Pi30Rows.byBattery;
import static io.sunherd.protocol.pi30.Pi30Rows.choice;
import static io.sunherd.protocol.pi30.Pi30Rows.digits;
import static io.sunherd.protocol.pi30.Pi30Rows.volts;

import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.Bound;
import io.sunherd.protocol.table.DigitsForm;
import io.sunherd.protocol.table.OnOffForm;
import io.sunherd.protocol.table.Setting;
import java.util.List;
import java.util.Map;

/** PI30: settings for charging, protecting and equalising the battery (PI30.md 8.2 to 8.4). */
final class Pi30Battery {

  /** The battery types with which most firmware accepts a battery voltage (PI30.md 8.2). */
  private static final List<String> FREE_BATTERY =
      Pi30Words.BATTERY_TYPE.values().stream()
          .filter(type -> !type.equals("AGM") && !type.equals("flooded"))
          .toList();

  static final List<Setting> ROWS =
      List.of(
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
          type(Pi30Words.BATTERY_TYPE),
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
              .shownBy("QPIRI", "max_discharging_current")
              .alikeInSets(),
          digits(
                  "PCVT",
                  "cv_charging_time",
                  "Time at bulk voltage; 0 is automatic",
                  "min",
                  "000",
                  Allowed.range(0, 900, 5))
              .shownBy("QPIRI", "cv_charging_time")
              .alikeInSets(),
          choice("PCST", "charging_stage", "Charging stage", Pi30Words.CHARGING_STAGE)
              .shownBy("QCST", "charging_stage")
              .alikeInSets(),
          Setting.of("PBEQE", "equalisation", "Battery equalisation", null, new OnOffForm())
              .shownBy("QBEQI", "enabled")
              .alikeInSets(),
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
              .alikeInSets()
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
              .moving()
              .danger());

  private Pi30Battery() {}

  /** The battery type, as far as a family knows types. */
  static Setting type(Map<String, String> types) {
    return choice("PBT", "battery_type", "Battery type", Pi30Words.twoDigits(types))
        .shownBy("QPIRI", "battery_type")
        .systemWide()
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
        .shownBy("QCVT", "cv_charging_time")
        .alikeInSets();
  }
}
