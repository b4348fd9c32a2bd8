package io.sunherd.sim.line;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The endpoint at which programs outside this process reach one simulated unit. */
public interface UnitEndpoint extends Closeable {

  /** The device address to open: {@code serial:PATH} or {@code tcp:HOST:PORT}. */
  String address();

  /** Unplugs the unit: its device vanishes. */
  void unplug();

  /**
   * Plugs the unit in again; nothing happens where it is plugged in.
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
