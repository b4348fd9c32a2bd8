package io.sunherd.web.metrics;

import static io.sunherd.web.metrics.Families.labels;

import io.prometheus.metrics.model.snapshots.Labels;
import io.sunherd.bus.SystemTotals;
import io.sunherd.protocol.field.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The metrics of all units together. */
final class SystemMetrics {
  private static final Map<String, Measure> MEASURES =
      Arrays.stream(Quantity.values())
          .collect(Collectors.toUnmodifiableMap(Quantity::key, Measure::of));

  private SystemMetrics() {}

  static void add(Families into, SystemTotals totals) {
    into.gauge(
        "sunherd_system_units", "Inverters that are configured.", totals.units(), Labels.EMPTY);
    into.gauge(
        "sunherd_system_units_counted",
        "Inverters whose readings are in the totals now.",
        totals.counted(),
        Labels.EMPTY);
    totals.values().forEach((key, value) -> total(into, totals, key, value));
  }

  private static void total(Families into, SystemTotals totals, String key, Number value) {
    Measure measure = MEASURES.get(key);
    if (measure == null) {
      return;
    }
    into.gauge(measure.name(), measure.help(), measure.converted(value), Labels.EMPTY);
    List<String> lacking = totals.lacking().get(key);
    into.gauge(
        "sunherd_system_coverage_ratio",
        "The share of the configured inverters that a total is made of.",
        lacking == null
            ? share(totals.counted(), totals.units())
            : share(totals.units() - lacking.size(), totals.units()),
        labels("total", key));
  }

  private static double share(int counted, int units) {
    return units == 0 ? 0 : counted / (double) units;
  }
}
