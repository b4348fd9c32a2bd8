package io.sunherd.web.cmds;

import io.sunherd.bus.Change;
import io.sunherd.request.NaturalChange;
import io.sunherd.request.Problem;
import io.sunherd.request.StrictJson;
import io.sunherd.request.Wishes;
import io.sunherd.web.gate.Gate;
import io.sunherd.web.http.JsonBody;
import io.sunherd.web.http.Respond;
import io.sunherd.web.live.LiveUnit;
import io.sunherd.web.live.Newest;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** POST /cmds: writes a setting by its code, with its value in the protocol's own form. */
public final class CmdsOrder implements Handler<RoutingContext> {
  private static final int LONGEST = 64;

  private final Newest newest;
  private final Wishes wishes;

  /** Passes orders on as requests to the settings. */
  public CmdsOrder(Newest newest, Wishes wishes) {
    this.newest = newest;
    this.wishes = wishes;
  }

  @Override
  public void handle(RoutingContext context) {
    StrictJson body =
        JsonBody.of(context, "cmd", "value", "inverter", "serial", "confirm", "dry_run");
    String cmd = body.needed("cmd");
    String value = body.text("value");
    LiveUnit unit = newest.unit(body.text("inverter"));
    String text = value == null ? cmd : cmd + value;
    if (text.length() > LONGEST) {
      throw new Problem(400, "A command is up to " + LONGEST + " characters.");
    }
    if (unit.dialect().request(text).isPresent()) {
      throw new Problem(
          400, text + " asks and sets nothing: send GET /cmds?cmd=" + text + " for it.");
    }
    Respond.verdict(
        context,
        wishes.ask(
            new Change(
                Gate.caller(context).actor(),
                unit.id(),
                cmd,
                value,
                true,
                body.flag("confirm"),
                body.flag("dry_run"),
                NaturalChange.meant(unit.id(), body.serial("serial")),
                null)));
  }
}
