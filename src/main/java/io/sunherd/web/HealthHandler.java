package io.sunherd.web;

import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** GET /health/live and /health/ready. Inverters' states are told, but are never the verdict. */
final class HealthHandler {
  private final Parts parts;
  private final Newest newest;

  HealthHandler(Parts parts, Newest newest) {
    this.parts = parts;
    this.newest = newest;
  }

  /** Answering at all is the proof. */
  void live(RoutingContext context) {
    Respond.json(context, 200, Map.of("status", "live"));
  }

  void ready(RoutingContext context) {
    Map<String, String> reports = new LinkedHashMap<>();
    reports.put("web", Parts.OK);
    reports.putAll(parts.reports());
    boolean ready = reports.values().stream().allMatch(Parts.OK::equals);
    Map<String, String> inverters = new LinkedHashMap<>();
    newest.units().forEach(unit -> inverters.put(unit.id(), unit.condition().word()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ready", ready);
    body.put("parts", reports);
    body.put("inverters", inverters);
    Respond.json(context, ready ? 200 : 503, body);
  }
}
