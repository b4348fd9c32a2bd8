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

/** What the tables call things of the parallel bus (PI30.md 7.6 and 10). */
final class ParallelNames {
  /** The inquiry by which a unit tells of any unit of its system. */
  static final String COMMAND = "parallel";

  /** The inquiry for the rest of it, where one does not hold all. */
  private static final String FURTHER = "parallel_2";

  private ParallelNames() {}

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

  /**
   * What to ask besides for the unit that a code asks for (QP2GS1 for QPGS1), where a dialect tells
   * a part of what it has by that.
   */
  static Optional<String> further(Dialect dialect, String code) {
    String number = code.substring(code.length() - 1);
    return dialect
        .inquiry(FURTHER)
        .filter(inquiry -> !inquiry.quantities().isEmpty())
        .map(inquiry -> inquiry.code() + number);
  }

  /** A reading of a neighbour, as one of the unit that it is about. */
  static Reading own(String id, Reading told, long everyMs) {
    return own(id, COMMAND, told, everyMs);
  }

  /** The same of what was asked besides. */
  static Reading further(String id, Reading told, long everyMs) {
    return own(id, FURTHER, told, everyMs);
  }

  private static Reading own(String id, String command, Reading told, long everyMs) {
    return new Reading(id, command, told.code(), told.at(), everyMs, told.raw(), told.data());
  }
}
