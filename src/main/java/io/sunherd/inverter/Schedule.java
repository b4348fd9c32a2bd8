package io.sunherd.inverter;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The commands due on one line. Pure arithmetic on a monotonic clock.
 *
 * <p>Each command keeps its own rhythm from its first turn on: a late turn does not shift the later
 * ones, and commands that were due together at the start are spread from then on. Of several that
 * are due, the one goes first that is most overdue relative to its own interval, so that on a line
 * too slow for all of them each gets its share.
 */
final class Schedule {
  private static final double PRESSING = 0.1;

  private final Map<String, Beat> beats = new LinkedHashMap<>();

  private static final class Beat {
    final long interval;
    long due;
    boolean started;

    Beat(long interval, long due) {
      this.interval = interval;
      this.due = due;
    }

    double lateness(long now) {
      return (double) (now - due) / interval;
    }
  }

  /**
   * A schedule of which everything is due at once.
   *
   * @param intervals by command; each must be positive
   */
  Schedule(Map<String, Duration> intervals, long now) {
    intervals.forEach(
        (command, every) -> beats.put(command, new Beat(Math.max(1, every.toNanos()), now)));
  }

  /** The command to ask now, if one is due. */
  Optional<String> due(long now) {
    String best = null;
    Beat latest = null;
    for (Map.Entry<String, Beat> entry : beats.entrySet()) {
      Beat beat = entry.getValue();
      if (now - beat.due >= 0 && (latest == null || isBefore(beat, latest, now))) {
        best = entry.getKey();
        latest = beat;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isBefore(Beat one, Beat other, long now) {
    int order = Double.compare(one.lateness(now), other.lateness(now));
    return order > 0 || (order == 0 && one.interval < other.interval);
  }

  /** A command was sent, as scheduled or not; its next turn is one interval later. */
  void asked(String command, long now) {
    Beat beat = beats.get(command);
    if (beat == null || now - beat.due < 0) {
      return;
    }
    if (!beat.started) {
      beat.started = true;
      beat.due = now;
    }
    long beatsLate = (now - beat.due) / beat.interval;
    beat.due += (beatsLate + 1) * beat.interval;
  }

  /** Puts a command off. */
  void postpone(String command, long until) {
    Beat beat = beats.get(command);
    if (beat != null) {
      beat.due = until;
    }
  }

  /** Whether a command is overdue by so much of its interval that the line is short of time. */
  boolean isPressed(long now) {
    return beats.values().stream().anyMatch(beat -> beat.lateness(now) > PRESSING);
  }

  /** How long until something is due; zero when something is. */
  Duration rest(long now) {
    Collection<Beat> all = beats.values();
    long nearest = all.stream().mapToLong(beat -> beat.due - now).min().orElse(Long.MAX_VALUE);
    return Duration.ofNanos(Math.max(0, nearest));
  }
}
