package io.sunherd.history.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours, days, months and years begin where they begin, whatever the clocks do. */
@PureTests
class PeriodTest {

  private static List<String> bounds(Period period, String from, String to, String zone) {
    ZoneId there = ZoneId.of(zone);
    return period
        .bounds(
            OffsetDateTime.parse(from).toEpochSecond(),
            OffsetDateTime.parse(to).toEpochSecond(),
            there)
        .stream()
        .map(at -> Instant.ofEpochSecond(at).atZone(there).toOffsetDateTime().toString())
        .toList();
  }

  @Test
  void anHourThatTheClocksArePutForwardWithinIsHalfAnHour() {
    assertEquals(
        List.of(
            "2026-10-04T01:00+10:30",
            "2026-10-04T02:30+11:00",
            "2026-10-04T03:00+11:00",
            "2026-10-04T04:00+11:00"),
        bounds(
            Period.HOUR,
            "2026-10-04T01:40:00+10:30",
            "2026-10-04T03:10:00+11:00",
            "Australia/Lord_Howe"));
  }

  @Test
  void anHourThatComesHalfAgainIsAnHourAndAHalf() {
    assertEquals(
        List.of(
            "2026-04-05T01:00+11:00",
            "2026-04-05T01:30+10:30",
            "2026-04-05T02:00+10:30",
            "2026-04-05T03:00+10:30"),
        bounds(
            Period.HOUR,
            "2026-04-05T01:40:00+11:00",
            "2026-04-05T02:10:00+10:30",
            "Australia/Lord_Howe"));
    assertEquals(
        List.of("2026-04-05T01:30+10:30", "2026-04-05T02:00+10:30"),
        bounds(
            Period.HOUR,
            "2026-04-05T01:40:00+10:30",
            "2026-04-05T01:50:00+10:30",
            "Australia/Lord_Howe"));
  }

  @Test
  void hoursOfHalfHourZonesBeginWithTheClock() {
    assertEquals(
        List.of("2026-06-01T10:00+05:30", "2026-06-01T11:00+05:30"),
        bounds(
            Period.HOUR, "2026-06-01T10:00:00+05:30", "2026-06-01T10:59:59+05:30", "Asia/Kolkata"));
    assertEquals(
        List.of("2026-06-01T10:00+05:45", "2026-06-01T11:00+05:45"),
        bounds(
            Period.HOUR,
            "2026-06-01T10:59:00+05:45",
            "2026-06-01T10:59:59+05:45",
            "Asia/Kathmandu"));
  }

  @Test
  void aDayThatWasLeftOutIsNone() {
    assertEquals(
        List.of("2011-12-29T00:00-10:00", "2011-12-31T00:00+14:00", "2012-01-01T00:00+14:00"),
        bounds(
            Period.DAY, "2011-12-29T12:00:00-10:00", "2011-12-31T12:00:00+14:00", "Pacific/Apia"));
  }

  @Test
  void aDayWithoutMidnightBeginsWithItsFirstMoment() {
    assertEquals(
        List.of("2018-11-03T00:00-03:00", "2018-11-04T01:00-02:00", "2018-11-05T00:00-02:00"),
        bounds(
            Period.DAY,
            "2018-11-03T12:00:00-03:00",
            "2018-11-04T12:00:00-02:00",
            "America/Sao_Paulo"));
  }

  @ParameterizedTest
  @CsvSource({"MONTH, 2026-03-01T00:00+01:00", "YEAR, 2026-01-01T00:00+01:00"})
  void monthsAndYears(Period period, String start) {
    assertEquals(
        start,
        bounds(period, "2026-03-31T12:00:00+02:00", "2026-03-31T12:00:00+02:00", "Europe/Madrid")
            .get(0));
  }

  /** In every zone there is: in order, without a gap, around what was asked for. */
  @Property(tries = 30, seed = "20261129")
  void periodsFollowOneAnother(
      @ForAll Period period,
      @ForAll @LongRange(min = 1_400_000_000L, max = 1_900_000_000L) long from) {
    Set<String> zones = ZoneId.getAvailableZoneIds();
    for (String zone : zones) {
      List<Long> bounds = period.bounds(from, from + 40 * 3_600, ZoneId.of(zone));
      assertTrue(bounds.get(0) <= from, zone);
      assertTrue(bounds.get(bounds.size() - 1) > from + 40 * 3_600, zone);
      assertTrue(bounds.get(bounds.size() - 2) <= from + 40 * 3_600, zone);
      for (int i = 1; i < bounds.size(); i++) {
        assertTrue(bounds.get(i) > bounds.get(i - 1), zone);
        // Whoever asks for any moment of it gets it.
        assertEquals(
            List.of(bounds.get(i - 1), bounds.get(i)),
            period.bounds(bounds.get(i - 1), bounds.get(i) - 1, ZoneId.of(zone)),
            zone);
        assertEquals(
            bounds.get(i - 1),
            period.bounds(bounds.get(i) - 1, from, ZoneId.of(zone)).get(0),
            zone);
      }
    }
  }
}
