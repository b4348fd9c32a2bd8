package io.sunherd.inverter.parallel;

import io.sunherd.protocol.table.Dialect;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the numbers of a parallel bus, one question at a time, and notes who is there
 * (PI30.md 10). Units are known by their serial numbers. Where one question tells who has a number
 * and another what it does, the first is put again after the second: numbers on the bus change, and
 * what was told in between belongs to the unit that was there before and after. Pure logic; who
 * asks is left to others.
 */
public final class BusScan {
  /** The numbers have one digit. */
  private static final int HIGHEST = 9;

  /** After so many absent numbers in a row, no more units are expected. */
  private static final int GAP = 2;

  private final Dialect dialect;
  private final @Nullable String own;
  private final int highest;
  private final Map<String, Present> present = new LinkedHashMap<>();
  private int number;
  private int absent;
  private boolean alone;
  private boolean complete = true;
  private @Nullable Map<String, @Nullable Object> named;
  private @Nullable Map<String, @Nullable Object> shown;

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
   * @param dialect what it speaks
   * @param own the serial number of the unit that is asked, or null where it tells none
   * @param settings its settings; one that does not say how many can be paralleled is not asked
   */
  public BusScan(Dialect dialect, @Nullable String own, Map<String, @Nullable Object> settings) {
    this(
        dialect,
        own,
        0,
        settings.get("parallel_max_num") instanceof Number most
            ? Math.min(HIGHEST, most.intValue())
            : -1);
  }

  private BusScan(Dialect dialect, @Nullable String own, int lowest, int highest) {
    this.dialect = dialect;
    this.own = own;
    this.number = lowest;
    this.highest = highest;
  }

  /** A scan of one number only. */
  static BusScan of(Dialect dialect, int number) {
    return new BusScan(dialect, null, number, number);
  }

  /** What to ask now; nothing where the scan is over. */
  public Optional<String> next() {
    if (alone || number > highest || absent >= GAP) {
      return Optional.empty();
    }
    boolean isWhat = named != null && shown == null;
    return Optional.of(
        isWhat ? ParallelNames.code(dialect, number) : ParallelNames.who(dialect, number));
  }

  /** Whether nothing was answered yet. */
  boolean isFirst() {
    return number == 0 && named == null;
  }

  /**
   * The reply to the question put last. A unit that calls itself absent is the only one; one that
   * has no serial number of its own is there, but nobody knows which it is.
   */
  public void told(Map<String, @Nullable Object> data) {
    if (named == null) {
      named(data);
    } else if (shown == null) {
      shown = data;
    } else {
      boolean isSame =
          ParallelNames.exists(data)
              && ParallelNames.exists(shown)
              && Objects.equals(ParallelNames.serial(named), ParallelNames.serial(data));
      note(data, isSame ? shown : Map.of());
    }
  }

  private void named(Map<String, @Nullable Object> data) {
    boolean isApart =
        !ParallelNames.who(dialect, number).equals(ParallelNames.code(dialect, number));
    if (isApart && ParallelNames.exists(data) && ParallelNames.serial(data) != null) {
      named = data;
    } else {
      note(data, Map.of());
    }
  }

  /** Who has the number, and what it does as far as that is told apart. */
  private void note(Map<String, @Nullable Object> who, Map<String, @Nullable Object> what) {
    String serial = ParallelNames.serial(who);
    boolean exists = ParallelNames.exists(who);
    if (serial != null && !exists && serial.equals(own)) {
      alone = true;
    }
    if (serial != null && (exists || alone)) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>(what);
      all.putAll(who);
      present.putIfAbsent(serial, new Present(number, Collections.unmodifiableMap(all)));
    }
    boolean there = serial != null ? exists || alone : ParallelNames.isNameless(who);
    absent = there ? 0 : absent + 1;
    goOn();
  }

  private void goOn() {
    number++;
    named = null;
    shown = null;
  }

  /**
   * There was no good reply to the question put last: who has that number is not known, or no more
   * than who.
   */
  public void unanswered() {
    if (named != null) {
      note(named, Map.of());
      return;
    }
    complete = false;
    absent++;
    goOn();
  }

  /** The units present, by serial number, in the order of their numbers. */
  public Map<String, Present> present() {
    return Collections.unmodifiableMap(present);
  }

  /** Whether every number was answered, so that a unit not found is not on the bus. */
  public boolean isComplete() {
    return complete;
  }
}
