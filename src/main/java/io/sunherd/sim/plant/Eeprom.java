package io.sunherd.sim.plant;

import io.sunherd.protocol.table.ClockForm;
import io.sunherd.protocol.table.Dialect.Assignment;
import io.sunherd.protocol.table.DigitsForm;
import io.sunherd.protocol.table.Form;
import io.sunherd.protocol.table.Setting;
import io.sunherd.protocol.table.StepsForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The memory of a unit: its identity and its settings, by inquiry and key. */
public final class Eeprom {
  private static final String CURRENTS = "values";

  private final Profile profile;
  private final String serial;
  private final String ratings;
  private final Map<String, Map<String, Object>> factory;
  private Map<String, Map<String, Object>> now = Map.of();

  /** A unit as installed. */
  Eeprom(Profile profile, String serial, boolean paralleled) {
    this.profile = profile;
    this.serial = serial;
    this.ratings = profile.dialect().inquiry("settings").orElseThrow().code();
    this.factory = profile.firmware().factory(profile, serial, paralleled);
    reset();
    profile.firmware().installed().forEach((key, value) -> put(ratings, key, value));
  }

  /** Its own serial number. */
  public String serial() {
    return serial;
  }

  /** Resets to the factory settings. */
  public synchronized void reset() {
    now = new HashMap<>();
    factory.forEach((inquiry, values) -> now.put(inquiry, new HashMap<>(values)));
  }

  public synchronized void put(String inquiry, String key, Object value) {
    now.computeIfAbsent(inquiry, code -> new HashMap<>()).put(key, value);
  }

  /** A copy of the values of an inquiry. */
  public synchronized Map<String, @Nullable Object> values(String inquiry) {
    return new HashMap<>(now.getOrDefault(inquiry, Map.of()));
  }

  /** The factory values of an inquiry. */
  public Map<String, Object> factory(String inquiry) {
    return factory.getOrDefault(inquiry, Map.of());
  }

  private synchronized @Nullable Object value(String inquiry, String key) {
    return now.getOrDefault(inquiry, Map.of()).get(key);
  }

  private String word(String inquiry, String key) {
    return Objects.toString(value(inquiry, key), "");
  }

  /** A word among the ratings and settings; empty where there is none. */
  public String word(String key) {
    return word(ratings, key);
  }

  /** A number among the ratings and settings; 0 where there is none. */
  public double number(String key) {
    return value(ratings, key) instanceof Number number ? number.doubleValue() : 0;
  }

  /** The value of a setting; null where this unit does not have it. */
  public @Nullable Object setting(String name) {
    return profile
        .dialect()
        .setting(name)
        .map(Setting::proof)
        .map(proof -> value(proof.inquiry(), proof.key()))
        .orElse(null);
  }

  /** How its settings control the flow of power. */
  public Policy policy() {
    return profile.firmware().policy(this);
  }

  /** Whether a switch is on. */
  public boolean isOn(String setting) {
    return Boolean.TRUE.equals(setting(setting));
  }

  /** The number that a setting has; 0 where there is none. */
  public double amount(String setting) {
    return setting(setting) instanceof Number number ? number.doubleValue() : 0;
  }

  /** Whether this unit has the setting and accepts the value. */
  public boolean accepts(Assignment assignment) {
    Setting setting = assignment.setting();
    return has(setting)
        && isListed(setting, assignment.value())
        && isInRange(assignment)
        && isFree(setting);
  }

  /**
   * Whether the battery type allows the setting: like most firmware, it accepts battery voltages
   * for some types only.
   */
  private boolean isFree(Setting setting) {
    Setting.Need need = setting.need();
    if (need == null || need.why() != null) {
      return true;
    }
    return profile
        .dialect()
        .setting(need.setting())
        .map(Setting::proof)
        .filter(proof -> need.values().contains(word(proof.inquiry(), proof.key())))
        .isPresent();
  }

  /** Whether this unit has the setting. */
  public boolean has(Setting setting) {
    Setting.Proof proof = setting.proof();
    if (proof != null) {
      return profile.shows(proof.inquiry(), proof.key())
          && (setting.form() instanceof ClockForm || value(proof.inquiry(), proof.key()) != null);
    }
    return switch (setting.code()) {
      case "PF" -> true;
      case "RTEY", "RTDL", "ATE" -> profile.answers().containsKey("QET");
      case "PLEDC" -> profile.answers().containsKey("QLED");
      default -> false;
    };
  }

  private boolean isListed(Setting setting, Object value) {
    Setting.Listing list = setting.listing();
    if (list != null && list.limits() != null) {
      return value instanceof Number number
          && value(list.inquiry(), list.limits() + "_low") instanceof Number low
          && value(list.inquiry(), list.limits() + "_high") instanceof Number high
          && number.doubleValue() >= low.doubleValue()
          && number.doubleValue() <= high.doubleValue();
    }
    return list == null
        || (value(list.inquiry(), CURRENTS) instanceof List<?> amps && amps.contains(value));
  }

  private boolean isInRange(Assignment assignment) {
    if (!(assignment.value() instanceof Number number)) {
      return true;
    }
    Form form = assignment.setting().form();
    if (form instanceof StepsForm steps) {
      return steps.allowed().holds(number.doubleValue());
    }
    return !(form instanceof DigitsForm digits)
        || digits
            .allowed((double) profile.ratings().batteryVolts())
            .filter(allowed -> allowed.holds(number.doubleValue()))
            .isPresent();
  }

  /** Stores a setting that {@link #accepts} has accepted. */
  public void keep(Assignment assignment) {
    Setting.Proof proof = assignment.setting().proof();
    if (proof != null) {
      put(proof.inquiry(), proof.key(), assignment.value());
    } else if (assignment.setting().code().equals("PLEDC")) {
      keepColor(assignment.value().toString());
    }
  }

  /** A colour of the LED bar: its number, then three digits each of red, green and blue. */
  private void keepColor(String text) {
    List<Object> colors = new ArrayList<>();
    if (value("QLED", "colors_rgb") instanceof List<?> old) {
      colors.addAll(old);
    }
    List<Integer> color =
        List.of(
            Integer.valueOf(text.substring(1, 4)),
            Integer.valueOf(text.substring(4, 7)),
            Integer.valueOf(text.substring(7)));
    colors.set(text.charAt(0) - '1', color);
    put("QLED", "colors_rgb", List.copyOf(colors));
  }
}
