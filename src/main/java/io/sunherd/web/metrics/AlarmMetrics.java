package io.sunherd.web.metrics;

import static io.sunherd.web.metrics.Families.labels;

import io.prometheus.metrics.model.snapshots.Labels;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.bus.alarm.Alarms;

/** The metrics of alarms: each kind, also where there is none. */
final class AlarmMetrics {
  private AlarmMetrics() {}

  static void add(Families into, Alarms alarms) {
    for (AlarmKind kind : AlarmKind.values()) {
      Labels labels = labels("kind", kind.word(), "severity", kind.severity().word());
      into.gauge(
          "sunherd_alarms_active",
          "Alarms that last.",
          (double) alarms.alarms().stream().filter(alarm -> alarm.kind() == kind).count(),
          labels);
      into.counter(
          "sunherd_alarms_raised",
          "Alarms that were raised since the hub started.",
          alarms.raised().getOrDefault(kind, 0L),
          labels);
    }
  }
}
