package io.sunherd.web.metrics;

import static io.sunherd.web.metrics.Families.labels;

import io.prometheus.metrics.model.snapshots.Labels;
import io.sunherd.bus.BatteryState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The metrics of each battery. A value that is stale is left out. */
final class BatteryMetrics {
  private static final double SECONDS = 3_600;

  private BatteryMetrics() {}

  static void add(Families into, BatteryState state) {
    Labels labels =
        labels("system", Objects.requireNonNullElse(state.system(), ""), "source", state.source());
    into.gauge(
        "sunherd_battery_stale",
        "1 while the source of the state of charge tells nothing, 0 while it does.",
        state.isSourceStale() ? 1 : 0,
        labels);
    if (state.stale()) {
      return;
    }
    BatteryState.Charge charge = state.charge();
    add(into, "soc_ratio", "State of charge, 1 is full.", share(state.soc()), labels);
    add(
        into,
        "soc_error_ratio",
        "How far off the state of charge may be, where that is known.",
        share(charge.errorPercent()),
        labels);
    add(into, "volts", "Battery voltage.", state.volts(), labels);
    add(into, "amperes", "Battery current, plus is charging.", state.amps(), labels);
    add(into, "watts", "Battery power, plus is charging.", state.watts(), labels);
    add(
        into,
        "left_seconds",
        "How long the battery lasts at the mean power of the last 15 minutes.",
        seconds(charge.hoursLeft()),
        labels);
    add(
        into,
        "to_full_seconds",
        "How long until the battery is full at the mean power of the last 15 minutes.",
        seconds(charge.hoursToFull()),
        labels);
  }

  private static void add(
      Families into, String name, String help, @Nullable Double value, Labels labels) {
    if (value != null) {
      into.gauge("sunherd_battery_" + name, help, value, labels);
    }
  }

  private static @Nullable Double share(@Nullable Double percent) {
    return percent == null ? null : (Double) (percent / 100);
  }

  private static @Nullable Double seconds(@Nullable Double hours) {
    return hours == null ? null : (Double) (hours * SECONDS);
  }
}
