package io.sunherd.inverter.exchange;

import io.sunherd.link.DeviceAddress;
import java.time.Duration;

/**
 * How long to wait for a reply (PI30.md 2.3).
 *
 * @param first until its first byte
 * @param next between two of its bytes: some units send a reply in pieces, up to a second apart
 *     (QUIRKS X5)
 * @param whole from its first byte to its last
 * @param quiet how long a line must be silent before it is trusted again after trouble
 */
public record Timing(Duration first, Duration next, Duration whole, Duration quiet) {

  /** The times that real devices need on that kind of line. */
  public static Timing of(DeviceAddress.Kind kind) {
    boolean usb = kind == DeviceAddress.Kind.USB;
    return new Timing(
        Duration.ofMillis(usb ? 2000 : 1000),
        Duration.ofMillis(1250),
        Duration.ofMillis(usb ? 5000 : 2500),
        Duration.ofMillis(120));
  }
}
