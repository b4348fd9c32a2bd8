package io.sunherd.inverter.parallel;

import io.sunherd.protocol.table.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * A way to see a unit over the parallel bus.
 *
 * @param via the id of the inverter to ask
 * @param dialect what that speaks
 * @param number the unit's number on the bus
 * @param serial the serial number that the answer must show, or null for whichever unit it is
 */
public record Via(String via, Dialect dialect, int number, @Nullable String serial) {

  /** What to ask for what the unit does (QPGS1). */
  public String code() {
    return ParallelNames.code(dialect, number);
  }

  /** What to ask for who it is: mostly the same. */
  String who() {
    return ParallelNames.who(dialect, number);
  }
}
