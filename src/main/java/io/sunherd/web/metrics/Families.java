package io.sunherd.web.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The metrics of one scrape, by family. A series that is added twice has the later value. A label
 * without a value is left out, as Prometheus treats the two alike.
 */
public final class Families {
  private final Map<String, Family<?>> families = new LinkedHashMap<>();

  private record Family<P extends DataPointSnapshot>(
      MetricMetadata metadata,
      BiFunction<MetricMetadata, Collection<P>, MetricSnapshot> kind,
      Class<P> type,
      Map<Labels, P> points) {
    void put(DataPointSnapshot point) {
      points.put(point.getLabels(), type.cast(point));
    }

    MetricSnapshot snapshot() {
      return kind.apply(metadata, points.values());
    }
  }

  /** Adds a value that goes up and down. */
  public void gauge(String name, String help, double value, Labels labels) {
    family(name, help, GaugeSnapshot::new, GaugeDataPointSnapshot.class)
        .put(new GaugeDataPointSnapshot(value, labels, null));
  }

  /** Adds a value that only grows; its name is given without {@code _total}. */
  void counter(String name, String help, Number value, Labels labels) {
    family(name, help, CounterSnapshot::new, CounterDataPointSnapshot.class)
        .put(new CounterDataPointSnapshot(value.doubleValue(), labels, null, 0));
  }

  /** Adds facts as labels; the name is given without {@code _info}. */
  void info(String name, String help, Labels labels) {
    family(name, help, InfoSnapshot::new, InfoDataPointSnapshot.class)
        .put(new InfoDataPointSnapshot(labels));
  }

  /**
   * Adds a histogram.
   *
   * @param bounds the upper bounds, the last one infinite
   * @param counts for each bound, the count of values up to it and above the one before
   */
  void histogram(
      String name, String help, List<Double> bounds, List<Long> counts, double sum, Labels labels) {
    family(name, help, HistogramSnapshot::new, HistogramDataPointSnapshot.class)
        .put(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts))
                .sum(sum)
                .labels(labels)
                .build());
  }

  private <P extends DataPointSnapshot> Family<?> family(
      String name,
      String help,
      BiFunction<MetricMetadata, Collection<P>, MetricSnapshot> kind,
      Class<P> type) {
    return families.computeIfAbsent(
        name,
        any -> new Family<>(new MetricMetadata(name, help), kind, type, new LinkedHashMap<>()));
  }

  /** All metrics, ready to be written on any thread. */
  public List<MetricSnapshot> snapshots() {
    return families.values().stream().<MetricSnapshot>map(Family::snapshot).toList();
  }

  /** Labels from names and values in turn. */
  static Labels labels(String... pairs) {
    Labels.Builder labels = Labels.builder();
    for (int i = 0; i < pairs.length; i += 2) {
      if (!pairs[i + 1].isEmpty()) {
        labels.label(pairs[i], pairs[i + 1]);
      }
    }
    return labels.build();
  }
}
