package io.sunherd.heard;

import io.sunherd.bus.BatteryState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The newest state of each battery. */
public final class LiveBatteries {
  private final Map<String, BatteryState> states = new TreeMap<>();

  /** Takes a state; where there is one battery for all, there is no other. */
  public void accept(BatteryState state) {
    String system = state.system();
    if (system == null) {
      states.keySet().removeIf(key -> !key.isEmpty() && state.units().containsAll(units(key)));
    } else {
      BatteryState whole = states.get("");
      if (whole != null && whole.units().containsAll(state.units())) {
        states.remove("");
      }
    }
    states.put(system == null ? "" : system, state);
  }

  private List<String> units(String key) {
    BatteryState state = states.get(key);
    return state == null ? List.of() : state.units();
  }

  /** Forgets them: other inverters are configured. */
  public void clear() {
    states.clear();
  }

  /** All of them, in the order of the keys of their systems. */
  public List<BatteryState> all() {
    return List.copyOf(states.values());
  }
}
