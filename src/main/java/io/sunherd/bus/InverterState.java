package io.sunherd.bus;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an inverter is, and what it is.
 *
 * @param inverter the id
 * @param condition online, degraded or offline
 * @param since when that began, epoch milliseconds
 * @param device where it is reached now, or was last
 * @param protocol the dialect it speaks, once known
 * @param model its model, once known
 * @param serial its own serial number, once known
 * @param firmware its main firmware version, once known
 * @param via the id of the neighbour through which it is seen now, or null where its own cable
 *     leads to it or nothing does
 * @param error the last error, one sentence, or null
 * @param notes what is lasting and worth knowing (an echo on the line), each one sentence
 */
public record InverterState(
    String inverter,
    Condition condition,
    long since,
    @Nullable String device,
    @Nullable String protocol,
    @Nullable String model,
    @Nullable String serial,
    @Nullable String firmware,
    @Nullable String via,
    @Nullable String error,
    List<String> notes) {

  public InverterState {
    notes = List.copyOf(notes);
  }

  /** The same state, begun at another time. */
  public InverterState since(long epochMillis) {
    return new InverterState(
        inverter,
        condition,
        epochMillis,
        device,
        protocol,
        model,
        serial,
        firmware,
        via,
        error,
        notes);
  }

  /** How well an inverter answers. */
  public enum Condition {
    ONLINE,
    DEGRADED,
    OFFLINE;

    /** The word in JSON and on the page. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
