package io.sunherd.protocol.pi17;

import static io.sunherd.protocol.column.Columns.choice;
import static io.sunherd.protocol.column.Columns.flag;
import static io.sunherd.protocol.column.Columns.many;
import static io.sunherd.protocol.column.Columns.scaled;
import static io.sunherd.protocol.column.Columns.text;
import static io.sunherd.protocol.column.Columns.unexplained;
import static io.sunherd.protocol.column.Columns.version;
import static io.sunherd.protocol.column.Columns.whole;

import io.sunherd.protocol.column.ChoiceColumn;
import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.column.LongSerialColumn;
import io.sunherd.protocol.frame.CaretFraming;
import io.sunherd.protocol.pi30.Pi30Words;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import java.time.Duration;
import java.util.List;

/**
 * PI17: InfiniSolar 3P, WP, TWIN, MPI and Super, hybrids that feed the grid (PI17.md).
 *
 * <p>What touches the grid code cannot be set: no device was there to try it.
 */
public final class Pi17 {
  private static final Duration RARELY = Duration.ofMinutes(10);

  /** What the inverter is. Fields from 12 on came with the 2022 document. */
  private static final Layout RATINGS =
      Layout.open(
          11,
          scaled("ac_input_rating_voltage", "V", "0000", 10, "AC input rating voltage"),
          scaled("ac_input_rating_frequency", "Hz", "000", 10, "AC input rating frequency"),
          scaled("ac_input_rating_current", "A", "0000", 10, "AC input rating current"),
          scaled("ac_output_rating_voltage", "V", "0000", 10, "AC output rating voltage"),
          scaled("ac_output_rating_current", "A", "0000", 10, "AC output rating current"),
          scaled("mppt_rating_current", "A", "0000", 10, "Tracker rating current"),
          scaled("battery_rating_voltage", "V", "0000", 10, "Battery rating voltage"),
          whole("mppt_count", null, "0", "Trackers"),
          choice("machine_type", "Machine type", Pi17Words.MACHINE_TYPE),
          choice("topology", "Topology", Pi30Words.TOPOLOGY),
          flag("parallel_output_enabled", "Parallel output enabled"),
          flag("real_time_control", "Real time control"),
          unexplained("reserved_13", "Reserved"),
          choice("parallel_status", "Parallel role", Pi17Words.PARALLEL_STATUS),
          choice("charge_status", "Charge status", Pi17Words.CHARGE_STATUS),
          choice("generator_port", "Generator port", Pi17Words.GENERATOR_PORT));

  private static final Layout MODEL =
      Layout.exact(
          many(
              text("machine", "\\w{1,6}", "Machine number"),
              new ChoiceColumn("model_name", "Model", "\\w{1,6}", null, Pi17Words.MACHINE)),
          whole("rated_va", "VA", "000000", "Rated apparent power"),
          whole("power_factor", "%", "00", "Power factor"),
          whole("input_phases", null, "0", "Phases in"),
          whole("output_phases", null, "0", "Phases out"),
          scaled("nominal_output_voltage", "V", "0000", 10, "Nominal output voltage"),
          scaled("nominal_input_voltage", "V", "0000", 10, "Nominal input voltage"),
          whole("battery_pieces", null, "00", "Batteries in a row"),
          scaled("battery_piece_voltage", "V", "000", 10, "Voltage of one battery"));

  private static final List<Inquiry> IDENTITY =
      List.of(
          Inquiry.of("PIRI", "settings", "Ratings", RATINGS).every(RARELY),
          Inquiry.of(
              "PI", "protocol", "Protocol", Layout.exact(text("protocol", "17", "Protocol"))),
          Inquiry.of(
              "ID", "serial_number", "Serial number", Layout.exact(LongSerialColumn.oneToken())),
          Inquiry.of("MD", "model", "Model", MODEL).every(RARELY),
          firmware("VFW", "[A-Za-z]+", "firmware", "Main firmware").every(RARELY),
          firmware("VFW2", "[A-Za-z]+2", "firmware_2", "Firmware of the second processor"),
          Inquiry.of(
              "VFWT",
              "firmware_times",
              "Build times of the firmware",
              Layout.exact(
                  text("dsp_time", "[\\w:-]{8,}", "DSP build time, YYMMDDHHMMSS"),
                  text("mcu_time", "[\\w:-]{8,}", "MCU build time, YYMMDDHHMMSS"),
                  unexplained("undocumented_3", "Field 3, meaning not known"),
                  unexplained("undocumented_4", "Field 4, meaning not known"),
                  unexplained("undocumented_5", "Field 5, meaning not known"),
                  unexplained("undocumented_6", "Field 6, meaning not known"))));

  /** The dialect. */
  public static final Dialect PI17 =
      new Dialect(
          "pi17",
          "PI17 (InfiniSolar 3P, WP, TWIN, MPI)",
          CaretFraming.PI17,
          Inquiry.commas(
              List.of(
                  Pi17Status.ALL, Pi17SecondOutput.ALL, IDENTITY, Pi17Settings.ALL, Pi17Grid.ALL)),
          Pi17Writes.ALL,
          Pi17Setters.ALL);

  private Pi17() {}

  private static Inquiry firmware(String code, String labels, String name, String title) {
    return Inquiry.of(code, name, title, version(labels));
  }
}
