package io.sunherd.sim.plant;

import io.sunherd.sim.fault.Faults;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An inquiry to a simulated unit.
 *
 * @param unit its place in the plant
 * @param code the inquiry
 * @param argument the argument after the code; usually empty
 * @param second when, in local standard time since 1970
 * @param clockOffset seconds by which the unit's clock is ahead
 */
public record Question(
    Plant plant, int unit, String code, String argument, long second, long clockOffset) {

  public Profile profile() {
    return plant.profile();
  }

  public Eeprom settings() {
    return plant.settings(unit);
  }

  /** The unit's measured values. */
  public Moment moment() {
    return plant.moment(unit, second);
  }

  /** The same question about the unit that the argument is the number of, if there is one. */
  public Optional<Question> numbered() {
    int place = plant.placeOf(Integer.parseInt(argument));
    return place < plant.members()
        ? Optional.of(new Question(plant, place, code, argument, second, clockOffset))
        : Optional.empty();
  }

  /** The code of the fault it has, 0 for none. */
  public int failure() {
    return plant.faults(unit).amount(Faults.Kind.FAILURE);
  }

  /** The percent of charge that a battery management tells it, 0 where none speaks to it. */
  public int bms() {
    return plant.faults(unit).amount(Faults.Kind.BMS);
  }

  /** The time on its clock. */
  public LocalDateTime time() {
    Instant now = plant.clock().instant();
    return LocalDateTime.ofInstant(now, plant.clock().getZone())
        .plusSeconds(clockOffset)
        .truncatedTo(ChronoUnit.SECONDS);
  }

  /** The energy of the load or of the panels in the period of the argument. */
  public Optional<Map<String, @Nullable Object>> energy(boolean load) {
    return Period.of(argument)
        .map(
            period ->
                Map.of("energy", plant.energy(unit, load, period.from(), period.to(), second)));
  }

  /** The period of an energy inquiry, in seconds of local standard time. */
  private record Period(long from, long to) {

    /** Parses an empty text, a year, a month, a day or an hour; empty where there is no such. */
    static Optional<Period> of(String date) {
      if (date.isEmpty()) {
        return Optional.of(new Period(Long.MIN_VALUE, Long.MAX_VALUE));
      }
      int year = Integer.parseInt(date.substring(0, 4));
      int month = date.length() > 4 ? Integer.parseInt(date.substring(4, 6)) : 1;
      int day = date.length() > 6 ? Integer.parseInt(date.substring(6, 8)) : 1;
      int hour = date.length() > 8 ? Integer.parseInt(date.substring(8)) : 0;
      if (month < 1
          || month > 12
          || day < 1
          || day > YearMonth.of(year, month).lengthOfMonth()
          || hour > 23) {
        return Optional.empty();
      }
      LocalDateTime start = LocalDateTime.of(year, month, day, hour, 0);
      LocalDateTime end =
          switch (date.length()) {
            case 4 -> start.plusYears(1);
            case 6 -> start.plusMonths(1);
            case 8 -> start.plusDays(1);
            default -> start.plusHours(1);
          };
      return Optional.of(
          new Period(start.toEpochSecond(ZoneOffset.UTC), end.toEpochSecond(ZoneOffset.UTC)));
    }
  }
}
