package io.sunherd.inverter;

import io.sunherd.bus.Reading;
import io.sunherd.protocol.Dialect;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Inquiry;
import io.sunherd.protocol.Nameplate;
import io.sunherd.protocol.SerialNumber;
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

  /**
   * The serial number in a reply; null where it is a placeholder, or no unit is there: an absent
   * one has only zeros.
   */
  static @Nullable String serial(Map<String, @Nullable Object> data) {
    return Nameplate.number(data)
        .filter(number -> !SerialNumber.isPlaceholder(number))
        .orElse(null);
  }

  /** Whether a unit is there that tells a placeholder as its serial number. */
  static boolean isNameless(Map<String, @Nullable Object> data) {
    return exists(data) && Nameplate.number(data).filter(SerialNumber::isPlaceholder).isPresent();
  }

  /** Whether a reply says that the unit it is about is there. */
  static boolean exists(Map<String, @Nullable Object> data) {
    return Boolean.TRUE.equals(data.get("exists"));
  }

  /** A reading of a neighbour, as one of the unit that it is about. */
  static Reading own(String id, Reading told, long everyMs) {
    return new Reading(id, COMMAND, told.code(), told.at(), everyMs, told.raw(), told.data());
  }
}
