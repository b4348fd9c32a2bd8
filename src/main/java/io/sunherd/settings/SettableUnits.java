package io.sunherd.settings;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.Member;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Wiring;
import io.sunherd.heard.ConfiguredUnits;
import io.sunherd.protocol.table.Setting;
import io.sunherd.settings.audit.AuditEntry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every configured inverter, in the order of the configuration. */
final class SettableUnits {
  private final ConfiguredUnits<Wiring, SettableUnit> units =
      new ConfiguredUnits<>(Wiring::id, SettableUnit::new);

  /** The parallel system of each serial number, as last reported. */
  private final Map<String, String> systems = new HashMap<>();

  SettableUnits(List<Wiring> wirings) {
    configure(wirings);
  }

  /** Keeps these inverters only; one with another wiring counts as new. */
  void configure(List<Wiring> wirings) {
    units.configure(wirings);
  }

  void accept(InverterState state) {
    SettableUnit unit = units.find(state.inverter());
    if (unit != null) {
      unit.accept(state);
    }
  }

  /** Takes a reading, and returns its unit. */
  @Nullable SettableUnit accept(Reading reading) {
    SettableUnit unit = units.find(reading.inverter());
    if (unit != null) {
      unit.accept(reading);
    }
    return unit;
  }

  void accept(Member member) {
    String system = member.system();
    if (system != null) {
      systems.put(member.serial(), system);
    } else if (member.present()) {
      systems.remove(member.serial());
    }
  }

  /** The units that a write changes, first the one it is sent to. */
  List<SettableUnit> reached(SettableUnit unit, Setting setting) {
    return setting.scope() == Setting.Scope.SYSTEM ? together(unit) : List.of(unit);
  }

  /** A unit and those known to be in its parallel system. */
  List<SettableUnit> together(SettableUnit unit) {
    return Stream.concat(Stream.of(unit), units.all().stream().filter(u -> areJoined(u, unit)))
        .distinct()
        .toList();
  }

  private boolean areJoined(SettableUnit one, SettableUnit other) {
    String system = systems.get(String.valueOf(one.serial()));
    return (system != null && system.equals(systems.get(String.valueOf(other.serial()))))
        || cableOf(one).equals(cableOf(other));
  }

  private static String cableOf(SettableUnit unit) {
    String via = unit.wiring().via();
    return via == null ? unit.id() : via;
  }

  Collection<SettableUnit> all() {
    return units.all();
  }

  /** The unit of that id, or null. */
  @Nullable SettableUnit find(String id) {
    return units.find(id);
  }

  /** The unit whose cable leads to a unit: usually itself. */
  SettableUnit cable(SettableUnit unit) {
    String via = unit.wiring().via();
    return via == null ? unit : get(via);
  }

  List<String> ids() {
    return units.ids();
  }

  /** The unit of that id, or a refusal. */
  SettableUnit get(String id) {
    SettableUnit unit = units.find(id);
    if (unit == null) {
      throw Refusal.unknown(
          "There is no inverter "
              + (id.length() <= 40 ? id : id.substring(0, 40) + "...")
              + "; configured are "
              + String.join(", ", units.ids())
              + ".");
    }
    return unit;
  }

  /** The unit that an entry is about, even if its id has changed. */
  Optional<SettableUnit> of(AuditEntry entry) {
    String serial = entry.serial();
    return serial == null
        ? Optional.ofNullable(units.find(entry.inverter()))
        : units.all().stream().filter(unit -> serial.equals(unit.serial())).findFirst();
  }
}
