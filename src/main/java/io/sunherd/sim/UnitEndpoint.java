package io.sunherd.sim;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where programs outside this process reach one simulated unit. */
interface UnitEndpoint extends Closeable {

  /** The device address to open: {@code serial:PATH} or {@code tcp:HOST:PORT}. */
  String address();

  /** Pulls the plug: the device is gone for everybody. */
  void unplug();

  /**
   * Puts the plug back; nothing happens where it is in.
   *
   * @param name the new device name, or null for the one before
   * @throws IOException where the device cannot be made
   */
  void plug(@Nullable String name) throws IOException;

  @Override
  default void close() {
    unplug();
  }
}
