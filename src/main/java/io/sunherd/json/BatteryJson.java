package io.sunherd.json;

import io.sunherd.bus.BatteryState;
import io.sunherd.bus.BatteryState.Charge;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The batteries, as everybody is told them. */
public final class BatteryJson {
  private BatteryJson() {}

  /**
   * The first of them as plain values, ready to be written as JSON; with all of them, where there
   * are several.
   *
   * @param now epoch milliseconds
   */
  public static Map<String, @Nullable Object> of(List<BatteryState> all, long now) {
    Map<String, @Nullable Object> json = of(all.get(0), now);
    if (all.size() > 1) {
      json.put("batteries", all.stream().map(one -> of(one, now)).toList());
    }
    return json;
  }

  private static Map<String, @Nullable Object> of(BatteryState state, long now) {
    Charge charge = state.charge();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    boolean isKnown = state.at() > 0;
    json.put("soc", state.soc() == null ? charge.last() : state.soc());
    json.put("source", state.source());
    json.put("at", isKnown ? Instant.ofEpochMilli(state.at()).toString() : null);
    json.put("age_ms", isKnown ? (Long) Math.max(0, now - state.at()) : null);
    json.put("stale", state.isSourceStale());
    json.put("note", charge.silence());
    json.put("error_percent", charge.errorPercent());
    json.put("corrected", corrected(charge));
    json.put("volts", state.volts());
    json.put("amps", state.amps());
    json.put("watts", state.watts());
    json.put("hours_left", charge.hoursLeft());
    json.put("hours_to_full", charge.hoursToFull());
    json.put("system", state.system());
    json.put("units", state.units());
    json.put("missing", state.missing());
    return json;
  }

  private static @Nullable Object corrected(Charge charge) {
    String by = charge.correctedBy();
    return by == null
        ? null
        : Map.of("by", by, "at", Instant.ofEpochMilli(charge.correctedAt()).toString());
  }
}
