package io.sunherd.mqtt.discovery;

import io.sunherd.bus.InverterState;
import io.sunherd.history.energy.Meter;
import io.sunherd.protocol.SerialNumber;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the document of a unit is made of.
 *
 * @param hub what it has in common with the others
 * @param state its identity
 * @param dialect what it speaks
 * @param told what it has told, by the name of the command
 * @param energies the energies of which something is known
 * @param settings its settings as they are answered, or null where they are not known yet
 * @param before the entities that a document of it had before the hub was started, by their keys
 */
public record UnitSheet(
    HubSheet hub,
    InverterState state,
    Dialect dialect,
    Map<String, Told> told,
    Set<Meter> energies,
    @Nullable List<Map<String, @Nullable Object>> settings,
    Set<String> before) {

  public UnitSheet {
    told = Map.copyOf(told);
    energies = Set.copyOf(energies);
    settings = settings == null ? null : List.copyOf(settings);
    before = Set.copyOf(before);
  }

  /**
   * What a unit has told by one command.
   *
   * @param everyMs how often it is asked for
   * @param keys the keys that have had a value
   */
  public record Told(long everyMs, Set<String> keys) {
    public Told {
      keys = Set.copyOf(keys);
    }
  }

  /** Its id. */
  String id() {
    return state.inverter();
  }

  /** The topic with this name of this unit. */
  String topic(String name) {
    return hub.topic(id() + "/" + name);
  }

  /** What makes it this unit whatever its id: its serial number, where it has one of its own. */
  String identity() {
    return identity(hub, state);
  }

  static String identity(HubSheet hub, InverterState state) {
    String serial = state.serial();
    String name =
        serial == null || SerialNumber.isPlaceholder(serial)
            ? hub.hubId() + "_" + state.inverter()
            : serial;
    return name.replaceAll("[^a-zA-Z0-9_-]", "_");
  }

  /** How often an inquiry is asked, in ms; 0 where it is not. */
  long everyMs(Inquiry inquiry) {
    Told known = told.get(inquiry.name());
    return known == null ? inquiry.every().toMillis() : known.everyMs();
  }

  /** Whether it has told a key, now or before the hub was started. */
  boolean hasTold(Inquiry inquiry, String key, String entity) {
    Told known = told.get(inquiry.name());
    return (known != null && known.keys().contains(key)) || before.contains(entity);
  }
}
