package io.sunherd.history;

import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.rows.RowSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts energy: power is taken to change linearly between two readings of an inverter, and is
 * integrated into quarters of an hour. Quarters are in UTC, so that hours and days of every time
 * zone consist of whole quarters, whatever its clocks do.
 *
 * <p>The time between two readings comes from the monotonic clock; their date from the time of day.
 * Where readings lie further apart than three polls and than a minute there is a gap, in which
 * nothing is counted.
 */
final class EnergyLedger {
  /** Between readings this close the power is always interpolated. */
  static final long BRIDGED_MS = 60_000;

  private static final int POLLS = 3;
  private static final long REMEMBERED = UnsetClockSpan.LONGEST_MS / 1_000;

  /** The time of day is accepted where it differs by no more than this from the monotonic clock. */
  private static final long JITTER_MS = 500;

  /**
   * Some days of nine units; while the database cannot be written, the oldest are dropped beyond
   * this.
   */
  private static final int MOST = 10_000;

  private final Map<Key, Reading> last = new HashMap<>();
  private final Map<Page.Key, Page> pages = new LinkedHashMap<>();
  private long lost;

  private record Key(RowSource source, String stream) {}

  private record Reading(long atMs, long steadyMs, Power power) {}

  /**
   * Counts what has come since the reading before.
   *
   * @param stream the way by which the source was seen; each is integrated separately
   * @param atMs the time of day of the reading, epoch milliseconds
   * @param steadyMs the same moment on a clock that never jumps
   * @param everyMs how often it is polled; 0 if it is not
   * @param power what flowed then
   */
  void read(RowSource source, String stream, long atMs, long steadyMs, long everyMs, Power power) {
    Reading before = last.put(new Key(source, stream), new Reading(atMs, steadyMs, power));
    if (before == null) {
      return;
    }
    long passed = steadyMs - before.steadyMs;
    long told = atMs - before.atMs;
    long millis = told > 0 && Math.abs(told - passed) <= JITTER_MS ? told : passed;
    if (millis <= 0 || millis > Math.max(BRIDGED_MS, POLLS * everyMs)) {
      return;
    }
    Set<Meter> meters = EnumSet.noneOf(Meter.class);
    meters.addAll(power.watts().keySet());
    meters.retainAll(before.power.watts().keySet());
    if (!meters.isEmpty()) {
      count(source, meters, atMs - millis, atMs, before.power, power);
    }
  }

  private void count(
      RowSource source, Set<Meter> meters, long fromMs, long toMs, Power before, Power power) {
    long start = fromMs;
    while (start < toMs) {
      long quarter = Quarter.of(Math.floorDiv(start, 1_000L));
      long end = Math.min(toMs, (quarter + Quarter.SECONDS) * 1_000);
      Page page = page(source, quarter);
      for (Meter meter : meters) {
        double fromWatts = before.watts(meter);
        double slope = (power.watts(meter) - fromWatts) / (toMs - fromMs);
        double mean = fromWatts + slope * ((start + end) / 2.0 - fromMs);
        boolean isCalculated = before.isCalculated(meter) || power.isCalculated(meter);
        page.add(meter, mean * (end - start) / 3_600, start, end, isCalculated);
      }
      start = end;
    }
  }

  private Page page(RowSource source, long quarter) {
    Page page = pages.computeIfAbsent(new Page.Key(source, quarter), Page::new);
    if (pages.size() > MOST) {
      Page one = pages.values().stream().filter(Page::isKept).findFirst().orElse(oldest());
      pages.remove(one.key());
      lost += one.isKept() ? 0 : 1;
    }
    return page;
  }

  private Page oldest() {
    return pages.values().iterator().next();
  }

  /** The clock was wrong: moves all that was counted by so many seconds. */
  void move(long seconds) {
    List<Page> out = new ArrayList<>();
    for (Page page : pages.values()) {
      Page counted = page.takeOut();
      if (counted != null) {
        out.add(counted);
      }
    }
    out.forEach(page -> page.pour(seconds * 1_000, key -> page(key.source(), key.at())));
  }

  /** Leaves what is stored where it is, whatever the clock is set to. */
  void stay() {
    pages.values().removeIf(Page::isKept);
  }

  /** The quarters that have changed since they were last stored. */
  List<Page.Copy> changed() {
    List<Page.Copy> changed = new ArrayList<>();
    for (Page page : pages.values()) {
      Page.Copy copy = page.copy();
      if (copy != null) {
        changed.add(copy);
      }
    }
    return changed;
  }

  /**
   * These were stored. Closes quarters that are long over; later ones may still have to be moved.
   * {@code now} is in epoch seconds.
   */
  void kept(List<Page.Copy> copies, long now) {
    copies.forEach(Page.Copy::kept);
    pages.values().removeIf(page -> page.isKept() && page.key().at() < now - REMEMBERED);
  }

  /** How many quarters were dropped because the database could not be written. */
  long lost() {
    return lost;
  }
}
