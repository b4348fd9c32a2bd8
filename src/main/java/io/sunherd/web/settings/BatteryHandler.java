package io.sunherd.web.settings;

import io.sunherd.bus.BatteryState;
import io.sunherd.bus.BatteryState.Charge;
import io.sunherd.bus.Failure;
import io.sunherd.bus.PushBattery;
import io.sunherd.request.Problem;
import io.sunherd.request.StrictJson;
import io.sunherd.request.Wishes;
import io.sunherd.web.gate.Gate;
import io.sunherd.web.http.JsonBody;
import io.sunherd.web.http.Respond;
import io.sunherd.web.live.Newest;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** GET and PUT /api/v1/battery: how the battery is, and telling it from outside. */
public final class BatteryHandler {
  private final Newest newest;
  private final Wishes wishes;

  /** Answers from these newest values, and passes on what is sent. */
  public BatteryHandler(Newest newest, Wishes wishes) {
    this.newest = newest;
    this.wishes = wishes;
  }

  /** GET /api/v1/battery. */
  public void show(RoutingContext context) {
    List<BatteryState> all = newest.batteries().all();
    if (all.isEmpty()) {
      throw new Problem(
          Failure.OFFLINE, "No unit has told anything of a battery yet; ask again in a second.");
    }
    long now = System.currentTimeMillis();
    Map<String, @Nullable Object> body = json(all.get(0), now);
    if (all.size() > 1) {
      body.put("batteries", all.stream().map(one -> json(one, now)).toList());
    }
    Respond.json(context, 200, body);
  }

  /** PUT /api/v1/battery. */
  public void push(RoutingContext context) {
    StrictJson body = JsonBody.of(context, "soc", "volts", "amps", "at", "system");
    Respond.verdict(
        context, wishes.ask(new PushBattery(Gate.caller(context).actor(), body.values())));
  }

  /** A battery as plain values, ready to be written as JSON. */
  public static Map<String, @Nullable Object> json(BatteryState state, long now) {
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
