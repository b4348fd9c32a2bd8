package io.sunherd.bus;

import java.util.List;

/**
 * Asks which inverters are connected to this machine. Answered by a {@link Verdict}.
 *
 * @param devices further devices to look at, as a configuration names them
 * @param again whether only these are looked at, and those that were found before only shortly: to
 *     see what they do now
 * @param byStranger whether the request may come from anybody, as on a hub that has no users yet:
 *     then only devices in this machine's own networks may be named, and the answer does not say
 *     what prevents a device from being reached
 */
public record Look(List<String> devices, boolean again, boolean byStranger) {
  public Look {
    devices = List.copyOf(devices);
  }
}
