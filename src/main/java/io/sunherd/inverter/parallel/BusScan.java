package io.sunherd.inverter.parallel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the numbers of a parallel bus, one inquiry at a time, and collects the units present
 * (PI30.md 10). Serial numbers identify the units. Pure logic; the caller sends the inquiries.
 */
public final class BusScan {
  /** The numbers have one digit. */
  private static final int HIGHEST = 9;

  /** After so many absent numbers in a row, no more units are expected. */
  private static final int GAP = 2;

  private final @Nullable String own;
  private final int highest;
  private final Map<String, Present> present = new LinkedHashMap<>();
  private int number;
  private int absent;
  private boolean alone;
  private boolean complete = true;

  /**
   * A unit on the bus.
   *
   * @param number its number on the bus
   * @param data the values of the reply about it, by key
   */
  public record Present(int number, Map<String, @Nullable Object> data) {}

  /**
   * A scan through one unit.
   *
   * @param own the serial number of the unit that is asked, or null where it has none
   * @param settings its settings; a unit that does not report how many can be paralleled is not
   *     asked
   */
  public BusScan(@Nullable String own, Map<String, @Nullable Object> settings) {
    this.own = own;
    this.highest =
        settings.get("parallel_max_num") instanceof Number most
            ? Math.min(HIGHEST, most.intValue())
            : -1;
  }

  /** The number to ask for next; empty where the scan is over. */
  public OptionalInt next() {
    boolean over = alone || number > highest || absent >= GAP;
    return over ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /**
   * Takes the reply for the number asked last. A unit that reports itself absent is the only one; a
   * unit without a serial number of its own is present, but not identified.
   */
  public void answered(Map<String, @Nullable Object> data) {
    String serial = ParallelNames.serial(data);
    boolean exists = ParallelNames.exists(data);
    if (serial != null && !exists && serial.equals(own)) {
      alone = true;
    }
    if (serial != null && (exists || alone)) {
      present.putIfAbsent(serial, new Present(number, data));
    }
    boolean there = serial != null ? exists || alone : ParallelNames.isNameless(data);
    absent = there ? 0 : absent + 1;
    number++;
  }

  /** No valid reply came for the number asked last: its unit is unknown. */
  public void unanswered() {
    complete = false;
    absent++;
    number++;
  }

  /** The units present, by serial number, in the order of their numbers. */
  public Map<String, Present> present() {
    return Collections.unmodifiableMap(present);
  }

  /** The units present other than that of this serial number; null for a unit without one. */
  Map<String, Present> without(@Nullable String serial) {
    Map<String, Present> others = new LinkedHashMap<>(present);
    others.remove(serial);
    return Collections.unmodifiableMap(others);
  }

  /** Whether every number was answered, so that a unit not found is not on the bus. */
  public boolean isComplete() {
    return complete;
  }
}
