package io.sunherd.bus.alarm;

import java.util.List;

/**
 * What units told last; of others nothing is known.
 *
 * @param units one of each
 */
public record SeenUnits(List<LastSeen> units) {
  public SeenUnits {
    units = List.copyOf(units);
  }
}
