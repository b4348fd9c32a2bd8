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

/** What the tables call things of the parallel bus (PI30.md 7.6 and 10, PI18.md 2.7). */
final class ParallelNames {
  /** The inquiry by which a unit tells what any unit of its system does. */
  static final String COMMAND = "parallel";

  /** The inquiry for further values, in dialects that split them. */
  private static final String FURTHER = "parallel_2";

  /** The inquiry by which it tells who that is, where the one for what it does does not. */
  private static final String NAMING = "parallel_ratings";

  private static final String SERIAL = "serial_number";

  private ParallelNames() {}

  /**
   * What to ask for what the unit of this number does; where a dialect has no word for it, the
   * usual one.
   */
  static String code(Dialect dialect, int number) {
    return what(dialect).code() + number;
  }

  private static Inquiry what(Dialect dialect) {
    return dialect.inquiry(COMMAND).or(() -> Dialects.common().inquiry(COMMAND)).orElseThrow();
  }

  /** What to ask for who has this number: mostly the same, and always what has a serial number. */
  static String who(Dialect dialect, int number) {
    Inquiry what = what(dialect);
    boolean isNaming = what.fields().stream().anyMatch(field -> field.key().equals(SERIAL));
    return (isNaming ? what : dialect.inquiry(NAMING).orElse(what)).code() + number;
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

  /** What a neighbour told of who a unit is, as a reading of that unit. */
  static Reading naming(String id, Reading told, long everyMs) {
    return own(id, NAMING, told, everyMs);
  }

  /** A reading of a neighbour, as one of the unit that it is about. */
  static Reading own(String id, Reading told, long everyMs) {
    return own(id, COMMAND, told, everyMs);
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
