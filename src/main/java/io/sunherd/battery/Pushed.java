package io.sunherd.battery;

import io.sunherd.bus.Verdict;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has sent of a battery.
 *
 * @param system the key of the parallel system whose battery it is; null where there is one only
 * @param soc its state of charge, percent
 * @param volts its voltage, or null where that was not sent
 * @param amps its current, plus is charging, or null where that was not sent
 * @param at when it was measured, epoch milliseconds
 * @param receivedMs when it came, monotonic
 * @param ageMs how old it was then
 */
record Pushed(
    @Nullable String system,
    double soc,
    @Nullable Double volts,
    @Nullable Double amps,
    long at,
    long receivedMs,
    long ageMs) {

  /** For so long it counts as how the battery is. */
  private static final long GOOD_FOR_MS = 60_000;

  /** Two clocks may differ as much. */
  private static final long SKEW_MS = 60_000;

  private static final double MOST_VOLTS = 1_000;
  private static final double MOST_AMPS = 100_000;
  private static final int LONGEST_TEXT = 64;
  private static final Set<String> KEYS = Set.of("soc", "volts", "amps", "at", "system");

  /** What was sent is not right: one sentence. */
  static final class Wrong extends RuntimeException {
    private final int status;

    Wrong(int status, String sentence) {
      super(sentence, null, false, false);
      this.status = status;
    }

    Verdict verdict() {
      return new Verdict(status, Map.of("error", String.valueOf(getMessage())));
    }
  }

  /**
   * Reads what was sent.
   *
   * @param epochMs the time of day
   * @throws Wrong where it is not right
   */
  static Pushed of(Map<String, @Nullable Object> values, long nowMs, long epochMs) {
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw bad(
          "What is known of a battery are "
              + String.join(", ", new TreeSet<>(KEYS))
              + ", and nothing else.");
    }
    Double soc = number(values, "soc", 0, 100);
    if (soc == null) {
      throw bad("\"soc\" is missing: send the state of charge in percent, from 0 to 100.");
    }
    long at = at(values.get("at"), epochMs);
    return new Pushed(
        text(values, "system"),
        soc,
        number(values, "volts", 0, MOST_VOLTS),
        number(values, "amps", -MOST_AMPS, MOST_AMPS),
        at,
        nowMs,
        Math.max(0, epochMs - at));
  }

  private static @Nullable Double number(
      Map<String, @Nullable Object> values, String key, double least, double most) {
    Object value = values.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof Number number
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.doubleValue();
    }
    throw bad("\"%s\" must be a number from %.0f to %.0f.".formatted(key, least, most));
  }

  private static @Nullable String text(Map<String, @Nullable Object> values, String key) {
    Object value = values.get(key);
    if (value == null || (value instanceof String text && text.length() <= LONGEST_TEXT)) {
      return (String) value;
    }
    throw bad("\"" + key + "\" must be a text.");
  }

  private static long at(@Nullable Object value, long epochMs) {
    if (value == null) {
      return epochMs;
    }
    try {
      Instant at = OffsetDateTime.parse(value.toString()).toInstant();
      if (at.toEpochMilli() > epochMs + SKEW_MS) {
        throw bad(
            "\"at\" is in the future: the hub's clock says "
                + Instant.ofEpochMilli(epochMs)
                + "; set the clock that is wrong.");
      }
      return Math.min(epochMs, at.toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      throw bad("\"at\" must be a time such as 2026-11-29T12:00:00Z.");
    }
  }

  private static Wrong bad(String sentence) {
    return new Wrong(400, sentence);
  }

  /** Whether it was measured before another, by both clocks: that of the day may be set. */
  boolean isOlderThan(Pushed other) {
    return at < other.at && receivedMs - ageMs < other.receivedMs - other.ageMs;
  }

  /** Whether it still tells how the battery is. */
  boolean isLive(long nowMs) {
    return ageMs + nowMs - receivedMs <= GOOD_FOR_MS;
  }
}
