package io.sunherd.web.api;

import io.sunherd.bus.Failure;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.SystemTotals.Difference;
import io.sunherd.bus.SystemTotals.Phase;
import io.sunherd.request.Problem;
import io.sunherd.web.http.Respond;
import io.sunherd.web.live.Newest;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** GET /api/v1/system: the totals of all units. */
public final class SystemHandler implements Handler<RoutingContext> {
  private final Newest newest;

  /** Answers from these newest values. */
  public SystemHandler(Newest newest) {
    this.newest = newest;
  }

  @Override
  public void handle(RoutingContext context) {
    SystemTotals totals = newest.totals();
    if (totals == null) {
      throw new Problem(
          Failure.OFFLINE, "The totals of the system are not made up yet; ask again in a second.");
    }
    Respond.json(context, 200, json(totals));
  }

  /** The totals as plain values, ready to be written as JSON. */
  public static Map<String, Object> json(SystemTotals totals) {
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
    totals.phases().forEach((mode, phase) -> phases.put(mode, json(phase)));
    json.put("phases", phases);
    json.put("load_share", totals.shares());
    json.put("differences", totals.differences().stream().map(SystemHandler::json).toList());
    if (!totals.systems().isEmpty()) {
      Map<String, Object> systems = new LinkedHashMap<>();
      totals.systems().forEach((key, system) -> systems.put(key, json(system)));
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

  private static Map<String, Object> json(Phase phase) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("inverters", phase.inverters());
    json.putAll(phase.values());
    return json;
  }

  private static Map<String, Object> json(Difference difference) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", difference.key());
    json.put("title", difference.title());
    json.put("values", difference.values());
    return json;
  }
}
