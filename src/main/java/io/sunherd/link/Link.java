package io.sunherd.link;

import java.time.Duration;

/**
 * An open device. Used by one thread at a time; every call returns within its limit, so that the
 * thread can always be stopped.
 */
public interface Link extends AutoCloseable {
  /** How long a device may take to accept a request; that of a sound one is a matter of course. */
  Duration WRITE_LIMIT = Duration.ofMillis(1_500);

  /**
   * Reads what is there, or waits for the first byte.
   *
   * @param into where the bytes go, from {@code offset} on to its end
   * @param limit how long to wait for the first byte; zero only takes what is there
   * @return how many bytes came, 0 if none came in time
   * @throws LinkException when the device is gone
   */
  int read(byte[] into, int offset, Duration limit) throws LinkException;

  /**
   * Writes all bytes. Where that fails some may have been taken; the device is of no use then but
   * to be closed.
   *
   * @throws LinkException when the device is gone or did not take them in time
   */
  void write(byte[] bytes) throws LinkException;

  /**
   * Ends a read that waits in another thread, soon and with a {@link LinkException}, and all that
   * come: whoever has the link is to close it. For any thread; does not wait. Where reads are short
   * by nature there is nothing to do.
   */
  default void interrupt() {}

  /** What is open, as a configuration would write it: {@code serial:/dev/ttyUSB0}. */
  DeviceAddress device();

  /** Lets the device go. Never throws, never blocks for long, may be called twice. */
  @Override
  void close();
}
