package io.sunherd.mqtt;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.energy.EnergyTotals;
import io.sunherd.mqtt.broker.Arrival;
import io.sunherd.mqtt.broker.Outlet;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The topics of units that the broker keeps, and clearing those that nobody tells any more. */
final class KeptTopics {
  private static final String STATE = "state";

  private final Topics topics;
  private final Outlet outlet;
  private final BooleanSupplier isContested;
  private final Set<String> held = new HashSet<>();
  private final Map<String, Set<String>> told = new HashMap<>();
  private final Map<String, @Nullable String> serials = new HashMap<>();
  private final Map<String, Set<String>> found = new HashMap<>();
  private final Set<String> ours = new HashSet<>();
  private Set<String> configured = Set.of();

  /**
   * @param isContested whether another hub is online on the base: until it leaves nothing is
   *     cleared
   */
  KeptTopics(Topics topics, Outlet outlet, BooleanSupplier isContested) {
    this.topics = topics;
    this.outlet = outlet;
    this.isContested = isContested;
  }

  /** Clears what could not be cleared before, as that may be possible now. */
  void look() {
    if (!held.isEmpty() && !isContested.getAsBoolean()) {
      held.forEach(topic -> outlet.keep(topic, Payloads.NOTHING));
      held.clear();
    }
  }

  private void drop(String topic) {
    if (isContested.getAsBoolean()) {
      held.add(topic);
    } else {
      outlet.keep(topic, Payloads.NOTHING);
    }
  }

  /**
   * These units are configured; what was told of others is cleared.
   *
   * @return the ids of these others
   */
  List<String> configure(List<String> ids) {
    configured = Set.copyOf(ids);
    List<String> gone = told.keySet().stream().filter(id -> !configured.contains(id)).toList();
    gone.forEach(this::clear);
    return gone;
  }

  private void clear(String id) {
    Set<String> all = told.remove(id);
    serials.remove(id);
    if (all != null) {
      all.forEach(this::drop);
    }
  }

  /**
   * Tells a state; the settings of a unit that has left the id are cleared.
   *
   * @return whether another unit has come to the id
   */
  boolean state(InverterState state) {
    String id = state.inverter();
    boolean isOther = false;
    if (state.serial() != null) {
      String before = serials.put(id, state.serial());
      isOther = before != null && !Objects.equals(before, state.serial());
      if (isOther) {
        settings(id, Map.of(), Set.of());
      }
    }
    keep(id, topics.state(id), Payloads.state(state));
    return isOther;
  }

  /**
   * Tells all settings of a unit; those that it has no more are cleared.
   *
   * @param values those whose values are known
   * @param names all that it has
   */
  void settings(String id, Map<String, Buffer> values, Set<String> names) {
    values.forEach((name, value) -> setting(id, name, value));
    String beginning = topics.setting(id, "");
    for (String topic : Set.copyOf(told.getOrDefault(id, Set.of()))) {
      if (topic.startsWith(beginning) && !names.contains(topic.substring(beginning.length()))) {
        told.getOrDefault(id, Set.of()).remove(topic);
        drop(topic);
      }
    }
  }

  /** Tells one setting of a unit. */
  void setting(String id, String name, Buffer value) {
    keep(id, topics.setting(id, name), value);
  }

  /** Clears one setting of a unit, if it was told. */
  void unset(String id, String name) {
    String topic = topics.setting(id, name);
    if (told.getOrDefault(id, Set.of()).remove(topic)) {
      drop(topic);
    }
  }

  /** Tells the energy of a unit, or of the system; clears that of a unit where there is none. */
  void energy(String id, Map<String, Long> milliwattHours) {
    Buffer payload = Payloads.energy(milliwattHours);
    if (id.equals(EnergyTotals.SYSTEM)) {
      outlet.keep(topics.energy(id), payload);
    } else if (milliwattHours.isEmpty()) {
      drop(topics.energy(id));
    } else {
      keep(id, topics.energy(id), payload);
    }
  }

  private void keep(String id, String topic, Buffer payload) {
    if (configured.contains(id)) {
      told.computeIfAbsent(id, unit -> new HashSet<>()).add(topic);
      held.remove(topic);
      outlet.keep(topic, payload);
    }
  }

  /** Takes what the broker had kept of units. */
  void found(Arrival arrival) {
    if (!arrival.isRetained() || arrival.payload().length() == 0) {
      return;
    }
    topics
        .ofUnit(arrival.topic())
        .ifPresent(
            topic -> {
              found.computeIfAbsent(topic.inverter(), id -> new HashSet<>()).add(arrival.topic());
              if (topic.rest().equals(STATE) && Payloads.isState(arrival.payload())) {
                ours.add(topic.inverter());
              }
            });
  }

  /**
   * All that the broker had kept was found. What a hub has told of units that are not configured is
   * cleared; what somebody else tells below the base is not touched, nor is anything while another
   * hub is online there.
   */
  void allFound() {
    boolean mayClear = !isContested.getAsBoolean();
    found.forEach(
        (id, all) -> {
          if (configured.contains(id)) {
            told.computeIfAbsent(id, unit -> new HashSet<>()).addAll(all);
          } else if (mayClear && ours.contains(id)) {
            all.forEach(topic -> outlet.keep(topic, Payloads.NOTHING));
          }
        });
    found.clear();
    ours.clear();
  }
}
