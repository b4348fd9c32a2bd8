package io.sunherd.web.metrics;

import static io.sunherd.web.metrics.Families.labels;

import io.prometheus.metrics.model.snapshots.Labels;
import io.sunherd.bus.alarm.TargetState;

/** The metrics of one of those who are told of alarms, or that the hub is well. */
final class TargetMetrics {
  private TargetMetrics() {}

  static void add(Families into, TargetState target) {
    Labels labels = labels("target", target.name());
    into.gauge(
        "sunherd_notify_failing",
        "1 where the last message has not arrived, 0 elsewhere.",
        target.trouble() == null ? 0 : 1,
        labels);
    into.gauge(
        "sunherd_notify_waiting", "Messages that are still to be sent.", target.waiting(), labels);
    into.counter("sunherd_notify_sent", "Messages that were taken.", target.sent(), labels);
    into.counter(
        "sunherd_notify_failures", "Attempts to send that were in vain.", target.failed(), labels);
    into.counter(
        "sunherd_notify_dropped", "Messages that were given up.", target.dropped(), labels);
    into.counter(
        "sunherd_notify_unsure",
        "Messages that may have arrived or not, and are not sent again.",
        target.unsure(),
        labels);
  }
}
