package io.sunherd.alarm;

import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.heard.TimedReading;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A string of panels that makes clearly less than the best string of the same unit during an hour
 * of sun. A string that has never made anything counts as not connected. Two strings of which now
 * one, now the other makes clearly more face different ways, and are not compared.
 */
final class StringLag implements AlarmCondition {
  /** There is sun while the best string makes so much. */
  private static final double SUN_WATTS = 200;

  /** A string that has never made so much counts as not connected. */
  private static final double DELIVERS_WATTS = 20;

  private static final double LAGS = 0.75;
  private static final long HOUR_MS = 3_600_000;

  /** A longer pause between two checks is not counted. */
  private static final long LONGEST_STEP_MS = 10_000;

  private final Map<String, List<Tracker>> trackers = new HashMap<>();
  private final Map<String, Course> courses = new HashMap<>();

  /** A field that tells the power of a string. */
  private record Tracker(String code, Field field) {}

  /** Which string has clearly made more than which in some hour. */
  private record Lead(String by, String over) {
    Lead turned() {
      return new Lead(over, by);
    }
  }

  /** The energy of the strings of one unit in the present hour of sun. */
  private static final class Course {
    final Map<String, Double> wattHours = new LinkedHashMap<>();
    final Set<String> lagging = new HashSet<>();
    final Set<Lead> leads = new HashSet<>();
    final Set<String> delivered = new HashSet<>();
    Map<String, Double> last = Map.of();
    String best = "";
    long lookedMs;
    long sunMs;
    boolean isKnown;
  }

  @Override
  public void judge(WatchedHerd herd, long nowMs, Assessment into) {
    courses.keySet().removeIf(id -> !herd.has(id));
    for (WatchedUnit unit : herd.units()) {
      Map<String, Double> watts = watts(unit, nowMs);
      if (watts.size() > 1) {
        Course course = courses.computeIfAbsent(unit.id(), id -> new Course());
        go(course, watts, nowMs);
        tell(unit, course, into);
      }
    }
  }

  private Map<String, Double> watts(WatchedUnit unit, long nowMs) {
    Map<String, Double> watts = new LinkedHashMap<>();
    Dialect dialect = unit.heard().dialect();
    for (Tracker tracker : trackers.computeIfAbsent(dialect.id(), id -> trackers(dialect))) {
      TimedReading newest = unit.heard().newest(tracker.code());
      if (newest != null
          && newest.isLive(nowMs)
          && !unit.isOffline()
          && newest.reading().data().get(tracker.field().key()) instanceof Number own) {
        watts.put(tracker.field().key(), own.doubleValue());
      }
    }
    return watts;
  }

  private static List<Tracker> trackers(Dialect dialect) {
    List<Tracker> all = new ArrayList<>();
    for (Inquiry inquiry : dialect.carriers(Quantity.PV_WATTS)) {
      inquiry.fields().stream()
          .filter(field -> field.countsAs() == Quantity.PV_WATTS)
          .forEach(field -> all.add(new Tracker(inquiry.code(), field)));
    }
    return all;
  }

  private static void go(Course course, Map<String, Double> watts, long nowMs) {
    long step = nowMs - course.lookedMs;
    course.lookedMs = nowMs;
    watts.forEach(
        (key, own) -> {
          if (own >= DELIVERS_WATTS) {
            course.delivered.add(key);
          }
        });
    double best = watts.values().stream().mapToDouble(own -> own).max().orElse(0);
    if (step <= 0 || step > LONGEST_STEP_MS || best < SUN_WATTS) {
      return;
    }
    course.sunMs += step;
    watts.forEach((key, own) -> course.wattHours.merge(key, own * step / HOUR_MS, Double::sum));
    if (course.sunMs >= HOUR_MS) {
      end(course);
    }
  }

  private static void end(Course course) {
    course.last = Map.copyOf(course.wattHours);
    course.isKnown = true;
    course.lagging.clear();
    course.best =
        course.last.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse("");
    double least = LAGS * course.last.getOrDefault(course.best, 0.0);
    List<String> behind =
        course.last.keySet().stream()
            .filter(key -> course.last.getOrDefault(key, 0.0) < least)
            .filter(course.delivered::contains)
            .toList();
    behind.forEach(key -> course.leads.add(new Lead(course.best, key)));
    if (course.leads.stream().map(Lead::turned).noneMatch(course.leads::contains)) {
      course.lagging.addAll(behind);
    }
    course.wattHours.clear();
    course.sunMs = 0;
  }

  private static void tell(WatchedUnit unit, Course course, Assessment into) {
    for (Map.Entry<String, Double> one : course.last.entrySet()) {
      AlarmSubject subject =
          new AlarmSubject(AlarmKind.IMBALANCE, unit.id(), "string " + one.getKey());
      if (course.lagging.contains(one.getKey())) {
        into.holds(finding(unit, subject, one.getKey(), course));
      } else if (course.isKnown) {
        into.denied(subject);
      }
    }
  }

  private static Finding finding(
      WatchedUnit unit, AlarmSubject subject, String key, Course course) {
    String twin = course.best;
    double own = course.last.getOrDefault(key, 0.0);
    double other = course.last.getOrDefault(twin, 0.0);
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("string", key);
    evidence.put("twin", twin);
    evidence.put("watt_hours", Math.round(own));
    evidence.put("twin_watt_hours", Math.round(other));
    return new Finding(
        subject,
        "A string of " + unit.id() + " lags its twin: ",
        "in an hour of sun "
            + key
            + " made "
            + Math.round(own)
            + " Wh and "
            + twin
            + " "
            + Math.round(other)
            + " Wh",
        "It clears after an hour of sun with less than a quarter between them.",
        evidence,
        HOUR_MS);
  }
}
