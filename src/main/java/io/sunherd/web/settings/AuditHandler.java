package io.sunherd.web.settings;

import io.sunherd.bus.ShowAudit;
import io.sunherd.bus.Undo;
import io.sunherd.request.NaturalChange;
import io.sunherd.request.Problem;
import io.sunherd.request.StrictJson;
import io.sunherd.request.Wishes;
import io.sunherd.web.gate.Gate;
import io.sunherd.web.http.JsonBody;
import io.sunherd.web.http.Respond;
import io.sunherd.web.live.Newest;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** GET /api/v1/audit and POST /api/v1/audit/ENTRY/undo: the writes, and undoing one. */
public final class AuditHandler {
  private static final int USUAL_LIMIT = 100;
  private static final int HIGHEST_LIMIT = 1_000;
  private static final String ENTRY = "[A-Za-z0-9._:-]{1,64}";

  private final Newest newest;
  private final Wishes wishes;

  /** Passes requests on over these. */
  public AuditHandler(Newest newest, Wishes wishes) {
    this.newest = newest;
    this.wishes = wishes;
  }

  /** GET /api/v1/audit. */
  public void show(RoutingContext context) {
    MultiMap params = context.queryParams();
    String inverter = params.get("inverter");
    Respond.verdict(
        context,
        wishes.ask(
            new ShowAudit(
                inverter == null ? null : newest.unit(inverter).id(),
                before(params.get("before")),
                limit(params.get("limit")))));
  }

  private static @Nullable String before(@Nullable String entry) {
    if (entry == null || entry.matches(ENTRY)) {
      return entry;
    }
    throw new Problem(400, "before is the number of an entry, not " + Problem.quote(entry) + ".");
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return USUAL_LIMIT;
    }
    int limit = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > HIGHEST_LIMIT) {
      throw new Problem(
          400,
          "limit is a number from 1 to " + HIGHEST_LIMIT + ", not " + Problem.quote(text) + ".");
    }
    return limit;
  }

  /** POST /api/v1/audit/ENTRY/undo. */
  public void undo(RoutingContext context) {
    String entry = context.pathParam("entry");
    if (!entry.matches(ENTRY)) {
      throw new Problem(404, "There is no entry " + Problem.quote(entry) + ".");
    }
    StrictJson body = JsonBody.ofAny(context, "confirm", "dry_run", "serial", NaturalChange.GROUP);
    Respond.verdict(
        context,
        wishes.ask(
            new Undo(
                Gate.caller(context).actor(),
                entry,
                body.flag("confirm"),
                body.flag("dry_run"),
                body.serial("serial"),
                body.group(NaturalChange.GROUP))));
  }
}
