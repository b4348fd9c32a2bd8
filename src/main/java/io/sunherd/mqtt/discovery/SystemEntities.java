package io.sunherd.mqtt.discovery;

import io.sunherd.history.energy.Meter;
import io.sunherd.protocol.field.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The entities of the system: totals, battery, energies, and what all units are set to at once. */
final class SystemEntities {
  private static final String PERCENT = "%";

  private final SystemSheet sheet;
  private final String device;
  private final String slug;

  SystemEntities(SystemSheet sheet, String slug) {
    this.sheet = sheet;
    this.device = sheet.hub().device();
    this.slug = slug;
  }

  /** What the battery tells, by its own source, besides what the totals have. */
  private enum BatteryKey {
    SOC("Battery charge", PERCENT),
    VOLTS("Battery voltage", "V"),
    ERROR_PERCENT("Battery charge may be off by", PERCENT),
    HOURS_LEFT("Time until the battery is empty", "h"),
    HOURS_TO_FULL("Time until the battery is full", "h");

    private final String title;
    private final String unit;

    BatteryKey(String title, String unit) {
      this.title = title;
      this.unit = unit;
    }

    private boolean isMain() {
      return this == SOC || this == VOLTS;
    }

    private String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    private String entity() {
      return "battery_" + key();
    }
  }

  List<Entity> all() {
    List<Entity> entities = new ArrayList<>();
    entities.add(writes());
    for (Quantity quantity : Quantity.values()) {
      if (sheet.totals().contains(quantity) || sheet.before().contains(quantity.key())) {
        entities.add(total(quantity));
      }
    }
    for (BatteryKey key : BatteryKey.values()) {
      if (sheet.battery().contains(key.key()) || sheet.before().contains(key.entity())) {
        entities.add(battery(key));
      }
    }
    for (Meter meter : Meter.values()) {
      if (sheet.energies().contains(meter)
          || sheet.before().contains(ReadingEntities.energyKey(meter))) {
        entities.add(
            ReadingEntities.energy(meter, device, slug, sheet.hub().topic("system/energy")));
      }
    }
    if (sheet.hub().writes() && sheet.units().size() > 1) {
      settings(entities);
    }
    return entities;
  }

  /** Whether settings are taken: known from the start, so that there is a system to belong to. */
  private Entity writes() {
    return new Entity("binary_sensor", device, slug, "writes", "writes", "Takes settings")
        .with(Entity.STATE_TOPIC, sheet.hub().topic("hub/writes"))
        .with("payload_on", "online")
        .with("payload_off", "offline")
        .diagnostic();
  }

  private Entity of(String key, String title) {
    return new Entity("sensor", device, slug, key, key, title)
        .with("expire_after", sheet.hub().expireAfter(sheet.pollMs()));
  }

  /** How full the battery is, and its voltage, are told by the battery. */
  private Entity total(Quantity quantity) {
    boolean isBattery = quantity == Quantity.BATT_VOLT || quantity == Quantity.BATT_CAPACITY;
    Entity entity =
        of(quantity.key(), quantity.title())
            .from(sheet.hub().topic("system/totals"), Templates.value(quantity.key()));
    return (quantity == Quantity.BATT_CAPACITY ? entity.charge() : entity.measured(quantity.unit()))
        .shown(quantity.isMain() && !isBattery);
  }

  private Entity battery(BatteryKey key) {
    Entity entity =
        of(key.entity(), key.title).from(sheet.hub().topic("battery"), Templates.fresh(key.key()));
    return (key == BatteryKey.SOC ? entity.charge() : entity.measured(key.unit))
        .shown(key.isMain());
  }

  /** What each unit has and takes; it shows what the first one is set to. */
  private void settings(List<Entity> entities) {
    Map<String, Control> offered = new LinkedHashMap<>();
    Map<String, String> titles = new LinkedHashMap<>();
    UnitSheet first = sheet.units().get(0);
    controls(first, offered, titles);
    for (UnitSheet other : sheet.units().subList(1, sheet.units().size())) {
      Map<String, Control> its = new LinkedHashMap<>();
      controls(other, its, new LinkedHashMap<>());
      Map<String, Control> both = new LinkedHashMap<>();
      offered.forEach(
          (name, control) ->
              Optional.ofNullable(its.get(name))
                  .flatMap(control::and)
                  .ifPresent(common -> both.put(name, common)));
      offered = both;
    }
    offered.forEach(
        (name, control) -> {
          String key = "all_" + name;
          Entity entity =
              new Entity(
                      control.platform(), device, slug, key, key, titles.get(name) + ", all units")
                  .with(Entity.STATE_TOPIC, first.topic("settings/" + name))
                  .with("command_topic", sheet.hub().topic("system/settings/" + name + "/set"));
          entities.add(
              control
                  .into(entity)
                  .with("availability", Availability.ofChanges(sheet.hub(), sheet.units())));
        });
  }

  private static void controls(
      UnitSheet unit, Map<String, Control> into, Map<String, String> titles) {
    SettingEntities settings = new SettingEntities(unit, "", "");
    for (Map<String, @Nullable Object> row : settings.rows()) {
      Control control = settings.control(row);
      if (control != null) {
        into.put(SettingEntities.name(row), control);
        titles.put(SettingEntities.name(row), SettingEntities.title(row));
      }
    }
  }
}
