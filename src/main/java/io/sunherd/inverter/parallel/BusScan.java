package io.sunherd.inverter.parallel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the numbers of a parallel bus, one question at a time, and notes who is there
 * (PI30.md 10). Units are known by their serial numbers. Pure logic; who asks is left to others.
 */
public final class BusScan {
  /** The numbers have one digit. */
  private static final int HIGHEST = 9;

  /** After so many absent numbers in a row, nobody is expected behind them. */
  private static final int GAP = 2;

  private final @Nullable String own;
  private final int highest;
  private final Map<String, Present> present = new LinkedHashMap<>();
  private int number;
  private int absent;
  private boolean alone;
  private boolean complete = true;

  /**
   * A unit that is there.
   *
   * @param number its number on the bus
   * @param data what the reply tells of it, by key
   */
  public record Present(int number, Map<String, @Nullable Object> data) {}

  /**
   * A scan through one unit.
   *
   * @param own the serial number of the unit that is asked, or null where it tells none
   * @param settings its settings; one that does not say how many can be paralleled is not asked
   */
  public BusScan(@Nullable String own, Map<String, @Nullable Object> settings) {
    this.own = own;
    this.highest =
        settings.get("parallel_max_num") instanceof Number most
            ? Math.min(HIGHEST, most.intValue())
            : -1;
  }

  /** The number to ask for now; none where the scan is over. */
  public OptionalInt next() {
    boolean over = alone || number > highest || absent >= GAP;
    return over ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /**
   * The reply for the number asked last. A unit that calls itself absent is the only one; one that
   * has no serial number of its own is there, but nobody knows which it is.
   */
  public void told(Map<String, @Nullable Object> data) {
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

  /** There was no good reply for the number asked last: who has it is not known. */
  public void unanswered() {
    complete = false;
    absent++;
    number++;
  }

  /** Who is there, by serial number, in the order of their numbers. */
  public Map<String, Present> present() {
    return Collections.unmodifiableMap(present);
  }

  /** Who is there besides the unit of this serial number, which has none of its own where null. */
  Map<String, Present> without(@Nullable String serial) {
    Map<String, Present> others = new LinkedHashMap<>(present);
    others.remove(serial);
    return Collections.unmodifiableMap(others);
  }

  /** Whether every number was answered, so that who was not named is not there. */
  public boolean isComplete() {
    return complete;
  }
}
