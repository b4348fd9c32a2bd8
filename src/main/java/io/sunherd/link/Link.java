package io.sunherd.link;

import java.time.Duration;

/**
 * An open device. Used by one thread at a time; every call returns within its limit, so that the
 * thread can always be stopped.
 */
public interface Link extends AutoCloseable {
  /** How long a device may take to accept a request; one in order takes it at once. */
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
   * Writes all bytes. Where that fails some may have been sent; then the device can only be closed.
   *
   * @throws LinkException when the device is gone or did not take them in time
   */
  void write(byte[] bytes) throws LinkException;

  /**
   * Makes a read that waits in another thread, and all later reads, fail soon with a {@link
   * LinkException}, so that the owner closes the link. For any thread; does not wait. A link whose
   * reads are always short need not do anything.
   */
  default void interrupt() {}

  /** The open device, as a configuration would write it: {@code serial:/dev/ttyUSB0}. */
  DeviceAddress device();

  /** Closes the device. Never throws, never blocks for long, may be called twice. */
  @Override
  void close();
}
