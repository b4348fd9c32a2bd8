package io.sunherd.web.metrics;

import static io.sunherd.web.metrics.Families.labels;

import io.prometheus.metrics.model.snapshots.Labels;
import io.sunherd.bus.Freshness;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.LinkStatistics;
import io.sunherd.bus.Reading;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.web.live.Held;
import io.sunherd.web.live.LiveUnit;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one inverter. Only polled readings count, so that inquiries about other days or
 * units make no new series; and only while they are fresh.
 */
final class UnitMetrics {
  /** A cache of the metrics by row of the tables. */
  private final IdentityHashMap<Inquiry, Map<String, Measure>> known = new IdentityHashMap<>();

  void add(Families into, LiveUnit unit, long nowMs) {
    state(into, unit);
    unit.link().ifPresent(link -> link(into, link));
    if (unit.condition() == Condition.OFFLINE) {
      return;
    }
    for (Held held : unit.readings()) {
      if (held.reading().everyMs() > 0) {
        reading(into, unit, held.reading(), held.ageMs(nowMs));
      }
    }
  }

  private static void state(Families into, LiveUnit unit) {
    for (Condition condition : Condition.values()) {
      into.gauge(
          "sunherd_inverter_state",
          "1 for the state the inverter is in, 0 for the others.",
          unit.condition() == condition ? 1 : 0,
          labels("inverter", unit.id(), "state", condition.word()));
    }
    InverterState state = unit.state();
    if (state != null) {
      into.info(
          "sunherd_inverter",
          "What the inverter is, as far as it told.",
          labels(
              "inverter", unit.id(),
              "serial", orEmpty(state.serial()),
              "protocol", orEmpty(state.protocol()),
              "model", orEmpty(state.model()),
              "firmware", orEmpty(state.firmware()),
              "via", orEmpty(state.via())));
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private void reading(Families into, LiveUnit unit, Reading reading, long ageMs) {
    Optional<Inquiry> row =
        Stream.of(unit.dialect(), Dialects.common())
            .flatMap(dialect -> dialect.inquiry(reading.command()).stream())
            .findFirst();
    if (row.isEmpty()) {
      return;
    }
    Labels labels =
        labels(
            "inverter", unit.id(),
            "serial", unit.serial().orElse(""),
            "code", row.get().argument() == null ? "" : reading.code());
    into.gauge(
        "sunherd_reading_age_seconds",
        "How long ago the newest reading came.",
        ageMs / 1_000.0,
        labels.add("cmd", reading.command()));
    known
        .computeIfAbsent(row.get(), Measure::of)
        .forEach(
            (key, measure) -> {
              if (!Freshness.isStale(reading.everyMs(), ageMs + reading.olderMs(key))) {
                number(into, reading, key, measure, labels);
              }
            });
  }

  private static void number(
      Families into, Reading reading, String key, Measure measure, Labels labels) {
    boolean isOfAnotherUnit = Boolean.TRUE.equals(reading.data().get(key + "_in_counts"));
    boolean isTold = !isOfAnotherUnit && !reading.isDoubtful(key);
    if (reading.data().get(key) instanceof Number number && isTold) {
      into.gauge(measure.name(), measure.help(), measure.converted(number), labels);
    }
  }

  private static void link(Families into, LinkStatistics link) {
    Labels labels = labels("inverter", link.inverter());
    List<Double> bounds =
        Stream.concat(LinkStatistics.BOUNDS.stream(), Stream.of(Double.POSITIVE_INFINITY)).toList();
    into.histogram(
        "sunherd_link_exchange_seconds",
        "From the begin of a request to the end of its reply.",
        bounds,
        link.exchanges(),
        link.exchangeSeconds(),
        labels);
    into.counter(
        "sunherd_link_timeouts",
        "Requests without a whole answer in time.",
        link.timeouts(),
        labels);
    into.counter(
        "sunherd_link_crc_errors", "Replies with a wrong checksum.", link.crcErrors(), labels);
    into.counter(
        "sunherd_link_garbled",
        "Other replies that could not be believed or read.",
        link.garbled(),
        labels);
    into.counter("sunherd_link_retries", "Inquiries asked once more.", link.retries(), labels);
    into.counter(
        "sunherd_link_busy_seconds", "How long the line was in use.", link.busySeconds(), labels);
    into.gauge(
        "sunherd_link_use_ratio",
        "The share of the last seconds in which the line was in use.",
        link.use(),
        labels);
  }
}
