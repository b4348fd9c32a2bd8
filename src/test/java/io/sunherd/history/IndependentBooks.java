package io.sunherd.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Another integration of the same samples: second by second, each with the power that a line
 * between the two samples has in its middle, on the calendar day it is in. In Wh.
 */
final class IndependentBooks {
  private final ZoneId zone;
  private final long longestGap;
  private final Map<String, Map<LocalDate, Double>> days = new TreeMap<>();
  private final Map<String, Sample> last = new TreeMap<>();
  private LocalDate day = LocalDate.MIN;
  private long dayBegins;
  private long dayEnds;

  private record Sample(long at, Map<String, Double> watts) {}

  /**
   * @param longestGap the seconds between two samples over which a line is drawn
   */
  IndependentBooks(ZoneId zone, long longestGap) {
    this.zone = zone;
    this.longestGap = longestGap;
  }

  /** Nothing is known of the time from here to the next sample. */
  void interrupted() {
    last.clear();
  }

  /** The power of a unit at a second; what is not known is absent. */
  void sample(String unit, long at, Map<String, Double> watts) {
    Sample before = last.put(unit, new Sample(at, watts));
    if (before == null || at - before.at > longestGap) {
      return;
    }
    Set<String> known = new TreeSet<>(watts.keySet());
    known.retainAll(before.watts.keySet());
    for (String kind : known) {
      double from = before.watts.get(kind);
      double step = (watts.get(kind) - from) / (at - before.at);
      Map<LocalDate, Double> of = days.computeIfAbsent(kind, k -> new TreeMap<>());
      double wattSeconds = 0;
      LocalDate date = dayOf(before.at);
      for (long second = before.at; second < at; second++) {
        if (second >= dayEnds) {
          of.merge(date, wattSeconds / 3_600, Double::sum);
          wattSeconds = 0;
          date = dayOf(second);
        }
        wattSeconds += from + step * (second - before.at + 0.5);
      }
      of.merge(date, wattSeconds / 3_600, Double::sum);
    }
  }

  private LocalDate dayOf(long second) {
    if (second < dayBegins || second >= dayEnds) {
      day = Instant.ofEpochSecond(second).atZone(zone).toLocalDate();
      dayBegins = day.atStartOfDay(zone).toEpochSecond();
      dayEnds = day.plusDays(1).atStartOfDay(zone).toEpochSecond();
    }
    return day;
  }

  /** The energy of each day of a kind. */
  Map<LocalDate, Double> days(String kind) {
    return days.getOrDefault(kind, Map.of());
  }

  /** All of it. */
  double total(String kind) {
    return days(kind).values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
