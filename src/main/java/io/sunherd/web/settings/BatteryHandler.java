package io.sunherd.web.settings;

import io.sunherd.bus.BatteryState;
import io.sunherd.bus.Failure;
import io.sunherd.bus.PushBattery;
import io.sunherd.json.BatteryJson;
import io.sunherd.request.Problem;
import io.sunherd.request.StrictJson;
import io.sunherd.request.Wishes;
import io.sunherd.web.gate.Gate;
import io.sunherd.web.http.JsonBody;
import io.sunherd.web.http.Respond;
import io.sunherd.web.live.Newest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

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
    Respond.json(context, 200, BatteryJson.of(all, System.currentTimeMillis()));
  }

  /** PUT /api/v1/battery. */
  public void push(RoutingContext context) {
    StrictJson body = JsonBody.of(context, "soc", "volts", "amps", "at", "system");
    Respond.verdict(
        context, wishes.ask(new PushBattery(Gate.caller(context).actor(), body.values())));
  }
}
