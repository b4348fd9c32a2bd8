package io.sunherd.mqtt.discovery;

import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.Setting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a setting is changed: by a switch, by a choice out of a list, or by a number in a range. */
sealed interface Control {
  /** A list longer than this is none to choose from. */
  int MOST_OPTIONS = 250;

  /** What Home Assistant calls it. */
  String platform();

  /** An entity for it. */
  Entity into(Entity entity);

  /** What is offered where both this and another unit have it; nothing where that is nothing. */
  Optional<Control> and(Control other);

  /** On or off. */
  record Toggle() implements Control {
    @Override
    public String platform() {
      return "switch";
    }

    @Override
    public Entity into(Entity entity) {
      return common(entity).with("payload_on", SettingText.ON).with("payload_off", SettingText.OFF);
    }

    @Override
    public Optional<Control> and(Control other) {
      return other instanceof Toggle ? Optional.of(this) : Optional.empty();
    }
  }

  /** One of these, as they stand in messages. */
  record Choice(List<String> options) implements Control {
    public Choice {
      options = List.copyOf(options);
    }

    @Override
    public String platform() {
      return "select";
    }

    @Override
    public Entity into(Entity entity) {
      return common(entity).with("options", options);
    }

    @Override
    public Optional<Control> and(Control other) {
      if (!(other instanceof Choice choice)) {
        return Optional.empty();
      }
      List<String> both = options.stream().filter(choice.options()::contains).toList();
      return both.isEmpty() ? Optional.empty() : Optional.of(new Choice(both));
    }
  }

  /** A number of a range. */
  record Range(double min, double max, double step, @Nullable String unit) implements Control {
    @Override
    public String platform() {
      return "number";
    }

    @Override
    public Entity into(Entity entity) {
      return common(entity)
          .with("min", min)
          .with("max", max)
          .with("step", step)
          .with("mode", "box")
          .measuring(unit);
    }

    @Override
    public Optional<Control> and(Control other) {
      if (!(other instanceof Range range) || range.step() != step) {
        return Optional.empty();
      }
      double low = Math.max(min, range.min());
      double high = Math.min(max, range.max());
      return low < high ? Optional.of(new Range(low, high, step, unit)) : Optional.empty();
    }
  }

  private static Entity common(Entity entity) {
    return entity.with("qos", 1).with("retain", false).with("entity_category", "config");
  }

  /** How a setting is changed that is answered so; null where nothing can be offered for it. */
  static @Nullable Control of(Map<String, @Nullable Object> row, @Nullable Setting setting) {
    Object value = row.get("value");
    Object allowed = row.get("allowed");
    if (setting == null || value == null) {
      return null;
    }
    if (value instanceof Boolean) {
      return new Toggle();
    }
    if (allowed instanceof List<?> list) {
      return choice(setting, list, value);
    }
    return allowed instanceof Map<?, ?> range ? range(setting, range, value) : null;
  }

  private static @Nullable Control range(Setting setting, Map<?, ?> range, Object value) {
    double min = number(range.get("min"));
    double max = number(range.get("max"));
    double step = number(range.get("step"));
    List<?> also = range.get("also") instanceof List<?> some ? some : List.of();
    boolean isRange = step > 0 && min < max;
    if (isRange && also.isEmpty() && Allowed.range(min, max, step).holds(number(value))) {
      return new Range(min, max, step, setting.unit());
    }
    List<Object> numbers = new ArrayList<>(also);
    double steps = step > 0 && min <= max ? Math.floor((max - min) / step + 1e-6) : -1;
    if (!(steps < MOST_OPTIONS)) {
      return null;
    }
    for (int i = 0; i <= steps; i++) {
      numbers.add(Math.rint((min + i * step) * 1_000) / 1_000);
    }
    return choice(setting, numbers, value);
  }

  /** A value that the unit has is among its options: an entity must be able to show it. */
  private static @Nullable Control choice(Setting setting, List<?> values, Object value) {
    List<Object> all = new ArrayList<>(values);
    all.add(value);
    if (value instanceof Number) {
      all.sort((one, other) -> Double.compare(number(one), number(other)));
    }
    Set<String> options = new LinkedHashSet<>();
    for (Object one : all) {
      setting.form().natural(one).map(SettingText::of).ifPresent(options::add);
    }
    return options.isEmpty() || options.size() > MOST_OPTIONS
        ? null
        : new Choice(List.copyOf(options));
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
