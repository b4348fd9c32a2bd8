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
 * What was heard and is not kept yet. When the time of day is set, what waits and what was kept by
 * this process is moved to its true time: how long ago it was is known by the clock that never
 * jumps. Knows no thread and no database.
 */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  /** A day of nine units and their totals every 15 seconds, in some 15 MB. */
  private static final int MOST_ROWS = 60_000;

  private static final int MOST_AT_ONCE = 2_000;

  private final Recorder recorder;
  private final long every;
  private final Wall wall;
  private final Stretch stretch;
  private final Queue queue = new Queue(MOST_ROWS);

  /** Rows of times at which others are kept: a clock that stands behind has told them. */
  private final Queue early = new Queue(MOST_ROWS);

  private long moved;
  private long slot;
  private @Nullable Long newest;

  /**
   * @param every the time between two rows
   * @param dayMs the time of day
   * @param steadyMs the same moment on the clock that never jumps
   */
  Intake(Recorder recorder, Duration every, long dayMs, long steadyMs) {
    this.recorder = recorder;
    this.every = every.toSeconds();
    this.wall = new Wall(dayMs, steadyMs, Sleep::seconds);
    this.stretch = new Stretch(this.every, steadyMs);
    this.slot = slot(dayMs);
  }

  /** Rows are made when the time of day passes a multiple of the interval, whichever way. */
  private long slot(long dayMs) {
    return Math.floorDiv(dayMs, every * 1_000);
  }

  /** Notices whether the clock was set. */
  boolean isSet(long dayMs, long steadyMs) {
    long seconds = wall.set(dayMs, steadyMs);
    if (seconds != 0) {
      set(seconds, steadyMs);
      slot = slot(dayMs);
    }
    return seconds != 0;
  }

  /** It is so late now; tells whether anything has come of it. */
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

  /** A reading, by the clock as it is now. */
  void accept(Reading reading, long steadyMs) {
    recorder.accept(reading, wall.at(reading.at(), steadyMs), steadyMs);
  }

  private void set(long seconds, long steadyMs) {
    Duration by = Duration.ofSeconds(seconds);
    if (!stretch.goesAlong(seconds, steadyMs)) {
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

  /** What is to be kept next. */
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
   * It was kept.
   *
   * @param but what was not, because others are kept at those times
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

  /** Whether anything waits that is more than energy. */
  boolean isDue() {
    return queue.size() > 0 || stretch.shift() != null;
  }

  /** The time of the newest row that was kept, epoch seconds, or null. */
  @Nullable Long newest() {
    return newest;
  }
}
