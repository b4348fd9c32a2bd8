package io.sunherd.inverter;

import static io.sunherd.inverter.exchange.ScriptedLink.chunk;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.Sighting;
import io.sunherd.inverter.exchange.InterruptibleOpener;
import io.sunherd.inverter.exchange.ScriptedLink;
import io.sunherd.inverter.unit.UnitConfig;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.frame.Framing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Devices that answer from a list, on a machine that has no others, and what their owner tells. */
final class ScriptedDevices {
  final Map<String, ScriptedLink> plugged = new HashMap<>();
  final List<String> opened = new ArrayList<>();

  /** What another part of the hub has open. */
  final Set<String> busy = new HashSet<>();

  /** What no device answers to. */
  final Set<String> silent = new HashSet<>();

  final List<InverterState> states = new ArrayList<>();
  final List<Sighting> sightings = new ArrayList<>();

  /**
   * Plugs a device in.
   *
   * @param replies by request; it refuses all others
   */
  ScriptedLink plug(String address, Framing framing, Map<String, String> replies) {
    ScriptedLink device = new ScriptedLink();
    device.answering(
        text ->
            silent.contains(text)
                ? List.of()
                : List.of(chunk(100, framing.reply(replies.getOrDefault(text, "NAK")))));
    plugged.put(address, device);
    return device;
  }

  /**
   * The owner of a unit.
   *
   * @param clock the device whose clock is the time
   */
  Owner owner(UnitConfig unit, ScriptedLink clock) {
    InterruptibleOpener opener = new InterruptibleOpener(this::open);
    return new Owner(
        unit,
        new Surroundings(
            opener,
            address ->
                plugged.keySet().stream()
                    .map(DeviceAddress::parse)
                    .filter(other -> !other.equals(address))
                    .toList(),
            () -> Instant.EPOCH.plusNanos(clock.getAsLong()),
            clock,
            () -> 0.5),
        opener,
        states::add,
        sightings::add);
  }

  private Link open(DeviceAddress address) throws LinkException {
    opened.add(address.toString());
    if (busy.contains(address.toString())) {
      throw new LinkException(LinkException.Reason.BUSY, address + " is in use by roof-2.");
    }
    ScriptedLink found = plugged.get(address.toString());
    if (found == null) {
      throw new LinkException(LinkException.Reason.MISSING, address + " is missing.");
    }
    return found;
  }

  /** Looks everywhere once. */
  static Owner connected(Owner owner) {
    do {
      owner.connect();
    } while (!owner.isConnected() && owner.rest() <= 0);
    return owner;
  }
}
