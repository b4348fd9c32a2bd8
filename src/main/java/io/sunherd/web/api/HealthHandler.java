package io.sunherd.web.api;

import io.sunherd.bus.MqttState;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.alarm.TargetState;
import io.sunherd.request.Problem;
import io.sunherd.web.gate.CurrentAccounts;
import io.sunherd.web.gate.CurrentAccounts.Known;
import io.sunherd.web.gate.Gate;
import io.sunherd.web.http.Respond;
import io.sunherd.web.live.HubHealth;
import io.sunherd.web.live.Newest;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GET /health/live and /health/ready. The answer has the inverters' states, but they never decide
 * the status.
 */
public final class HealthHandler {
  private final HubHealth parts;
  private final Newest newest;
  private final CurrentAccounts accounts;
  private final Gate gate;

  /** Answers the health of these; details only for callers that the gate admits. */
  public HealthHandler(HubHealth parts, Newest newest, CurrentAccounts accounts, Gate gate) {
    this.parts = parts;
    this.newest = newest;
    this.accounts = accounts;
    this.gate = gate;
  }

  /** Answers that the hub is live; any answer proves it. */
  public void live(RoutingContext context) {
    Respond.json(context, 200, Map.of("status", "live"));
  }

  /**
   * Answers whether the hub is ready, to all; the inverters' states only to callers that may read.
   */
  public void ready(RoutingContext context) {
    Future<Boolean> mayRead =
        gate.judge(context)
            .map(true)
            .recover(
                refusal ->
                    refusal instanceof Problem
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(refusal));
    mayRead
        .compose(isReader -> accounts.now().onSuccess(known -> ready(context, known, isReader)))
        .onFailure(context::fail);
  }

  /** Whether the hub is ready, as everybody is told. */
  public Future<Verdict> ready() {
    return accounts.now().map(known -> verdict(known, false));
  }

  private void ready(RoutingContext context, Known known, boolean mayRead) {
    Verdict verdict = verdict(known, mayRead);
    Respond.json(context, verdict.status(), verdict.body());
  }

  private Verdict verdict(Known known, boolean mayRead) {
    Map<String, String> reports = new LinkedHashMap<>();
    reports.put("web", HubHealth.OK);
    reports.put("users", known.trouble() == null ? HubHealth.OK : known.trouble());
    reports.putAll(parts.reports());
    boolean ready = reports.values().stream().allMatch(HubHealth.OK::equals);
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("ready", ready);
    body.put("parts", reports);
    if (mayRead) {
      Map<String, String> inverters = new LinkedHashMap<>();
      newest.units().forEach(unit -> inverters.put(unit.id(), unit.condition().word()));
      body.put("inverters", inverters);
      body.put("notify", targets());
      body.put("backup", parts.backup());
      MqttState mqtt = newest.mqtt();
      if (mqtt != null && mqtt.configured()) {
        String trouble = mqtt.trouble();
        body.put("mqtt", trouble == null ? HubHealth.OK : trouble);
        body.put("broker", broker(mqtt));
      }
    }
    return new Verdict(ready ? 200 : 503, body);
  }

  /** Where the broker is, and since when there is a connection. */
  private static Map<String, @Nullable Object> broker(MqttState mqtt) {
    Long since = mqtt.since();
    Map<String, @Nullable Object> broker = new LinkedHashMap<>();
    broker.put("at", mqtt.broker());
    broker.put("since", since == null ? null : Instant.ofEpochMilli(since).toString());
    return broker;
  }

  /** Those who are told of alarms: none of them decides whether the hub is ready. */
  private Map<String, String> targets() {
    Map<String, String> targets = new LinkedHashMap<>();
    for (TargetState target : newest.targets()) {
      String trouble = target.trouble();
      targets.put(target.name(), trouble == null ? HubHealth.OK : trouble);
    }
    return targets;
  }
}
