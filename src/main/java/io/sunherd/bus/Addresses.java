package io.sunherd.bus;

/** Every event-bus address there is. */
public final class Addresses {

  /** Published: each {@link Reading} as it comes. */
  public static final String READINGS = "sunherd.readings";

  /** Published: each {@link InverterState} as it changes. */
  public static final String STATES = "sunherd.states";

  /** Published: each {@link Sighting} of a unit on a device. */
  public static final String SIGHTINGS = "sunherd.sightings";

  /** Published: each {@link Member} of a parallel bus, whenever it was looked for. */
  public static final String MEMBERS = "sunherd.members";

  /** Published: each {@link Part} of the hub as it starts, falls ill or heals. */
  public static final String PARTS = "sunherd.parts";

  /** Published: the {@link SystemTotals} whenever something they are made of has changed. */
  public static final String SYSTEM = "sunherd.system";

  private Addresses() {}

  /** Request: an {@link Ask} to one inverter, answered by a {@link Reading}. */
  public static String ask(String inverter) {
    return "sunherd.inverter." + inverter + ".ask";
  }
}
