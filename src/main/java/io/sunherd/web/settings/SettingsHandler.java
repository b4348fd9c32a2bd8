package io.sunherd.web.settings;

import io.sunherd.bus.ShowSettings;
import io.sunherd.request.NaturalChange;
import io.sunherd.request.Problem;
import io.sunherd.request.StrictJson;
import io.sunherd.request.Wishes;
import io.sunherd.web.gate.Gate;
import io.sunherd.web.http.JsonBody;
import io.sunherd.web.http.Respond;
import io.sunherd.web.live.Newest;
import io.vertx.ext.web.RoutingContext;
import java.util.stream.Stream;
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
    Respond.verdict(context, wishes.ask(new ShowSettings(inverter(context))));
  }

  /** PUT .../settings/NAME. */
  public void change(RoutingContext context) {
    String inverter = inverter(context);
    String name = context.pathParam("name");
    if (name.length() > LONGEST_NAME) {
      throw new Problem(404, "There is no setting " + Problem.quote(name) + ".");
    }
    StrictJson body = JsonBody.of(context, keys(inverter));
    Respond.verdict(
        context, wishes.ask(NaturalChange.of(Gate.caller(context).actor(), inverter, name, body)));
  }

  private static String[] keys(@Nullable String inverter) {
    return Stream.concat(Stream.of(NaturalChange.keys(inverter)), Stream.of(NaturalChange.GROUP))
        .toArray(String[]::new);
  }

  /** The inverter in the path, or null for the path of the system. */
  private @Nullable String inverter(RoutingContext context) {
    String id = context.pathParam("id");
    return id == null ? null : newest.unit(id).id();
  }
}
