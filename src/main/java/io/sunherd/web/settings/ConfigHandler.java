package io.sunherd.web.settings;

import io.sunherd.bus.Actor;
import io.sunherd.bus.Configure;
import io.sunherd.bus.Look;
import io.sunherd.bus.ShowConfig;
import io.sunherd.request.Problem;
import io.sunherd.request.StrictJson;
import io.sunherd.request.Wishes;
import io.sunherd.web.gate.Caller;
import io.sunherd.web.gate.Claim;
import io.sunherd.web.gate.CurrentAccounts;
import io.sunherd.web.gate.Gate;
import io.sunherd.web.gate.Refusals;
import io.sunherd.web.http.JsonBody;
import io.sunherd.web.http.Respond;
import io.sunherd.web.http.Sent;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * GET and PUT /api/v1/config, POST /api/v1/scan: the configured inverters, and the search for
 * others.
 */
public final class ConfigHandler {
  /** The most devices in one request: each silent one takes some seconds. */
  private static final int MOST_DEVICES = 8;

  /** The most that are looked at again: what was found answers soon. */
  private static final int MOST_AGAIN = 32;

  private static final String FINDER = "finder";
  private static final String STRANGER = "stranger";

  private final Wishes wishes;
  private final CurrentAccounts accounts;
  private final Gate gate;
  private final Claim claim;

  /** Passes requests on over these. */
  public ConfigHandler(Wishes wishes, CurrentAccounts accounts, Gate gate, Claim claim) {
    this.wishes = wishes;
    this.accounts = accounts;
    this.gate = gate;
    this.claim = claim;
  }

  /** GET /api/v1/config. */
  public void show(RoutingContext context) {
    claim
        .onlyHere(Sent.of(context))
        .onSuccess(may -> Respond.verdict(context, wishes.ask(new ShowConfig())))
        .onFailure(context::fail);
  }

  /** PUT /api/v1/config. */
  public void change(RoutingContext context) {
    StrictJson body = JsonBody.of(context, "inverters", "version", "time_zone", "dry_run");
    Respond.verdict(
        context,
        wishes.ask(
            new Configure(
                Gate.caller(context).actor(),
                body.objects("inverters"),
                body.text("version"),
                body.text("time_zone"),
                body.flag("dry_run"))));
  }

  /** Who was let through as an operator, or on an unclaimed hub on its own machine. */
  static Actor finder(RoutingContext context) {
    return context.<Actor>get(FINDER);
  }

  /**
   * Passes a scan or a backup on for operators, and on an unclaimed hub for everybody on its own
   * machine.
   */
  public void mayScan(RoutingContext context) {
    accounts
        .now()
        .compose(
            known -> {
              if (claim.isOpen(known)) {
                context.put(STRANGER, true);
                return Sent.byOwnPage(context)
                    ? claim
                        .onlyHere(Sent.of(context))
                        .map(here -> new Actor(null, false, Sent.of(context).from()))
                    : Future.<Actor>failedFuture(Refusals.anotherSite());
              }
              return gate.judge(context).map(Caller::actor);
            })
        .onSuccess(actor -> context.put(FINDER, actor))
        .onSuccess(may -> context.next())
        .onFailure(context::fail);
  }

  /** POST /api/v1/scan. */
  public void scan(RoutingContext context) {
    StrictJson body = JsonBody.ofAny(context, "devices", "again");
    List<String> devices = body.texts("devices");
    boolean again = body.flag("again");
    int most = again ? MOST_AGAIN : MOST_DEVICES;
    if (devices.size() > most) {
      throw new Problem(400, "Name at most " + most + " devices at a time.");
    }
    boolean byStranger = context.get(STRANGER) != null;
    Respond.verdict(context, wishes.ask(new Look(devices, again, byStranger)));
  }
}
