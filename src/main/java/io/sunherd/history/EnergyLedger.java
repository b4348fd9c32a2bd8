package io.sunherd.history;

import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.rows.RowSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The energy books: power between two readings of an inverter changes evenly, and what it comes to
 * goes into the quarters of an hour it falls in. Quarters are of UTC, so that hours and days of
 * every time zone are made of whole ones, whatever its clocks do.
 *
 * <p>How long it is between two readings is told by the clock that never jumps; when it was, by the
 * time of day. Where readings lie further apart than three polls and than a minute there is a gap:
 * nothing is known of it, and nothing is counted.
 */
final class EnergyLedger {
  /** Readings this close are taken to have an even course between them. */
  static final long BRIDGED_MS = 60_000;

  private static final int POLLS = 3;
  private static final long REMEMBERED = Stretch.LONGEST_MS / 1_000;

  /** The time of day is believed where it differs no more than this from the steady clock. */
  private static final long JITTER_MS = 500;

  /** Some days of nine units; what waits longer for a database is lost, the oldest first. */
  private static final int MOST = 10_000;

  private final Map<Key, Reading> last = new HashMap<>();
  private final Map<Page.Key, Page> pages = new LinkedHashMap<>();
  private long lost;

  private record Key(RowSource source, String stream) {}

  private record Reading(long atMs, long steadyMs, Map<Meter, Double> watts) {}

  /**
   * Counts what has come since the reading before.
   *
   * @param stream by which way the source was seen; each is integrated by itself
   * @param atMs the time of day of the reading, epoch milliseconds
   * @param steadyMs the same moment on a clock that never jumps
   * @param everyMs how often it is polled; 0 if it is not
   * @param watts the power by meter
   */
  void read(
      RowSource source,
      String stream,
      long atMs,
      long steadyMs,
      long everyMs,
      Map<Meter, Double> watts) {
    Reading before = last.put(new Key(source, stream), new Reading(atMs, steadyMs, watts));
    if (before == null) {
      return;
    }
    long passed = steadyMs - before.steadyMs;
    long told = atMs - before.atMs;
    long millis = told > 0 && Math.abs(told - passed) <= JITTER_MS ? told : passed;
    if (millis <= 0 || millis > Math.max(BRIDGED_MS, POLLS * everyMs)) {
      return;
    }
    watts.forEach(
        (meter, power) -> {
          Double former = before.watts.get(meter);
          if (former != null) {
            count(source, meter, atMs - millis, atMs, former, power);
          }
        });
  }

  private void count(
      RowSource source, Meter meter, long fromMs, long toMs, double fromWatts, double toWatts) {
    double slope = (toWatts - fromWatts) / (toMs - fromMs);
    long start = fromMs;
    while (start < toMs) {
      long quarter = Quarter.of(Math.floorDiv(start, 1_000L));
      long end = Math.min(toMs, (quarter + Quarter.SECONDS) * 1_000);
      double mean = fromWatts + slope * ((start + end) / 2.0 - fromMs);
      page(source, quarter).add(meter, mean * (end - start) / 3_600, start, end);
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

  /** All that was counted was so many seconds later; it is taken out where it is, and put there. */
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

  /** What is kept stays where it is. */
  void stay() {
    pages.values().removeIf(Page::isKept);
  }

  /** What has changed since it was last kept. */
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
   * These were kept. Quarters that are long over are closed: those before may have to be moved yet.
   * {@code now} is in epoch seconds.
   */
  void kept(List<Page.Copy> copies, long now) {
    copies.forEach(Page.Copy::kept);
    pages.values().removeIf(page -> page.isKept() && page.key().at() < now - REMEMBERED);
  }

  /** How many quarters were given up because no database took them. */
  long lost() {
    return lost;
  }
}
