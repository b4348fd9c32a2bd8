package io.sunherd.sim;

import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.table.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The payloads with which one unit answers inquiries. */
final class UnitAnswers {
  private static final List<String> OUTPUTS = List.of("utility_first", "solar_first", "sbu");
  private static final List<String> CHARGERS =
      List.of("utility_first", "solar_first", "solar_and_utility", "solar_only");

  private final Plant plant;
  private final int unit;
  private final Eeprom settings;

  UnitAnswers(Plant plant, int unit) {
    this.plant = plant;
    this.unit = unit;
    this.settings = plant.settings(unit);
  }

  /**
   * The payload of a reply.
   *
   * @param clockOffset seconds by which the unit's clock is ahead
   * @return empty where the unit does not know the inquiry
   */
  Optional<String> payload(Request request, long second, long clockOffset) {
    String code = request.inquiry().code();
    Layout layout = plant.profile().answers().get(code);
    if (layout == null) {
      return Optional.empty();
    }
    String argument = request.text().substring(code.length());
    return values(code, argument, second, clockOffset)
        // MAX ends this reply with a space, which its CRC covers (PI30.md 7.5).
        .map(values -> layout.encode(values) + (code.equals("QPIGS2") ? " " : ""));
  }

  private Optional<Map<String, @Nullable Object>> values(
      String code, String argument, long second, long clockOffset) {
    return switch (code) {
      case "QPIGS", "QPIGS2", "QMOD", "QPIWS", "QBMS" -> Optional.of(live(code, second));
      case "Q1" -> Optional.of(internals(second));
      case "QPGS" -> Optional.of(ParallelValues.of(plant, Integer.parseInt(argument), second));
      case "QID", "QSID" -> Optional.of(LiveValues.values("serial_number", plant.serial(unit)));
      case "QT" -> Optional.of(LiveValues.values("timestamp", time(clockOffset)));
      case "QOPM" -> Optional.of(settings.values("QPIRI"));
      case "QDI" -> Optional.of(defaults());
      case "QOPPT" ->
          Optional.of(hourly(OUTPUTS.indexOf(settings.word("QPIRI", "output_source_priority"))));
      case "QCHPT" ->
          Optional.of(hourly(CHARGERS.indexOf(settings.word("QPIRI", "charger_source_priority"))));
      case "QET", "QEY", "QEM", "QED", "QLT", "QLY", "QLM", "QLD" ->
          Period.of(argument).map(period -> energy(code.charAt(1) == 'L', period, second));
      default -> Optional.of(settings.values(code));
    };
  }

  private Map<String, @Nullable Object> live(String code, long second) {
    return LiveValues.of(code, plant.moment(unit, second), plant.profile(), settings);
  }

  /**
   * The internals with the role: in a parallel system the first unit is the master (PI30.md 7.18).
   */
  private Map<String, @Nullable Object> internals(long second) {
    Map<String, @Nullable Object> values = new HashMap<>(live("Q1", second));
    values.put("parallel_mode", plant.members() == 1 ? "00" : unit == 0 ? "02" : "01");
    return values;
  }

  private LocalDateTime time(long clockOffset) {
    Instant now = plant.clock().instant();
    return LocalDateTime.ofInstant(now, plant.clock().getZone())
        .plusSeconds(clockOffset)
        .truncatedTo(ChronoUnit.SECONDS);
  }

  /** The factory settings; most keys are those of QPIRI and QFLAG. */
  private Map<String, @Nullable Object> defaults() {
    Map<String, @Nullable Object> values = new HashMap<>(settings.factory("QPIRI"));
    values.putAll(settings.factory("QFLAG"));
    values.putAll(settings.factory("QDI"));
    values.put("ac_output_voltage", values.get("ac_output_rating_voltage"));
    values.put("ac_output_frequency", values.get("ac_output_rating_frequency"));
    return values;
  }

  private static Map<String, @Nullable Object> hourly(int priority) {
    return LiveValues.values(
        "hours",
        new ArrayList<>(Collections.nCopies(24, priority)),
        "current_priority",
        priority,
        "orders",
        List.of(0, 0, 0));
  }

  private Map<String, @Nullable Object> energy(boolean load, Period period, long second) {
    return LiveValues.values(
        "energy", plant.energy(unit, load, period.from(), period.to(), second));
  }

  /** The period of an energy inquiry, in seconds of local standard time. */
  private record Period(long from, long to) {

    /** Parses an empty text, a year, a month or a day; empty where there is no such date. */
    static Optional<Period> of(String date) {
      if (date.isEmpty()) {
        return Optional.of(new Period(Long.MIN_VALUE, Long.MAX_VALUE));
      }
      int year = Integer.parseInt(date.substring(0, 4));
      int month = date.length() > 4 ? Integer.parseInt(date.substring(4, 6)) : 1;
      int day = date.length() > 6 ? Integer.parseInt(date.substring(6)) : 1;
      if (month < 1 || month > 12 || day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
        return Optional.empty();
      }
      LocalDate start = LocalDate.of(year, month, day);
      LocalDate end =
          switch (date.length()) {
            case 4 -> start.plusYears(1);
            case 6 -> start.plusMonths(1);
            default -> start.plusDays(1);
          };
      return Optional.of(
          new Period(start.toEpochDay() * Weather.DAY, end.toEpochDay() * Weather.DAY));
    }
  }
}
