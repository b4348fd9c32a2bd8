package io.sunherd.inverter;

import io.sunherd.protocol.Dialect;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What answers on a line.
 *
 * @param dialect what it speaks
 * @param serial its serial number, or null where it tells none
 * @param model its model, or null where it tells none
 */
public record Identity(Dialect dialect, @Nullable String serial, @Nullable String model) {

  /** Whether this is that unit; those without a serial number are told apart by what they are. */
  boolean isSameUnit(Identity other) {
    return serial != null
        ? serial.equals(other.serial)
        : other.serial == null
            && dialect.equals(other.dialect)
            && Objects.equals(model, other.model);
  }
}
