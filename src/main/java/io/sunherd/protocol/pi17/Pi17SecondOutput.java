package io.sunherd.protocol.pi17;

import static io.sunherd.protocol.column.Columns.flag;
import static io.sunherd.protocol.column.Columns.phases;
import static io.sunherd.protocol.column.Columns.scaled;
import static io.sunherd.protocol.column.Columns.unexplained;
import static io.sunherd.protocol.column.Columns.whole;
import static io.sunherd.protocol.field.FieldGroup.GRID;
import static io.sunherd.protocol.field.FieldGroup.OUTPUT;
import static io.sunherd.protocol.field.FieldGroup.SETUP;
import static io.sunherd.protocol.field.FieldGroup.SOLAR;

import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Inquiry;
import java.time.Duration;
import java.util.List;

/** PI17: generator, third tracker and second output, on models that have them (PI17.md 2). */
final class Pi17SecondOutput {
  private static final Duration OFTEN = Duration.ofSeconds(5);

  static final String PV3 = "pv3_input_power";

  private static final Layout VALUES =
      Layout.exact(
          scaled("pv3_input_voltage", "V", "0000", 10, "PV3 voltage").in(SOLAR),
          scaled("pv3_input_current", "A", "0000", 100, "PV3 current").in(SOLAR),
          phases("generator_voltage", "V", "0000", 10, "Generator voltage").in(GRID),
          scaled("generator_frequency", "Hz", "0000", 100, "Generator frequency").in(GRID),
          phases("second_output_voltage", "V", "0000", 10, "Voltage of the second output"),
          scaled("second_output_frequency", "Hz", "0000", 100, "Frequency of the second output"),
          scaled("second_output_under_voltage", "V", "0000", 10, "Second output off below")
              .in(SETUP),
          scaled("second_output_back_voltage", "V", "0000", 10, "Second output on above").in(SETUP),
          unexplained("reserved_13", "Reserved"),
          unexplained("reserved_14", "Reserved"),
          whole("second_output_duration", "min", "000", "Time on; 0 is always").in(SETUP));

  private static final Layout POWER =
      Layout.exact(
          whole(PV3, "W", "00000", "PV3 power").as(Quantity.PV_WATTS),
          phases("generator_power", "W", "+00000", "Generator power").in(GRID),
          whole("generator_total_power", "W", "+00000", "Generator power, all phases").in(GRID),
          phases(
              "second_output_active_power",
              "W",
              "0000|000000",
              "Active power of the second output"),
          whole(
              "second_output_total_active_power",
              "W",
              "00000",
              "Active power of the second output"),
          phases(
              "second_output_apparent_power",
              "VA",
              "0000|000000",
              "Apparent power of the second output"),
          whole(
              "second_output_total_apparent_power",
              "VA",
              "00000",
              "Apparent power of the second output"),
          whole("second_output_percent", "%", "000", "Load of the second output"),
          flag("pv3_working", "PV3 works").in(SOLAR),
          flag("second_output_connected", "Second output connected"));

  static final Inquiry POWER_ROW =
      Inquiry.of("PS2", "power_2", "Power of PV3 and second output", POWER).in(OUTPUT).every(OFTEN);

  static final List<Inquiry> ALL =
      List.of(
          Inquiry.of("GS2", "status_2", "Generator and second output", VALUES)
              .in(OUTPUT)
              .every(OFTEN),
          POWER_ROW);

  private Pi17SecondOutput() {}
}
