package io.sunherd.inverter.parallel;

import io.sunherd.bus.Reading;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Nameplate;
import io.sunherd.protocol.SerialNumber;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names that the tables use for the parallel bus (PI30.md 7.6 and 10). */
final class ParallelNames {
  /** The inquiry in which a unit reports any unit of its system. */
  static final String COMMAND = "parallel";

  /** The inquiry for further values, in dialects that split them. */
  private static final String FURTHER = "parallel_2";

  private ParallelNames() {}

  /** The code that asks for the unit of this number; PI30's where the dialect has none. */
  static String code(Dialect dialect, int number) {
    return dialect
            .inquiry(COMMAND)
            .or(() -> Dialects.common().inquiry(COMMAND))
            .map(Inquiry::code)
            .orElseThrow()
        + number;
  }

  /**
   * The serial number in a reply; null where it is a placeholder or the unit is absent, which has
   * only zeros.
   */
  static @Nullable String serial(Map<String, @Nullable Object> data) {
    return Nameplate.number(data)
        .filter(number -> !SerialNumber.isPlaceholder(number))
        .orElse(null);
  }

  /** Whether the unit is present, but reports a placeholder as its serial number. */
  static boolean isNameless(Map<String, @Nullable Object> data) {
    return exists(data) && Nameplate.number(data).filter(SerialNumber::isPlaceholder).isPresent();
  }

  /** Whether the unit that a reply is about is present. */
  static boolean exists(Map<String, @Nullable Object> data) {
    return Boolean.TRUE.equals(data.get("exists"));
  }

  /**
   * The code for the further values of the same unit (QP2GS1 for QPGS1), in dialects that split
   * them.
   */
  static Optional<String> further(Dialect dialect, String code) {
    String number = code.substring(code.length() - 1);
    return dialect
        .inquiry(FURTHER)
        .filter(inquiry -> !inquiry.quantities().isEmpty())
        .map(inquiry -> inquiry.code() + number);
  }

  /** The reading of a neighbour about a unit, as a reading of that unit. */
  static Reading own(String id, Reading reading, long everyMs) {
    return own(id, COMMAND, reading, everyMs);
  }

  /** The same for a reading of the further values. */
  static Reading further(String id, Reading reading, long everyMs) {
    return own(id, FURTHER, reading, everyMs);
  }

  private static Reading own(String id, String command, Reading reading, long everyMs) {
    return new Reading(
        id, command, reading.code(), reading.at(), everyMs, reading.raw(), reading.data());
  }
}
