package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * An inverter as it is configured.
 *
 * @param id its name everywhere
 * @param serial the serial number it must have, or null for any
 * @param via the id of the inverter whose cable leads to it, or null where it has its own
 * @param number its number on the parallel bus of {@code via}
 * @param device where its own cable is, or null where it has none
 */
public record Wiring(
    String id, @Nullable String serial, @Nullable String via, int number, @Nullable String device) {

  /** An inverter without its device, for where the device does not matter. */
  public Wiring(String id, @Nullable String serial, @Nullable String via, int number) {
    this(id, serial, via, number, null);
  }
}
