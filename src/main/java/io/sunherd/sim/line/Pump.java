package io.sunherd.sim.line;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Transfers bytes between a unit's port and a cable, each at its time, on the calling thread. */
final class Pump {
  /** How soon a port is found to be stuck; bytes, and the end of the line, wake it at once. */
  private static final Duration IDLE = Duration.ofMillis(200);

  private static final long MILLI = 1_000_000;

  /** Parking may end so much too late; the last part is waited for by spinning. */
  private static final long PARKING_ERROR = 120_000;

  private Pump() {}

  /** Runs until the far end is gone. */
  static void run(Port port, int connection, Cable cable) throws IOException {
    byte[] buffer = new byte[512];
    boolean held = false;
    while (true) {
      if (held != port.isStuck()) {
        held = !held;
        cable.hold(held);
      }
      long wait = port.untilDue();
      if (wait == 0) {
        int sent = port.read(connection, buffer, 0, Duration.ZERO);
        cable.write(Arrays.copyOf(buffer, sent));
      } else if (wait <= 2 * MILLI) {
        pause(wait);
      } else {
        Duration most = Duration.ofMillis(Math.min(IDLE.toMillis(), wait / MILLI - 1));
        int came = held ? (cable.pause(most) ? 0 : -1) : cable.read(buffer, most);
        if (came < 0) {
          return;
        }
        port.write(connection, buffer, came);
      }
    }
  }

  private static void pause(long nanos) {
    if (nanos > PARKING_ERROR) {
      LockSupport.parkNanos(nanos - PARKING_ERROR);
    } else {
      Thread.onSpinWait();
    }
  }
}
