package io.sunherd.inverter.unit;

import io.sunherd.protocol.SerialNumber;
import io.sunherd.protocol.table.Dialect;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What answers on a line.
 *
 * @param dialect what it speaks
 * @param number the number it tells as its serial number, be it a placeholder; null where it tells
 *     none
 * @param source the name of the inquiry that told the number, or null
 * @param model its model's name, or null where it tells none
 */
public record Identity(
    Dialect dialect, @Nullable String number, @Nullable String source, @Nullable String model) {

  /** The serial number that no other unit has; null where it tells none, or a placeholder. */
  public @Nullable String serial() {
    return SerialNumber.isPlaceholder(number) ? null : number;
  }

  /** The unit, as sentences name it. */
  public String described() {
    if (number == null) {
      return "a unit that tells no serial number";
    }
    return (note().isPresent() ? "a unit with the placeholder " : "the unit with serial number ")
        + number;
  }

  /** That a number is none of its own; what the unit goes by in its place is to follow. */
  public static String placeholder(@Nullable String number) {
    return "Its serial number "
        + number
        + " is a placeholder that other units may tell, too, so it is known by its ";
  }

  /** What is lasting and worth knowing of who it is, one sentence. */
  public Optional<String> note() {
    return SerialNumber.isPlaceholder(number)
        ? Optional.of(
            placeholder(number)
                + "port alone: leave it there, and pull one cable at a time to see which unit is which.")
        : Optional.empty();
  }

  /** Whether this is that unit; those without a number of their own go by what they are. */
  public boolean isSameUnit(Identity other) {
    boolean isOwn = serial() != null;
    return Objects.equals(number, other.number)
        && (isOwn || (dialect.equals(other.dialect) && Objects.equals(model, other.model)));
  }
}
