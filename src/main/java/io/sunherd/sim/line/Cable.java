package io.sunherd.sim.line;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** The far end of a simulated unit's port: a program outside this process. */
interface Cable extends Closeable {

  /**
   * Reads the bytes that came.
   *
   * @param limit how long to wait, at least a millisecond
   * @return how many bytes came, 0 if none came in time, -1 once the far end is gone
   */
  int read(byte[] into, Duration limit) throws IOException;

  /** Stops reading, as a stuck port does, or goes on. */
  void hold(boolean on);

  /**
   * Waits without reading.
   *
   * @param limit how long to wait, at least a millisecond
   * @return false once the far end is gone
   */
  boolean pause(Duration limit);

  /** Sends all bytes. */
  void write(byte[] bytes) throws IOException;
}
