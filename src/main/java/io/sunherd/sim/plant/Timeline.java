package io.sunherd.sim.plant;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The states of a plant over time, calculated step by step from the day it was built, and cached.
 * The state at a moment does not depend on earlier calls.
 */
final class Timeline {
  /** The day every simulated plant is built, in days since 1970: 1 January 2026. */
  static final long BUILT = 20_454;

  /** Length of a step in seconds. */
  static final long STEP = 600;

  private static final int STEPS = (int) (Weather.DAY / STEP);

  private final BiFunction<State, Long, State> step;
  private final List<State> midnights = new ArrayList<>();
  private List<State> today = new ArrayList<>();
  private long day = Long.MIN_VALUE;

  /**
   * A timeline.
   *
   * @param step calculates the state a step after the given one, which is that of the given second
   */
  Timeline(State built, BiFunction<State, Long, State> step) {
    this.step = step;
    midnights.add(built);
  }

  /** The state at a second of local standard time; before the first day that of a new plant. */
  State at(long second) {
    long wanted = Math.floorDiv(second, Weather.DAY);
    if (wanted < BUILT) {
      return midnights.get(0);
    }
    load(wanted);
    long into = Math.floorMod(second, Weather.DAY);
    int index = (int) (into / STEP);
    return stepOfToday(index)
        .towards(stepOfToday(index + 1), (into - index * STEP) / (double) STEP);
  }

  /** The state at the start of a day, in days since 1970. */
  State midnight(long wanted) {
    int index = (int) Math.max(0, wanted - BUILT);
    while (midnights.size() <= index) {
      long at = (BUILT + midnights.size() - 1) * Weather.DAY;
      State state = midnights.get(midnights.size() - 1);
      for (int i = 0; i < STEPS; i++) {
        state = step.apply(state, at + i * STEP);
      }
      midnights.add(state);
    }
    return midnights.get(index);
  }

  /** Drops what was calculated for after this second, because something changed then. */
  void forgetAfter(long second) {
    long changed = Math.floorDiv(second, Weather.DAY);
    long keep = Math.max(1, changed - BUILT + 1);
    while (midnights.size() > keep) {
      midnights.remove(midnights.size() - 1);
    }
    day = Long.MIN_VALUE;
  }

  private void load(long wanted) {
    if (wanted != day) {
      today = new ArrayList<>(List.of(midnight(wanted)));
      day = wanted;
    }
  }

  private State stepOfToday(int index) {
    while (today.size() <= index) {
      long at = day * Weather.DAY + (today.size() - 1) * STEP;
      today.add(step.apply(today.get(today.size() - 1), at));
    }
    return today.get(index);
  }
}
