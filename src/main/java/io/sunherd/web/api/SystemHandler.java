package io.sunherd.web.api;

import io.sunherd.bus.Failure;
import io.sunherd.bus.SystemTotals;
import io.sunherd.json.SystemJson;
import io.sunherd.request.Problem;
import io.sunherd.web.http.Respond;
import io.sunherd.web.live.Newest;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

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
    Respond.json(context, 200, SystemJson.of(totals));
  }
}
