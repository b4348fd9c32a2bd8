package io.sunherd.web.settings;

import io.sunherd.bus.Actor;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Restore;
import io.sunherd.bus.ShowSettings;
import io.sunherd.bus.Verdict;
import io.sunherd.request.Problem;
import io.sunherd.request.StrictJson;
import io.sunherd.request.Wishes;
import io.sunherd.web.gate.Gate;
import io.sunherd.web.http.Bodies;
import io.sunherd.web.http.Requests;
import io.sunherd.web.http.Respond;
import io.sunherd.web.live.LiveUnit;
import io.sunherd.web.live.Newest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** GET .../settings/export and POST .../settings/import: a unit's settings as a file, and back. */
public final class KeptSettings {
  private final Vertx vertx;
  private final Newest newest;
  private final Wishes wishes;
  private final InstantSource clock;

  /**
   * @param clock dates the exports
   */
  public KeptSettings(Vertx vertx, Newest newest, Wishes wishes, InstantSource clock) {
    this.vertx = vertx;
    this.newest = newest;
    this.wishes = wishes;
    this.clock = clock;
  }

  /** GET .../settings/export. */
  public void export(RoutingContext context) {
    LiveUnit unit = newest.unit(context.pathParam("id"));
    if (unit.state() != null && unit.condition() == Condition.OFFLINE) {
      throw new Problem(
          Failure.OFFLINE, unit.id() + " is offline: what it was set to may be so no more.");
    }
    wishes
        .ask(new ShowSettings(unit.id()))
        .onSuccess(verdict -> send(context, unit, verdict))
        .onFailure(context::fail);
  }

  private void send(RoutingContext context, LiveUnit unit, Verdict verdict) {
    if (verdict.status() != 200) {
      Respond.json(context, verdict.status(), verdict.body());
      return;
    }
    String file = unit.id() + "-settings.yaml";
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"");
    Respond.yaml(context, SettingsSheet.write(heading(unit), SettingsSheet.rows(verdict.body())));
  }

  private Map<String, @Nullable String> heading(LiveUnit unit) {
    InverterState state = unit.state();
    Map<String, @Nullable String> heading = new LinkedHashMap<>();
    heading.put("inverter", unit.id());
    heading.put("serial number", state == null ? null : state.serial());
    heading.put("model", state == null ? null : state.model());
    heading.put("firmware", state == null ? null : state.firmware());
    heading.put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    return heading;
  }

  /** POST .../settings/import: answers the differences only, unless the request says to write. */
  public void restore(RoutingContext context) {
    LiveUnit unit = newest.unit(context.pathParam("id"));
    requireType(context);
    byte[] sheet = Bodies.of(context).getBytes();
    Actor actor = Gate.caller(context).actor();
    boolean confirm = Requests.flag(context, "confirm", false);
    boolean dryRun = Requests.flag(context, "dry_run", true);
    String serial = StrictJson.serial("serial", context.queryParams().get("serial"));
    // On a worker: a long file takes time, and other requests must not wait for it.
    Future<Map<String, Object>> read =
        vertx.executeBlocking(() -> SettingsSheet.read(sheet), false);
    Respond.verdict(
        context,
        read.compose(
            values -> wishes.ask(new Restore(actor, unit.id(), values, confirm, dryRun, serial))));
  }

  private static void requireType(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null
        && !type.toLowerCase(Locale.ROOT)
            // curl calls any data a form; the gate checks that no browser was tricked into sending
            // it
            .matches(
                "(application/(yaml|x-yaml|json|x-www-form-urlencoded)|text/(yaml|x-yaml|plain))"
                    + " *(;.*)?")) {
      throw new Problem(415, "Send the file as it was exported, as application/yaml or JSON.");
    }
  }
}
