package io.sunherd.bus;

import java.util.List;

/**
 * Asks which inverters are connected to this machine. Answered by a {@link Verdict}.
 *
 * @param devices where to look besides, as a configuration names devices
 */
public record Look(List<String> devices) {
  public Look {
    devices = List.copyOf(devices);
  }
}
