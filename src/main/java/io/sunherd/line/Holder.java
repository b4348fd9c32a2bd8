package io.sunherd.line;

import io.sunherd.link.DeviceAddress;
import java.util.OptionalInt;

/** Asks the program that holds a device, if it answers for the device. */
public interface Holder {
  /**
   * Asks the same of the holder.
   *
   * @param pid the process that holds the device
   * @return the exit code; nothing where that process is a stranger, and nothing was asked
   * @throws CommandFailure where it did not answer
   */
  OptionalInt ask(DeviceAddress device, long pid) throws InterruptedException;
}
