package io.sunherd.protocol.pi16;

import static io.sunherd.protocol.column.Columns.choice;
import static io.sunherd.protocol.column.Columns.raw;
import static io.sunherd.protocol.column.Columns.text;
import static io.sunherd.protocol.field.FieldGroup.WARNINGS;

import io.sunherd.protocol.column.Column;
import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.field.Values;
import io.sunherd.protocol.table.Argument;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Joined;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PI16: the fault that a unit has (PI16.md 2, 2.3). Newer firmware tells whether there is one and
 * the number of its record, and the record tells which one; older firmware tells it at once. Which
 * of the two a unit answers shows when it is asked.
 */
final class Pi16Faults {
  private static final Duration OFTEN = Duration.ofSeconds(5);
  private static final String FAULTS = "faults";
  private static final String STATUS = "fault_status";
  private static final String NUMBER = "fault_id";
  private static final String FAULT = "fault";
  private static final String CODE = "fault_code";
  private static final String TYPE = "fault_type";
  private static final String NONE = "00";

  /** A fault with its time and some values of that moment; just 00 where there was none. */
  static final Inquiry RECORD =
      Inquiry.of(
              "QPIHF",
              "fault_history",
              "A fault of the past",
              new Layout(record(choice(FAULT, "Fault", Pi16Words.FAULT)), 18, 22),
              Layout.exact(choice(FAULT, "Fault", NONE, Map.of(NONE, "none"))))
          .with(Argument.of("number in the history, two digits", "\\d{2}", "00"));

  static final Inquiry NOW =
      Inquiry.of(
              "QPICF",
              "fault_number",
              "Fault now, its number in the history",
              Layout.exact(
                      text(STATUS, "\\d{2}", "Fault status; 00 is none"),
                      text(NUMBER, "\\d{2}", "Number in the history"))
                  .withRaw())
          .in(WARNINGS)
          .every(OFTEN)
          .joining(Joined.about(RECORD, Pi16Faults::number, Pi16Faults::conclude));

  static final Inquiry OLDER =
      Inquiry.of(
              "QPIFS",
              "fault",
              "Fault now, of older firmware",
              new Layout(record(choice(TYPE, "Fault", Pi16Words.FAULT)), 18, 22),
              Layout.exact(choice(TYPE, "Fault", "OK", Map.of("OK", "none"))))
          .in(WARNINGS)
          .every(OFTEN);

  /** What the warnings tell of it. */
  static final Joined[] JOINED = {
    Joined.beside(NOW, List.of(STATUS, FAULT, CODE), Pi16Faults::newer),
    Joined.beside(OLDER, List.of(TYPE, TYPE + "_code"), Pi16Faults::older)
  };

  private Pi16Faults() {}

  private static List<Column> record(Column fault) {
    return List.of(
        fault,
        raw(
            "fault_values",
            Column.REST,
            "20\\d{12}( [\\d.-]+)+",
            "Time of the fault, then values at that moment, as sent"));
  }

  /** The number of the record, where there is a fault. */
  private static Optional<String> number(Map<String, ? extends @Nullable Object> now) {
    return now.get(NUMBER) instanceof String number && !NONE.equals(now.get(STATUS))
        ? Optional.of(number)
        : Optional.empty();
  }

  private static void conclude(Values values) {
    if (NONE.equals(values.get(STATUS))) {
      values.put(FAULT, Pi16Words.FAULT.get(NONE));
      values.put(CODE, NONE);
    }
  }

  /** A fault of which nobody knows the record is a fault all the same. */
  private static void newer(Values values) {
    Object status = values.get(STATUS);
    Object code = values.get(CODE);
    if (status != null && !NONE.equals(status) && (code == null || NONE.equals(code))) {
      Set<Object> faults = new LinkedHashSet<>();
      faults.add("device_fault");
      if (values.get(FAULTS) instanceof List<?> flags) {
        faults.addAll(flags);
      }
      values.put(FAULTS, List.copyOf(faults));
    } else if (status == null) {
      unknown(values);
    } else {
      Pi16Words.FAULT_CODE.draw(values);
    }
  }

  private static void older(Values values) {
    if (values.get(TYPE + "_code") == null) {
      unknown(values);
    } else {
      Pi16Words.FAULT_TYPE.draw(values);
    }
  }

  /** Without the code nobody knows that there is no fault. */
  private static void unknown(Values values) {
    if (values.get(FAULTS) instanceof List<?> flags && flags.isEmpty()) {
      values.put(FAULTS, null);
    }
  }
}
