package io.sunherd.web.settings;

import io.sunherd.bus.alarm.Acknowledge;
import io.sunherd.bus.alarm.ShowAlarms;
import io.sunherd.request.Problem;
import io.sunherd.request.Wishes;
import io.sunherd.web.gate.Gate;
import io.sunherd.web.http.Requests;
import io.sunherd.web.http.Respond;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/** GET /api/v1/alarms and POST /api/v1/alarms/ID/acknowledge: what needs somebody, or did. */
public final class AlarmsHandler {
  private static final int MOST = 1_000;
  private static final String ID = "[A-Za-z0-9-]{1,64}";

  private final Wishes wishes;

  /** Passes requests on over these. */
  public AlarmsHandler(Wishes wishes) {
    this.wishes = wishes;
  }

  /** GET /api/v1/alarms. */
  public void show(RoutingContext context) {
    boolean active = Requests.flag(context, "active", false);
    Respond.verdict(context, wishes.ask(new ShowAlarms(active, MOST)));
  }

  /** POST /api/v1/alarms/ID/acknowledge. */
  public void acknowledge(RoutingContext context) {
    String id = context.pathParam("id");
    if (!id.matches(ID)) {
      throw new Problem(404, "There is no alarm " + Problem.quote(id) + ".");
    }
    String by = Objects.requireNonNullElse(Gate.caller(context).actor().name(), "");
    Respond.verdict(context, wishes.ask(new Acknowledge(id, by)));
  }
}
