package io.sunherd.sim.plant;

import io.sunherd.protocol.column.Layout;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values that a unit reports from its plant and its memory, under the keys of its protocol. */
public interface Firmware {

  /** The factory content of a unit's memory, by inquiry and key. */
  Map<String, Map<String, Object>> factory(Profile profile, String serial, boolean paralleled);

  /** The settings of a unit as installed, by key of the inquiry for the settings. */
  Map<String, Object> installed();

  /** How the settings of a unit control the flow of power. */
  default Policy policy(Eeprom settings) {
    return Policy.of(settings);
  }

  /**
   * The values of a reply; empty where the unit does not know the inquiry, or not with this
   * argument.
   */
  Optional<Map<String, @Nullable Object>> values(Question question);

  /** The payload of a reply with these values. */
  default String payload(
      String code, Layout layout, Map<String, ? extends @Nullable Object> values) {
    return layout.encode(values);
  }
}
