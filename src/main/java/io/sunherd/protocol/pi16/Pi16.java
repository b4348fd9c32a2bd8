package io.sunherd.protocol.pi16;

import static io.sunherd.protocol.column.Columns.choice;
import static io.sunherd.protocol.column.Columns.decimal;
import static io.sunherd.protocol.column.Columns.modelNumber;
import static io.sunherd.protocol.column.Columns.parts;
import static io.sunherd.protocol.column.Columns.serialNumber;
import static io.sunherd.protocol.column.Columns.text;
import static io.sunherd.protocol.column.Columns.version;
import static io.sunherd.protocol.column.Columns.whole;

import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.pi30.Pi30Words;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * PI16 and PI15: the Sunny and InfiniSolar E family, tied to the grid or hybrid (PI16.md). Settings
 * that touch the grid code are left out.
 */
public final class Pi16 {
  private static final Duration RARELY = Duration.ofMinutes(10);

  /** Ten fields: not those of PI30's QPIRI. */
  private static final Layout RATINGS =
      Layout.exact(
          decimal("nominal_grid_voltage", "V", "000.0", "Nominal grid voltage"),
          decimal("nominal_grid_frequency", "Hz", "00.0", "Nominal grid frequency"),
          decimal("nominal_grid_current", "A", "000.0", "Nominal grid current"),
          decimal("ac_output_rating_voltage", "V", "000.0", "AC output rating voltage"),
          decimal("ac_output_rating_current", "A", "000.0", "AC output rating current"),
          decimal("max_pv_input_current", "A", "00.0", "Highest current of a PV input"),
          decimal("battery_rating_voltage", "V", "000.0", "Battery rating voltage"),
          whole("mppt_count", null, "0", "Trackers"),
          choice("model_type", "Model type", Pi16Words.MODEL_TYPE),
          choice("device_type", "Topology", Pi30Words.TOPOLOGY));

  /** Name and power are filled up with blanks or {@code #}; the name may hold a blank, too. */
  private static final Layout MODEL =
      Layout.exact(
              parts(
                  "[# ]*(.*?)[# ]*",
                  List.of("model_name"),
                  Field.of("model_name", "Model name", Field.Type.TEXT)),
              parts(
                  "#*(\\d{1,7})#*",
                  List.of("rated_power"),
                  Field.measured("rated_power", "Rated power", Field.Type.WHOLE, "W")),
              whole("power_factor", "%", "00", "Power factor"),
              parts(
                  "(\\d)/(\\d)",
                  List.of("input_phases", "/", "output_phases"),
                  Field.of("input_phases", "Phases in", Field.Type.WHOLE),
                  Field.of("output_phases", "Phases out", Field.Type.WHOLE)),
              whole("nominal_input_voltage", "V", "000", "Nominal input voltage"),
              whole("nominal_output_voltage", "V", "000", "Nominal output voltage"),
              whole("battery_pieces", null, "00", "Batteries in a row"),
              decimal("battery_piece_voltage", "V", "00.0", "Voltage of one battery"))
          .nameFirst()
          .withRaw();

  private static final List<Inquiry> IDENTITY =
      List.of(
          Inquiry.of("QPIRI", "settings", "Ratings", RATINGS).every(RARELY),
          Inquiry.of(
              "QPI", "protocol", "Protocol", Layout.exact(text("protocol", "PI1[56]", "Protocol"))),
          Inquiry.of("QID", "serial_number", "Serial number", Layout.exact(serialNumber())),
          Inquiry.of("QMD", "model", "Model", MODEL).every(RARELY),
          Inquiry.of(
              "QDM",
              "certification",
              "Model and grid standard",
              Layout.exact(
                  text("machine_model_code", "\\d{3}", "Model and grid standard, a code"))),
          Inquiry.of("QGMN", "model_number", "General model number", Layout.exact(modelNumber())),
          firmware("QVFW", "(?!DSP)[A-Za-z]+", "firmware", "Main firmware").every(RARELY),
          firmware("QVFW2", "(?!S)[A-Za-z]+2", "firmware_2", "Firmware of the second processor"),
          firmware("QSVFW2", "S[A-Za-z]+2", "slave_firmware", "Firmware of the slave"),
          Inquiry.of(
              "I",
              "firmware_times",
              "Build times of the firmware",
              Layout.undivided(
                  parts(
                      "DSP: *(.*\\S) +MCU: *(.*\\S) *",
                      List.of("DSP:", "dsp_time", " MCU:", "mcu_time"),
                      Field.of("dsp_time", "DSP build time", Field.Type.TEXT),
                      Field.of("mcu_time", "MCU build time", Field.Type.TEXT)))));

  /** The dialect. */
  public static final Dialect PI16 =
      new Dialect(
          "pi16",
          "PI16 (Sunny, InfiniSolar E)",
          Pi16Framing.BARE,
          Stream.of(Pi16Status.ALL, IDENTITY, Pi16Settings.ALL).flatMap(List::stream).toList(),
          Pi16Writes.ALL,
          Pi16Setters.ALL);

  private Pi16() {}

  private static Inquiry firmware(String code, String labels, String name, String title) {
    return Inquiry.of(code, name, title, version(labels));
  }
}
