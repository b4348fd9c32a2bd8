package io.sunherd.inverter;

import io.sunherd.bus.Reading;
import io.sunherd.protocol.Dialect;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Inquiry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the tables call things of the parallel bus (PI30.md 7.6 and 10). */
final class Parallel {
  /** The inquiry by which a unit tells of any unit of its system. */
  static final String COMMAND = "parallel";

  private Parallel() {}

  /** What to ask for the unit of this number; where a dialect has no word for it, the usual one. */
  static String code(Dialect dialect, int number) {
    return dialect
            .inquiry(COMMAND)
            .or(() -> Dialects.common().inquiry(COMMAND))
            .map(Inquiry::code)
            .orElseThrow()
        + number;
  }

  /** The serial number in a reply, or null where no unit is there: an absent one has only zeros. */
  static @Nullable String serial(Map<String, @Nullable Object> data) {
    return data.get("serial_number") instanceof String serial
            && serial.chars().anyMatch(digit -> digit != '0')
        ? serial
        : null;
  }

  /** A reading of a neighbour, as one of the unit that it is about. */
  static Reading own(String id, Reading told, long everyMs) {
    return new Reading(id, COMMAND, told.code(), told.at(), everyMs, told.raw(), told.data());
  }
}
