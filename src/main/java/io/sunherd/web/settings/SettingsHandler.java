package io.sunherd.web.settings;

import io.sunherd.bus.Change;
import io.sunherd.bus.ShowSettings;
import io.sunherd.web.gate.Gate;
import io.sunherd.web.http.Problem;
import io.sunherd.web.http.StrictJson;
import io.sunherd.web.live.Newest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GET .../settings and PUT .../settings/NAME, of one inverter or of the whole system: the settings,
 * and writing one.
 */
public final class SettingsHandler {
  private static final int LONGEST_NAME = 64;

  private final Newest newest;
  private final Wishes wishes;

  /** Passes requests on over these. */
  public SettingsHandler(Newest newest, Wishes wishes) {
    this.newest = newest;
    this.wishes = wishes;
  }

  /** GET .../settings. */
  public void show(RoutingContext context) {
    Wishes.answer(context, wishes.ask(new ShowSettings(inverter(context))));
  }

  /** PUT .../settings/NAME. */
  public void change(RoutingContext context) {
    String inverter = inverter(context);
    String name = context.pathParam("name");
    if (name.length() > LONGEST_NAME) {
      throw new Problem(404, "There is no setting " + Problem.quote(name) + ".");
    }
    String which = inverter == null ? "serials" : "serial";
    StrictJson body = StrictJson.of(context, "value", "confirm", "dry_run", which);
    Wishes.answer(
        context,
        wishes.ask(
            new Change(
                Gate.caller(context).actor(),
                inverter,
                name,
                body.scalar("value"),
                false,
                body.flag("confirm"),
                body.flag("dry_run"),
                inverter == null ? body.serials(which) : meant(inverter, body.serial(which)))));
  }

  /** The serial number that an inverter must have, by its id, where the request names one. */
  public static @Nullable Map<String, @Nullable String> meant(
      String inverter, @Nullable String serial) {
    return serial == null ? null : Map.of(inverter, serial);
  }

  /** The inverter in the path, or null for the path of the system. */
  private @Nullable String inverter(RoutingContext context) {
    String id = context.pathParam("id");
    return id == null ? null : newest.unit(id).id();
  }
}
