package io.sunherd.json;

import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.SystemTotals.Difference;
import io.sunherd.bus.SystemTotals.Phase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The totals of all units, as everybody is told them. */
public final class SystemJson {
  private SystemJson() {}

  /** The totals as plain values, ready to be written as JSON. */
  public static Map<String, Object> of(SystemTotals totals) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", Instant.ofEpochMilli(totals.at()).toString());
    json.put("units", totals.units());
    json.put("counted", totals.counted());
    json.put("missing", totals.missing());
    json.put("unconfigured", totals.unconfigured());
    json.putAll(totals.values());
    json.put("calculated", totals.calculated());
    Map<String, Object> coverage = new LinkedHashMap<>();
    totals
        .lacking()
        .forEach((key, ids) -> coverage.put(key, coverage(totals.units() - ids.size(), ids)));
    json.put("coverage", coverage);
    Map<String, Object> phases = new LinkedHashMap<>();
    totals.phases().forEach((mode, phase) -> phases.put(mode, of(phase)));
    json.put("phases", phases);
    json.put("load_share", totals.shares());
    json.put("differences", totals.differences().stream().map(SystemJson::of).toList());
    if (!totals.systems().isEmpty()) {
      Map<String, Object> systems = new LinkedHashMap<>();
      totals.systems().forEach((key, system) -> systems.put(key, of(system)));
      json.put("systems", systems);
    }
    return json;
  }

  private static Map<String, Object> coverage(int counted, List<String> missing) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("counted", counted);
    json.put("missing", missing);
    return json;
  }

  private static Map<String, Object> of(Phase phase) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("inverters", phase.inverters());
    json.putAll(phase.values());
    return json;
  }

  private static Map<String, Object> of(Difference difference) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", difference.key());
    json.put("title", difference.title());
    json.put("values", difference.values());
    return json;
  }
}
