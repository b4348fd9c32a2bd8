package io.sunherd.inverter.unit;

import io.sunherd.bus.InverterState;
import io.sunherd.protocol.SerialNumber;
import io.sunherd.protocol.table.Dialect;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The identity of the unit on a line.
 *
 * @param dialect the dialect it speaks
 * @param number the number it reports as its serial number, even a placeholder; null where it
 *     reports none
 * @param source the name of the inquiry that returned the number, or null
 * @param model its model's name, or null where it reports none
 */
public record Identity(
    Dialect dialect, @Nullable String number, @Nullable String source, @Nullable String model) {

  /** The serial number that no other unit has; null where it reports none, or a placeholder. */
  public @Nullable String serial() {
    return SerialNumber.isPlaceholder(number) ? null : number;
  }

  /** The unit, as it is named in a sentence. */
  public String described() {
    if (number == null) {
      return "a unit that tells no serial number";
    }
    return (note().isPresent() ? "a unit with the placeholder " : "the unit with serial number ")
        + number;
  }

  /**
   * The start of a sentence that a number is a placeholder; the caller adds what identifies the
   * unit instead.
   */
  public static String placeholder(@Nullable String number) {
    return "Its serial number " + number + InverterState.PLACEHOLDER + ", so it is known by its ";
  }

  /** A lasting fact worth knowing about its identity, one sentence. */
  public Optional<String> note() {
    return SerialNumber.isPlaceholder(number)
        ? Optional.of(
            placeholder(number)
                + "port alone: leave it there, and pull one cable at a time to see which unit is which.")
        : Optional.empty();
  }

  /**
   * Whether this is the same unit; units without a number of their own are compared by dialect and
   * model.
   */
  public boolean isSameUnit(Identity other) {
    boolean isOwn = serial() != null;
    return Objects.equals(number, other.number)
        && (isOwn || (dialect.equals(other.dialect) && Objects.equals(model, other.model)));
  }
}
