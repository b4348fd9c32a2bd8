package io.sunherd.battery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.battery.AhCount.Ends;
import io.sunherd.battery.AhCount.Seen;
import io.sunherd.suite.PureTests;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Counted ampere-hours")
@PureTests
class AhCountTest {
  private static final double CAPACITY = 400;
  private static final Ends ENDS = new Ends(CAPACITY, 0, 54.0, 46.0);
  private static final long STEP_MS = 5_000;
  private static final long HOUR_MS = 3_600_000;
  private static final long START = 1_700_000_000_000L;

  private long nowMs;

  private long epoch() {
    return START + nowMs;
  }

  /** Lets time pass at one current and voltage. */
  private void flow(AhCount count, double amps, double volts, long ms) {
    for (long end = nowMs + ms; nowMs < end; nowMs += STEP_MS) {
      count.see(new Seen(amps, true, 1, volts), ENDS, nowMs, epoch());
    }
  }

  private AhCount full() {
    AhCount count = AhCount.begin(50, epoch());
    flow(count, 1, 54.0, 200_000);
    return count;
  }

  /** A bank as it is: what flows in is in it, until it is full; its voltage tells that only. */
  private static final class Bank {
    private double ah = CAPACITY;

    /** The current that it takes of so much: less and less as it gets full. */
    double take(double amps) {
      return amps <= 0 ? amps : Math.min(amps, (CAPACITY - ah) * 0.8);
    }

    double volts(double amps) {
      double rest = 47 + 5 * ah / CAPACITY;
      boolean isFull = ah > 0.985 * CAPACITY && amps >= 0;
      return isFull ? 54.0 : rest + amps * 0.01;
    }

    void flow(double amps, double hours) {
      ah += amps * hours;
    }

    double soc() {
      return 100 * ah / CAPACITY;
    }
  }

  /** What the units could take in or must give at a time of the day. */
  private static double wanted(double hour, double sun) {
    double load = 12 + 6 * Math.sin(hour) + (hour > 18 && hour < 22 ? 20 : 0);
    double shine = hour > 6 && hour < 18 ? sun * Math.sin((hour - 6) / 12 * Math.PI) : 0;
    return shine - load;
  }

  @ParameterizedTest
  @DisplayName("stay within 5 %, and within their own stated error, for three days of a bad sensor")
  @CsvSource({
    "1.02, 0, 90, 1",
    "0.98, 0, 90, 1",
    "1, 0.5, 90, 1",
    "1, -0.5, 90, 1",
    "1.02, 0, 38, 1",
    "0.98, 0, 38, 1",
    "1.02, 0.3, 90, 3",
    "0.98, -0.3, 90, 3"
  })
  void offset(double gain, double offset, double sun, int units) {
    Bank bank = new Bank();
    AhCount count = full();
    double worst = 0;
    boolean wasCorrected = false;
    for (long end = nowMs + 72 * HOUR_MS; nowMs < end; nowMs += STEP_MS) {
      double hour = (nowMs / (double) HOUR_MS + 16) % 24;
      double amps = bank.take(wanted(hour, sun));
      bank.flow(amps, STEP_MS / (double) HOUR_MS);
      double told = 0;
      for (int i = 0; i < units; i++) {
        told += Math.round((amps * gain + offset) / units);
      }
      count.see(new Seen(told, true, units, bank.volts(amps)), ENDS, nowMs, epoch());
      double off = Math.abs(count.soc() - bank.soc());
      worst = Math.max(worst, off);
      wasCorrected |= count.correctedAt() > START + 6 * HOUR_MS;
      assertTrue(
          off <= count.error(),
          () -> bank.soc() + " is told as " + count.soc() + " +- " + count.error());
    }
    assertTrue(worst <= 5, "It was off by " + worst + " %.");
    assertEquals(sun > 50, wasCorrected, "whether it was full in between");
  }

  @Test
  @DisplayName("know nothing for sure before the battery was full or empty")
  void beginning() {
    AhCount count = AhCount.begin(87, epoch());
    flow(count, 0, 50, 60_000);
    assertEquals(87, count.soc(), 0.1);
    assertEquals(87, count.error(), 0.1);
    assertEquals("start", count.by());
  }

  @Test
  @DisplayName(
      "are corrected where it floats and hardly takes anything any more, for three minutes")
  void corrected() {
    AhCount count = AhCount.begin(50, epoch());
    flow(count, 40, 54.0, 600_000);
    assertEquals("start", count.by(), "It still takes 40 A.");
    flow(count, 10, 54.0, 170_000);
    assertEquals("start", count.by());
    flow(count, 10, 54.0, 30_000);
    assertEquals("full", count.by());
    assertEquals(100, count.soc());
    assertEquals(2, count.error());
  }

  @Test
  @DisplayName("are corrected at the voltage of an empty one, unless it sags under a heavy load")
  void empty() {
    AhCount count = full();
    flow(count, -120, 45.5, 600_000);
    assertEquals("full", count.by());
    flow(count, -20, 45.9, 70_000);
    assertEquals("empty", count.by());
    assertEquals(0, count.soc());
    assertEquals(3, count.error());
  }

  @Test
  @DisplayName("state an error that grows with what flows and with time, never beyond all there is")
  void growing() {
    AhCount count = full();
    double before = count.error();
    flow(count, -40, 51, HOUR_MS);
    assertEquals(90, count.soc(), 0.1);
    double hour = count.error() - before;
    assertTrue(hour > 0.3 && hour < 1, () -> "It grew by " + hour + " in an hour.");
    flow(count, -1, 51, HOUR_MS);
    assertTrue(count.error() > before + hour);
    for (int i = 0; i < 500; i++) {
      flow(count, 1, 51, HOUR_MS);
      flow(count, -1, 51, HOUR_MS);
    }
    assertTrue(count.error() <= 100);
  }

  @Test
  @DisplayName("doubt what flowed while nothing was read, or not of every unit")
  void gaps() {
    AhCount count = full();
    double before = count.error();
    nowMs += HOUR_MS;
    flow(count, 0, 51, STEP_MS);
    assertTrue(count.error() - before > 4, () -> "" + count.error());
    before = count.error();
    for (long end = nowMs + HOUR_MS; nowMs < end; nowMs += STEP_MS) {
      count.see(new Seen(0.0, false, 1, 51.0), ENDS, nowMs, epoch());
    }
    assertTrue(count.error() - before > 4);
  }

  @Test
  @DisplayName("go on after a restart, with the doubt of what flowed meanwhile")
  void restart() {
    AhCount count = full();
    flow(count, -40, 51, HOUR_MS);
    AhCount.Kept kept = count.kept();
    nowMs += 600_000;
    AhCount next = AhCount.goOn(kept);
    flow(next, -40, 51, STEP_MS);
    assertEquals(count.soc(), next.soc(), 0.1);
    assertEquals(count.error() + 40.5 / 6 / 4, next.error(), 0.2);
    assertEquals("full", next.by());
    assertEquals(kept.correctedAt(), next.correctedAt());
    AhCount past = AhCount.goOn(kept);
    past.see(new Seen(0.0, true, 1, 51.0), ENDS, nowMs, kept.at() - 1);
    assertTrue(past.error() > 85, "The clock went back, so that nobody knows how long it was.");
  }
}
