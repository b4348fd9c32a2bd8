package io.sunherd.battery;

import org.jspecify.annotations.Nullable;

/**
 * A state of charge from counted ampere-hours, with a bound of its own error. The error grows with
 * the charge that flows, with time, and faster while not all of the current is known; it shrinks
 * where the battery shows that it is full or empty. Goes by the clocks it is given; for one thread.
 */
final class AhCount {
  /** The share of the capacity that the current has fallen to when a battery is full (C/25). */
  private static final double TAIL = 0.04;

  /** A battery under more load than this share of its capacity (C/5) sags too much to be judged. */
  private static final double HARD = 0.2;

  /** How far below the voltage it floats at a full battery may be seen. */
  private static final double NEAR = 0.996;

  private static final long FULL_MS = 180_000;
  private static final long EMPTY_MS = 60_000;

  /** What is known once a battery has shown that it is full, or empty: percent. */
  private static final double FULL_ERROR = 2;

  private static final double EMPTY_ERROR = 3;

  /**
   * The error as a share of the charge that flows out, and in: the error of the sensor, and for
   * charging also what the battery does not give back.
   */
  private static final double OUT = 0.03;

  private static final double IN = 0.05;

  /** Units tell whole amperes. */
  private static final double ROUNDING_AMPS = 0.5;

  /** The share of the capacity that may flow in an hour of which the current is not known. */
  private static final double UNKNOWN = 0.05;

  /** The current is not known between two readings that are further apart. */
  private static final long GAP_MS = 60_000;

  private static final double MS_PER_HOUR = 3_600_000;

  private double soc;
  private double error;
  private long at;
  private String by;
  private long correctedAt;

  private boolean isNew;
  private long lastMs;
  private @Nullable Double lastAmps;
  private long fullForMs;
  private long emptyForMs;

  /**
   * A count, as it can be kept.
   *
   * @param soc percent
   * @param error how far off it may be, percentage points
   * @param at when it was so, epoch milliseconds
   * @param by what has corrected it last: {@code full}, {@code empty}, or {@code start} where
   *     nothing has
   * @param correctedAt when, epoch milliseconds
   */
  record Kept(double soc, double error, long at, String by, long correctedAt) {}

  /**
   * What the battery shows now.
   *
   * @param amps its current, plus is charging; null where it is not known
   * @param isWhole whether that is the current of all its units
   * @param units how many units tell it
   * @param volts its voltage, or null
   */
  record Seen(@Nullable Double amps, boolean isWhole, int units, @Nullable Double volts) {}

  /**
   * What tells that it is full or empty.
   *
   * @param capacityAh from full to empty
   * @param emptySoc the state of charge it has when it is empty, percent
   * @param floatVolts the voltage that it is kept at when full, or null
   * @param emptyVolts the voltage that it has when empty, or null
   */
  record Ends(
      double capacityAh,
      double emptySoc,
      @Nullable Double floatVolts,
      @Nullable Double emptyVolts) {}

  private AhCount(Kept from) {
    soc = from.soc();
    error = from.error();
    at = from.at();
    by = from.by();
    correctedAt = from.correctedAt();
    isNew = true;
  }

  /** Goes on with a count that was kept. */
  static AhCount goOn(Kept from) {
    return new AhCount(from);
  }

  /**
   * Begins without knowing anything for sure.
   *
   * @param guess a state of charge as likely as any, percent
   */
  static AhCount begin(double guess, long epochMs) {
    return new AhCount(new Kept(guess, Math.max(guess, 100 - guess), epochMs, "start", epochMs));
  }

  double soc() {
    return soc;
  }

  /** How far off it may be, percentage points. */
  double error() {
    return error;
  }

  String by() {
    return by;
  }

  long correctedAt() {
    return correctedAt;
  }

  Kept kept() {
    return new Kept(soc, error, at, by, correctedAt);
  }

  /**
   * Takes what the battery shows now.
   *
   * @param nowMs monotonic
   * @param epochMs the time of day
   */
  void see(Seen seen, Ends ends, long nowMs, long epochMs) {
    long sinceMs = isNew ? asleep(epochMs) : Math.max(0, nowMs - lastMs);
    count(seen, ends, sinceMs);
    judge(seen, ends, isNew ? 0 : Math.min(sinceMs, GAP_MS), epochMs);
    error = Math.min(error, Math.max(soc, 100 - soc));
    isNew = false;
    lastMs = nowMs;
    lastAmps = seen.amps();
    at = epochMs;
  }

  /** How long the hub did not run; where the clock went back, nobody knows. */
  private long asleep(long epochMs) {
    if (epochMs < at) {
      error = 100;
      return 0;
    }
    return epochMs - at;
  }

  private void count(Seen seen, Ends ends, long sinceMs) {
    double hours = sinceMs / MS_PER_HOUR;
    double percent = 100 / ends.capacityAh();
    double now = number(seen.amps());
    double before = number(lastAmps);
    double mean = sinceMs <= GAP_MS ? (now + before) / 2 : Double.NaN;
    boolean isKnown = !Double.isNaN(mean);
    double flow = isKnown ? mean : 0;
    soc = Math.max(0, Math.min(100, soc + flow * hours * percent));
    double doubt =
        Math.abs(flow) * (flow < 0 ? OUT : IN)
            + ROUNDING_AMPS * Math.sqrt(Math.max(1, seen.units()));
    if (!isKnown || !seen.isWhole()) {
      doubt += Math.max(UNKNOWN * ends.capacityAh(), Math.max(size(now), size(before)));
    }
    error += doubt * hours * percent;
  }

  private static double number(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  private static double size(double amps) {
    return Double.isNaN(amps) ? 0 : Math.abs(amps);
  }

  private void judge(Seen seen, Ends ends, long sinceMs, long epochMs) {
    fullForMs = isFull(seen, ends) ? fullForMs + sinceMs : 0;
    emptyForMs = isEmpty(seen, ends) ? emptyForMs + sinceMs : 0;
    if (fullForMs >= FULL_MS) {
      correct(100, FULL_ERROR, "full", epochMs);
    } else if (emptyForMs >= EMPTY_MS) {
      correct(ends.emptySoc(), EMPTY_ERROR, "empty", epochMs);
    }
  }

  private void correct(double percent, double stillOff, String what, long epochMs) {
    soc = percent;
    error = stillOff;
    by = what;
    correctedAt = epochMs;
  }

  /** Whether the battery is full: it is at its float voltage, and takes hardly any current. */
  private static boolean isFull(Seen seen, Ends ends) {
    Double volts = seen.volts();
    Double amps = seen.amps();
    Double floating = ends.floatVolts();
    return volts != null
        && amps != null
        && floating != null
        && seen.isWhole()
        && volts >= floating * NEAR
        && amps >= -ROUNDING_AMPS * 2
        && amps <= TAIL * ends.capacityAh();
  }

  private static boolean isEmpty(Seen seen, Ends ends) {
    Double volts = seen.volts();
    Double amps = seen.amps();
    Double least = ends.emptyVolts();
    return volts != null
        && amps != null
        && least != null
        && volts <= least
        && amps < 0
        && amps >= -HARD * ends.capacityAh();
  }
}
