package io.sunherd.bus;

import java.util.List;

/**
 * Asks which inverters are connected to this machine. Answered by a {@link Verdict}.
 *
 * @param devices where to look besides, as a configuration names devices
 * @param byStranger whether anybody may be asking, as on a hub that nobody has yet: then only
 *     devices in this machine's own networks may be named, and what is in the way is not told
 */
public record Look(List<String> devices, boolean byStranger) {
  public Look {
    devices = List.copyOf(devices);
  }
}
