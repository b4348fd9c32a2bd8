package io.sunherd.bus;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The condition of an inverter, and its identity.
 *
 * @param inverter the id
 * @param condition online, degraded or offline
 * @param since when that began, epoch milliseconds
 * @param device where it is reached now, or was last
 * @param protocol the dialect it speaks, once known
 * @param model its model, once known
 * @param serial its own serial number, once known
 * @param firmware its main firmware version, once known
 * @param via the id of the inverter through which it is reached now, or null where it is reached by
 *     its own cable or not at all
 * @param error the last error, one sentence, or null
 * @param notes lasting facts worth knowing (an echo on the line), each one sentence
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

  /** Every note on a serial number that is a placeholder has these words. */
  public static final String PLACEHOLDER = " is a placeholder that other units may tell, too";

  public InverterState {
    notes = List.copyOf(notes);
  }

  /** The note that the serial number is a placeholder, or null. */
  public @Nullable String placeholder() {
    return notes.stream().filter(note -> note.contains(PLACEHOLDER)).findFirst().orElse(null);
  }

  /** The same state, with another time at which it began. */
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
