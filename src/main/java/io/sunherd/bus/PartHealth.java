package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * The health of a part of the hub; readiness is derived from these.
 *
 * @param name the part's name, for people: "inverter roof-1"
 * @param trouble one sentence, or null where it is well
 */
public record PartHealth(String name, @Nullable String trouble) {
  /**
   * The part that talks to the broker of MQTT. Its trouble is told, but decides nothing: a broker
   * that is away makes no hub ill.
   */
  public static final String BROKER = "mqtt";

  /**
   * The part that keeps the hub in a file each night. Its trouble is told, but decides nothing: the
   * hub is as well as before.
   */
  public static final String BACKUP = "backup";

  /** The name of the part that changes settings. */
  public static final String SETTINGS = "settings";

  private static final String INVERTER = "inverter ";

  /** The name of the part that owns an inverter. */
  public static String inverter(String id) {
    return INVERTER + id;
  }

  /** Whether a part of this name owns an inverter. */
  public static boolean isInverter(String name) {
    return name.startsWith(INVERTER);
  }
}
