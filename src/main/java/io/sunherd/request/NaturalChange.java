package io.sunherd.request;

import io.sunherd.bus.Actor;
import io.sunherd.bus.Change;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of a setting by its natural value, as a body of JSON asks for it. */
public final class NaturalChange {
  /** The key by which a body says which action it belongs to, where it may. */
  public static final String GROUP = "group";

  private NaturalChange() {}

  /**
   * The keys that a body may have.
   *
   * @param inverter the id of the unit, or null for the whole system
   */
  public static String[] keys(@Nullable String inverter) {
    return new String[] {"value", "confirm", "dry_run", serialKey(inverter)};
  }

  private static String serialKey(@Nullable String inverter) {
    return inverter == null ? "serials" : "serial";
  }

  /**
   * The change that a body asks for.
   *
   * @param inverter the id of the unit, or null for the whole system
   */
  public static Change of(Actor actor, @Nullable String inverter, String setting, StrictJson body) {
    String key = serialKey(inverter);
    return new Change(
        actor,
        inverter,
        setting,
        body.scalar("value"),
        false,
        body.flag("confirm"),
        body.flag("dry_run"),
        inverter == null ? body.serials(key) : meant(inverter, body.serial(key)),
        body.group(GROUP));
  }

  /** The serial number that an inverter must have, by its id, where the request names one. */
  public static @Nullable Map<String, @Nullable String> meant(
      String inverter, @Nullable String serial) {
    return serial == null ? null : Map.of(inverter, serial);
  }
}
