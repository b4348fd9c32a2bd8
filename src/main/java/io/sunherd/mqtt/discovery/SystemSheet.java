package io.sunherd.mqtt.discovery;

import io.sunherd.history.energy.Meter;
import io.sunherd.protocol.field.Quantity;
import java.util.List;
import java.util.Set;

/**
 * What the document of the system is made of.
 *
 * @param hub what it has in common with the others
 * @param totals the quantities of which there was a total
 * @param battery the keys that the battery has told
 * @param energies the energies of which something is known
 * @param pollMs how often the slowest unit tells its live values
 * @param units all units, with their settings
 * @param before the entities that its document had before the hub was started, by their keys
 */
public record SystemSheet(
    HubSheet hub,
    Set<Quantity> totals,
    Set<String> battery,
    Set<Meter> energies,
    long pollMs,
    List<UnitSheet> units,
    Set<String> before) {
  public SystemSheet {
    totals = Set.copyOf(totals);
    battery = Set.copyOf(battery);
    energies = Set.copyOf(energies);
    units = List.copyOf(units);
    before = Set.copyOf(before);
  }
}
