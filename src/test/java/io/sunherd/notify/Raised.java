package io.sunherd.notify;

import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarm.State;
import io.sunherd.bus.alarm.AlarmKind;
import java.util.List;
import java.util.Map;

/** Alarms as the hub publishes them. */
final class Raised {
  static final long SINCE = 1_795_000_000_000L;

  private Raised() {}

  static Alarm alarm(String id, AlarmKind kind, String inverter) {
    return alarm(id, kind, inverter, null);
  }

  static Alarm alarm(String id, AlarmKind kind, String inverter, String cause) {
    return new Alarm(
        id,
        kind,
        inverter,
        State.RAISED,
        SINCE,
        null,
        "It says \"no\": C:\\1. It clears when it is well.",
        Map.of("code", "02"),
        List.of("02"),
        cause,
        null);
  }

  static Alarm over(Alarm alarm) {
    return alarm.cleared(SINCE + 60_000);
  }
}
