package io.sunherd.protocol.pi30;

import static io.sunherd.protocol.column.Columns.words;

import java.util.Map;
import java.util.stream.Stream;

/** The enumerations that PI30 commands share (PI30.md 5). */
public final class Pi30Words {

  /** Mode letters of QMOD, in the words godenerg's users know; newer letters in the same manner. */
  static final Map<String, String> MODE =
      words(
          "P", "PM", "S", "SB", "L", "LN", "B", "BT", "F", "FA", "H", "PS", "D", "SD", "C", "CH",
          "Y", "BY", "E", "EC");

  /** The same letters in plain words, as QPGSn has them. */
  static final Map<String, String> WORK_MODE =
      words(
          "P",
          "power_on",
          "S",
          "standby",
          "L",
          "line",
          "B",
          "battery",
          "F",
          "fault",
          "H",
          "power_saving",
          "D",
          "shutdown",
          "C",
          "charge",
          "Y",
          "bypass",
          "E",
          "eco");

  /** The battery types without those for lithium of a maker, which LV5048 does not know (V41). */
  static final Map<String, String> BATTERY_TYPE_PI41 =
      words("0", "AGM", "1", "flooded", "2", "user");

  static final Map<String, String> BATTERY_TYPE =
      words(
          "0",
          "AGM",
          "1",
          "flooded",
          "2",
          "user",
          "3",
          "pylontech",
          "4",
          "shinheung",
          "5",
          "weco",
          "6",
          "soltaro",
          "7",
          "bak",
          "8",
          "lib",
          "9",
          "lic");

  /** How far the grid may stray. */
  public static final Map<String, String> INPUT_RANGE = words("0", "appliance", "1", "ups");

  static final Map<String, String> OUTPUT_PRIORITY =
      words("0", "utility_first", "1", "solar_first", "2", "sbu");

  static final Map<String, String> CHARGER_PRIORITY =
      words("0", "utility_first", "1", "solar_first", "2", "solar_and_utility", "3", "solar_only");

  /** LV6548 has other codes (PI30.md 5). */
  static final Map<String, String> CHARGER_PRIORITY_LV6548 =
      words("0", "solar_first", "1", "solar_and_utility", "2", "solar_only");

  static final Map<String, String> MACHINE_TYPE =
      words(
          "00",
          "grid_tie",
          "01",
          "off_grid",
          "10",
          "hybrid",
          "11",
          "off_grid_2_trackers",
          "20",
          "off_grid_3_trackers");

  /** With or without a transformer. */
  public static final Map<String, String> TOPOLOGY =
      words("0", "transformerless", "1", "transformer");

  static final Map<String, String> OUTPUT_MODE =
      words(
          "0",
          "single",
          "1",
          "parallel",
          "2",
          "phase1_of_3",
          "3",
          "phase2_of_3",
          "4",
          "phase3_of_3",
          "5",
          "phase1_of_2",
          "6",
          "phase2_of_2_120deg",
          "7",
          "phase2_of_2_180deg");

  /** The split-phase numbers of PI41 (V41). */
  static final Map<String, String> OUTPUT_MODE_PI41 =
      words(
          "1",
          "parallel_0deg",
          "2",
          "phase1_of_3",
          "3",
          "phase2_of_3",
          "4",
          "phase3_of_3",
          "5",
          "parallel_120deg",
          "6",
          "parallel_180deg");

  /**
   * The output modes that the units of one system may have together: parallel, or those of several
   * phases.
   */
  static final Map<String, String> OUTPUT_KIND =
      words(
          "parallel_0deg",
          "parallel",
          "parallel_120deg",
          "parallel",
          "parallel_180deg",
          "parallel",
          "phase1_of_3",
          "three_phases",
          "phase2_of_3",
          "three_phases",
          "phase3_of_3",
          "three_phases",
          "phase1_of_2",
          "two_phases",
          "phase2_of_2_120deg",
          "two_phases",
          "phase2_of_2_180deg",
          "two_phases");

  static final Map<String, String> PV_OK = words("0", "any_unit_has_pv", "1", "all_units_have_pv");

  static final Map<String, String> PV_BALANCE =
      words("0", "limit_to_charge_current", "1", "charge_plus_load");

  static final Map<String, String> OPERATION_LOGIC =
      words("0", "automatic", "1", "online", "2", "eco");

  static final Map<String, String> CHARGING_STAGE =
      words("00", "auto", "01", "two_stage", "02", "three_stage");

  static final Map<String, String> PARALLEL_ROLE =
      words("00", "new", "01", "slave", "02", "master");

  static final Map<String, String> CHARGE_STATUS =
      words("10", "not_charging", "11", "bulk", "12", "absorb", "13", "float");

  static final Map<String, String> LED_EFFECT =
      words("0", "breathing", "2", "solid", "3", "scrolling");

  /** A table whose one-digit codes are sent with two digits. */
  static Map<String, String> twoDigits(Map<String, String> meanings) {
    String[] pairs =
        meanings.entrySet().stream()
            .flatMap(e -> Stream.of("0" + e.getKey(), e.getValue()))
            .toArray(String[]::new);
    return words(pairs);
  }

  private Pi30Words() {}
}
