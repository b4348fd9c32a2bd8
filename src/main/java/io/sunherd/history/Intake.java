package io.sunherd.history;

import io.sunherd.bus.Reading;
import io.sunherd.history.rows.Row;
import io.sunherd.history.store.Kept;
import io.sunherd.history.store.Shift;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was received and is not stored yet. When the time of day is set, data that waits and data
 * that this process has stored is moved to its true time: the monotonic clock shows how long ago it
 * was. Knows no thread and no database.
 */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  /** A day of nine units and their totals every 15 seconds, in some 15 MB. */
  private static final int MOST_ROWS = 60_000;

  private static final int MOST_AT_ONCE = 2_000;

  private final Recorder recorder;
  private final long every;
  private final WallClock wall;
  private final UnsetClockSpan stretch;
  private final Queue queue = new Queue(MOST_ROWS);

  /**
   * Rows for times at which other rows are stored already: a slow clock has dated them too early.
   */
  private final Queue early = new Queue(MOST_ROWS);

  private long moved;
  private long slot;
  private @Nullable Long newest;

  /**
   * @param every the time between two rows
   * @param dayMs the time of day
   * @param steadyMs the same moment on the monotonic clock
   */
  Intake(Recorder recorder, Duration every, long dayMs, long steadyMs) {
    this.recorder = recorder;
    this.every = every.toSeconds();
    this.wall = new WallClock(dayMs, steadyMs, Sleep::seconds);
    this.stretch = new UnsetClockSpan(this.every, steadyMs);
    this.slot = slot(dayMs);
  }

  /**
   * The number of the interval: rows are made when the time of day enters another one, forward or
   * back.
   */
  private long slot(long dayMs) {
    return Math.floorDiv(dayMs, every * 1_000);
  }

  /** Whether the clock was set; if so, moves the data. */
  boolean isSet(long dayMs, long steadyMs) {
    long seconds = wall.set(dayMs, steadyMs);
    if (seconds != 0) {
      set(seconds, steadyMs);
      slot = slot(dayMs);
    }
    return seconds != 0;
  }

  /** Takes the present time; returns whether rows were made or the clock was set. */
  boolean look(long dayMs, long steadyMs) {
    boolean isSet = isSet(dayMs, steadyMs);
    long now = slot(dayMs);
    if (now == slot) {
      return isSet;
    }
    slot = now;
    queue.add(recorder.rows(now * every, steadyMs));
    return true;
  }

  /** Takes a reading, dated by the clock as it is now. */
  void accept(Reading reading, long steadyMs) {
    recorder.accept(reading, wall.at(reading.at(), steadyMs), steadyMs);
  }

  private void set(long seconds, long steadyMs) {
    Duration by = Duration.ofSeconds(seconds);
    if (!stretch.movesWith(seconds, steadyMs)) {
      LOG.warn("The clock was set by {}. What is kept in the history stays where it is.", by);
      stretch.end(steadyMs);
      recorder.stay();
      early.clear();
      return;
    }
    LOG.warn(
        "The clock was set by {}. What was kept in the history since the start was told by the wrong"
            + " time, and is moved.",
        by);
    stretch.move(seconds);
    recorder.move(seconds);
    queue.move(seconds);
    early.move(seconds);
    queue.add(early.clear());
    moved += seconds;
    newest = newest == null ? null : (Long) (newest + seconds);
  }

  /** What is to be stored next. */
  Entry next() {
    Shift shift = stretch.shift();
    return new Entry(
        shift,
        stretch.placed(),
        moved,
        queue.take(MOST_AT_ONCE),
        recorder.energy(),
        recorder.counters());
  }

  /**
   * An entry was stored.
   *
   * @param but what was not stored, because other rows have those times
   * @param now epoch seconds
   */
  void kept(Entry entry, Kept but, long now) {
    queue.written();
    List<Row> taken = but.taken();
    long since = moved - entry.moved();
    Set<Row> others = new HashSet<>(taken);
    List<Row> rows = entry.rows().stream().filter(row -> !others.contains(row)).toList();
    stretch.kept(entry, rows, but.stuck(), since);
    recorder.kept(entry.energy(), entry.counters(), now);
    if (!rows.isEmpty()) {
      newest = rows.get(rows.size() - 1).at() + since;
    }
    List<Row> wait = new ArrayList<>();
    taken.forEach(row -> wait.add(row.moved(since)));
    (since == 0 ? early : queue).add(wait);
    if (!wait.isEmpty() && early.size() == wait.size()) {
      LOG.warn(
          "Rows of this time are in the history already: the clock stands behind. Its rows wait until"
              + " it is set.");
    }
  }

  /** The rows that wait for the database. */
  Queue queue() {
    return queue;
  }

  /** Whether anything other than energy waits. */
  boolean isDue() {
    return queue.size() > 0 || stretch.shift() != null;
  }

  /** The time of the newest row that was stored, epoch seconds, or null. */
  @Nullable Long newest() {
    return newest;
  }
}
