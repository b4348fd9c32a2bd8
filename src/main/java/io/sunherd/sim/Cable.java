package io.sunherd.sim;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** The far end of a simulated unit's port: whoever talks to it from outside this process. */
interface Cable extends Closeable {

  /**
   * Reads what came.
   *
   * @param limit how long to wait, at least a millisecond
   * @return how many bytes came, 0 if none came in time, -1 once nobody is there any more
   */
  int read(byte[] into, Duration limit) throws IOException;

  /** Takes nothing from now on, as a port that is stuck, or goes on taking what comes. */
  void hold(boolean on);

  /**
   * Waits, and takes nothing meanwhile.
   *
   * @param limit how long to wait, at least a millisecond
   * @return false once nobody is there any more
   */
  boolean pause(Duration limit);

  /** Sends all bytes. */
  void write(byte[] bytes) throws IOException;
}
