package io.sunherd.web.metrics;

import static io.sunherd.web.metrics.Families.labels;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.sunherd.bus.Backlog;
import io.sunherd.bus.ConfigState;
import io.sunherd.bus.MqttState;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.alarm.Alarms;
import io.sunherd.web.http.Respond;
import io.sunherd.web.live.Newest;
import io.sunherd.web.stream.Stream;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * GET /metrics, for Prometheus: made from what the site holds at that time; nothing is maintained
 * between two scrapes. The text is written off the event loop.
 */
public final class MetricsHandler implements Handler<RoutingContext>, AutoCloseable {
  private static final PrometheusTextFormatWriter WRITER = PrometheusTextFormatWriter.create();

  private static final double MS = 1_000.0;

  private final Vertx vertx;
  private final Newest newest;
  private final Stream stream;
  private final UnitMetrics units = new UnitMetrics();
  private @Nullable RuntimeMetrics runtime;
  private boolean closed;

  /** Serves the metrics of these, and of the Java runtime. */
  public MetricsHandler(Vertx vertx, Newest newest, Stream stream) {
    this.vertx = vertx;
    this.newest = newest;
    this.stream = stream;
  }

  @Override
  public void handle(RoutingContext context) {
    List<MetricSnapshot> own = hub();
    vertx
        .executeBlocking(() -> written(own))
        .onSuccess(text -> Respond.metrics(context, text))
        .onFailure(context::fail);
  }

  private List<MetricSnapshot> hub() {
    Families families = new Families();
    families.info("sunherd_build", "The hub itself.", labels("version", version()));
    families.gauge("sunherd_stream_clients", "Clients of the stream.", stream.size(), Labels.EMPTY);
    SystemTotals totals = newest.totals();
    if (totals != null) {
      SystemMetrics.add(families, totals);
    }
    ConfigState config = newest.config();
    if (config != null) {
      families.gauge(
          "sunherd_config_refused",
          "1 while the configuration file is not the one the hub goes by, 0 while it is.",
          config.mistakes().isEmpty() ? 0 : 1,
          Labels.EMPTY);
      families.gauge(
          "sunherd_config_applied_timestamp_seconds",
          "Since when the hub has gone by its configuration, in seconds since 1970.",
          config.applied() / MS,
          Labels.EMPTY);
    }
    Backlog backlog = newest.backlog();
    if (backlog != null) {
      HistoryMetrics.add(families, backlog, newest.backlogAgeMs());
    }
    Alarms alarms = newest.alarms();
    if (alarms != null) {
      AlarmMetrics.add(families, alarms);
    }
    newest.batteries().all().forEach(battery -> BatteryMetrics.add(families, battery));
    newest.targets().forEach(target -> TargetMetrics.add(families, target));
    MqttState mqtt = newest.mqtt();
    if (mqtt != null) {
      MqttMetrics.add(families, mqtt);
    }
    newest.units().forEach(unit -> units.add(families, unit, newest.nowMs()));
    return families.snapshots();
  }

  private static String version() {
    String version = MetricsHandler.class.getPackage().getImplementationVersion();
    return Objects.requireNonNullElse(version, "unpackaged");
  }

  private Buffer written(List<MetricSnapshot> own) {
    List<MetricSnapshot> all = new ArrayList<>(own);
    all.addAll(runtime());
    return text(all);
  }

  /** Metrics in Prometheus's text format. */
  public static Buffer text(List<MetricSnapshot> metrics) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      WRITER.write(text, new MetricSnapshots(metrics), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(text.toByteArray());
  }

  /** Created by the first scrape, so that it does not slow the start of the hub. */
  private synchronized List<MetricSnapshot> runtime() {
    if (closed) {
      return List.of();
    }
    if (runtime == null) {
      runtime = new RuntimeMetrics();
    }
    return runtime.snapshots();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (runtime != null) {
      runtime.close();
    }
  }
}
