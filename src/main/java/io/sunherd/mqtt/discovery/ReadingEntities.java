package io.sunherd.mqtt.discovery;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.history.energy.Meter;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The entities of what a unit tells: one for each key of its readings that is for people. */
final class ReadingEntities {
  /** The commands whose keys stand for themselves; other keys follow the name of their command. */
  static final Set<String> PLAIN = Set.of("status", "operation_mode", "warnings");

  private final UnitSheet sheet;
  private final String device;
  private final String slug;
  private final Set<Setting.Proof> proofs;
  private final boolean hasCable;

  ReadingEntities(UnitSheet sheet, String device, String slug) {
    this.sheet = sheet;
    this.device = device;
    this.slug = slug;
    proofs =
        sheet.dialect().settings().stream()
            .filter(setting -> !setting.moves())
            .map(Setting::proof)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    hasCable =
        sheet.dialect().inquiries().stream()
            .filter(inquiry -> inquiry.argument() == null && sheet.everyMs(inquiry) > 0)
            .anyMatch(
                inquiry ->
                    inquiry.mainFields().stream()
                        .filter(field -> field.countsAs() != null)
                        .anyMatch(field -> isTold(inquiry, field)));
  }

  /** The key of the entity of a field. */
  static String key(Inquiry inquiry, Field field) {
    return PLAIN.contains(inquiry.name()) ? field.key() : inquiry.name() + "_" + field.key();
  }

  List<Entity> all() {
    List<Entity> entities = new ArrayList<>();
    for (Inquiry inquiry : sheet.dialect().inquiries()) {
      for (Field field : inquiry.fields()) {
        if (isShown(inquiry, field)) {
          entities.add(entity(inquiry, field));
        }
      }
    }
    gridPresent(entities);
    entities.add(connection());
    for (Meter meter : Meter.values()) {
      if (sheet.energies().contains(meter) || sheet.before().contains(energyKey(meter))) {
        entities.add(energy(meter, device, slug, sheet.topic("energy")));
      }
    }
    return entities;
  }

  private boolean isTold(Inquiry inquiry, Field field) {
    return sheet.hasTold(inquiry, field.key(), key(inquiry, field));
  }

  /** What is read of a setting is the setting's own entity. */
  private boolean isShown(Inquiry inquiry, Field field) {
    return !field.isInternal()
        && isTold(inquiry, field)
        && !proofs.contains(new Setting.Proof(inquiry.code(), field.key()));
  }

  private boolean isMain(Inquiry inquiry, Field field) {
    return isOwn(inquiry)
        && inquiry.mainFields().stream().anyMatch(main -> main.key().equals(field.key()))
        && sheet.dialect().inquiries().stream()
            .noneMatch(
                other ->
                    !other.equals(inquiry)
                        && sheet.told().containsKey(other.name())
                        && other.tellsSumOf(field.key()));
  }

  /** Whether it is the way in which this unit tells its values: by its own cable, if it has one. */
  private boolean isOwn(Inquiry inquiry) {
    return inquiry.argument() == null || !hasCable;
  }

  private Entity entity(Inquiry inquiry, Field field) {
    Entity entity =
        switch (field.type()) {
          case DECIMAL, WHOLE -> number(inquiry, field);
          case SWITCH ->
              of("binary_sensor", inquiry, field).from(topic(inquiry), Templates.flag(field.key()));
          case CHOICE -> sensor(inquiry, field).oneOf(field.words());
          case TEXT ->
              of("sensor", inquiry, field).from(topic(inquiry), Templates.text(field.key()));
          case LIST -> field.isProblem() ? problem(inquiry, field) : words(inquiry, field);
        };
    if (!Entity.isCounter(field)) {
      entity.with("expire_after", sheet.hub().expireAfter(sheet.everyMs(inquiry)));
    }
    return field.isProblem() && isOwn(inquiry)
        ? entity.with("entity_category", "diagnostic")
        : entity.shown(isMain(inquiry, field));
  }

  private String topic(Inquiry inquiry) {
    return sheet.topic(inquiry.name());
  }

  private Entity of(String platform, Inquiry inquiry, Field field) {
    String key = key(inquiry, field);
    return new Entity(platform, device, slug, key, key, field.title());
  }

  private Entity sensor(Inquiry inquiry, Field field) {
    return of("sensor", inquiry, field).from(topic(inquiry), Templates.value(field.key()));
  }

  private Entity number(Inquiry inquiry, Field field) {
    Entity sensor = sensor(inquiry, field);
    return field.countsAs() == Quantity.BATT_CAPACITY
        ? sensor.charge()
        : sensor.measured(field.unit());
  }

  private Entity words(Inquiry inquiry, Field field) {
    return of("sensor", inquiry, field).from(topic(inquiry), Templates.words(field.key()));
  }

  private Entity problem(Inquiry inquiry, Field field) {
    return of("binary_sensor", inquiry, field)
        .from(topic(inquiry), Templates.flag(field.key()))
        .with("device_class", "problem")
        .with("json_attributes_topic", topic(inquiry))
        .with("json_attributes_template", Templates.attribute(field.key()));
  }

  private void gridPresent(List<Entity> entities) {
    for (Inquiry inquiry : sheet.dialect().inquiries()) {
      for (Field field : inquiry.fields()) {
        if (field.countsAs() == Quantity.GRID_VOLT && isOwn(inquiry) && isTold(inquiry, field)) {
          String template = Templates.atLeast(field.key(), Quantity.GRID_PRESENT_VOLTS);
          entities.add(
              named("binary_sensor", "grid_present", "Grid present")
                  .from(topic(inquiry), template)
                  .with("device_class", "power")
                  .with("expire_after", sheet.hub().expireAfter(sheet.everyMs(inquiry))));
          return;
        }
      }
    }
  }

  private Entity named(String platform, String key, String title) {
    return new Entity(platform, device, slug, key, key, title);
  }

  /** How well it answers: told of a unit that is away, too. */
  private Entity connection() {
    return named("sensor", "connection", "Connection")
        .from(sheet.topic("state"), Templates.value("state"))
        .oneOf(Arrays.stream(Condition.values()).map(Condition::word).toList())
        .with("availability", Availability.of(sheet.hub()))
        .diagnostic();
  }

  static String energyKey(Meter meter) {
    return meter.key() + "_energy";
  }

  static Entity energy(Meter meter, String device, String slug, String topic) {
    String name = meter.key() + "_kwh";
    return new Entity("sensor", device, slug, energyKey(meter), name, meter.title())
        .from(topic, Templates.value(name))
        .measured("kWh");
  }
}
