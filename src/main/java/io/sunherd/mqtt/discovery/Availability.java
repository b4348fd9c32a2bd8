package io.sunherd.mqtt.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The topics that decide whether an entity is available: all of them must be online. */
final class Availability {
  private static final String TOPIC = "topic";

  private Availability() {}

  /** For entities that the hub itself tells. */
  static List<Map<String, Object>> of(HubSheet hub) {
    return List.of(topic(hub.topic("hub/state")));
  }

  /** For entities that a unit tells. */
  static List<Map<String, Object>> of(UnitSheet unit) {
    return of(unit.hub(), List.of(unit), false);
  }

  /** For entities that change a unit. */
  static List<Map<String, Object>> ofChanges(UnitSheet unit) {
    return of(unit.hub(), List.of(unit), true);
  }

  /** For entities that change all these units. */
  static List<Map<String, Object>> ofChanges(HubSheet hub, List<UnitSheet> units) {
    return of(hub, units, true);
  }

  private static Map<String, Object> topic(String topic) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put(TOPIC, topic);
    return one;
  }

  private static List<Map<String, Object>> of(
      HubSheet hub, List<UnitSheet> units, boolean forChanges) {
    List<Map<String, Object>> all = new ArrayList<>(of(hub));
    for (UnitSheet unit : units) {
      Map<String, Object> state = topic(unit.topic("state"));
      state.put("value_template", Templates.isThere());
      all.add(state);
    }
    if (forChanges) {
      all.add(topic(hub.topic("hub/writes")));
    }
    return all;
  }
}
