package io.sunherd.line;

import io.sunherd.link.DeviceAddress;
import java.util.OptionalInt;

/** Asks whoever holds a device, where that answers in its place. */
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
