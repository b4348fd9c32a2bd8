package io.sunherd.notify;

import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.AlarmSeverity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One message to one target.
 *
 * @param id what it is called at every attempt to send it
 * @param stage what has happened to the alarms
 * @param alarms those that it tells of, as they are now
 */
record Letter(String id, Stage stage, List<Alarm> alarms) {
  /** What a message tells. */
  enum Stage {
    RAISED,
    OVER,
    TEST;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Letter {
    alarms = List.copyOf(alarms);
  }

  /** How bad the worst alarm is. */
  AlarmSeverity severity() {
    return alarms.stream()
        .map(alarm -> alarm.kind().severity())
        .min(Comparator.naturalOrder())
        .orElse(AlarmSeverity.INFO);
  }
}
