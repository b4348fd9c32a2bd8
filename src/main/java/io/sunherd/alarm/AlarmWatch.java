package io.sunherd.alarm;

import io.sunherd.bus.Configured;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.LastSeen;
import java.util.List;
import java.util.Optional;

/** All conditions, what they judge, and the alarms they make. Pure; for one thread. */
final class AlarmWatch {
  private final WatchedHerd herd = new WatchedHerd();
  private final AlarmBoard board = new AlarmBoard();
  private final ChangedOutside changes = new ChangedOutside();
  private final List<AlarmCondition> conditions =
      List.of(
          new HubTroubles(),
          new Troubles(),
          new UnreachableUnits(),
          new ParallelTroubles(),
          new BatteryLow(),
          new GridLost(),
          changes,
          new LoadShare(),
          new StringLag(),
          new UnevenUnits());

  WatchedHerd herd() {
    return herd;
  }

  AlarmBoard board() {
    return board;
  }

  void configure(Configured configured) {
    herd.configure(configured.inverters(), configured.alarms());
    board.configure(configured.alarms());
  }

  void accept(SettingChange change) {
    changes.accept(change);
  }

  /** Looks what there is now; returns the alarms that something has happened to. */
  List<Alarm> look(long at, long nowMs) {
    herd.look(nowMs, at);
    Assessment now = new Assessment();
    conditions.forEach(condition -> condition.judge(herd, nowMs, now));
    return board.look(now, herd::has, at, nowMs);
  }

  /** Takes the alarms of before the hub's start, newest first. */
  List<Alarm> recall(List<Alarm> kept, long nowMs) {
    kept.stream()
        .filter(Alarm::isActive)
        .forEach(alarm -> conditions.forEach(condition -> condition.recall(alarm)));
    return board.recall(kept, nowMs);
  }

  /** Takes what units told before the hub's start. */
  void recallSeen(List<LastSeen> seen, long at, long nowMs) {
    herd.recall(seen, at, nowMs);
  }

  /** Somebody has seen an alarm. */
  Optional<Alarm> acknowledge(String id, String by) {
    Optional<Alarm> seen = board.acknowledge(id, by);
    seen.ifPresent(alarm -> conditions.forEach(condition -> condition.acknowledged(alarm)));
    return seen;
  }
}
