package io.sunherd.alarm;

import io.sunherd.bus.alarm.Alarm;

/** Judges some kinds of alarm by what is known of the herd. Pure: it goes by the given time. */
interface AlarmCondition {
  /**
   * Says what holds and what does not.
   *
   * @param nowMs the time on the monotonic clock of the herd
   */
  void judge(WatchedHerd herd, long nowMs, Assessment into);

  /** Takes an alarm of before the hub's start that was still active then. */
  default void recall(Alarm alarm) {}

  /** Takes that somebody has seen an alarm. */
  default void acknowledged(Alarm alarm) {}
}
