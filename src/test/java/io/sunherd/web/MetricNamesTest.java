package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Backlog;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.ConfigState;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.LinkStatistics;
import io.sunherd.bus.MqttState;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.alarm.Alarms;
import io.sunherd.bus.alarm.TargetState;
import io.sunherd.bus.alarm.TargetStates;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.metrics.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The names, types, labels and help of all metrics, held against a list: dashboards and alarms of
 * people go by them. What is new is to be added to the list, nothing is to go from it.
 */
@ProcessTests
@DisplayName("The metrics that there are")
class MetricNamesTest {
  private static final Path LIST = Path.of("src/test/resources/metrics.txt");

  /** What is there depends on the collector, and on whether it has run. */
  private static final Pattern BY_CHANCE = Pattern.compile("jvm_gc_.*|system_load_average_1m");

  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

  private final Rig rig = Rig.plain();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  @DisplayName("are those of the list")
  void names() throws IOException {
    SortedSet<String> told = new TreeSet<>();
    tellHub();
    for (Dialect dialect : Dialects.all()) {
      tellUnit(dialect);
      told.addAll(lines(Exposition.read(rig.get("/metrics").body())));
    }
    Files.write(Path.of("target", "metrics.txt"), told);
    SortedSet<String> listed = new TreeSet<>(Files.readAllLines(LIST));
    assertEquals(List.of(), without(listed, told), "are gone, or have another help or label");
    assertEquals(List.of(), without(told, listed), "are not in the list: see target/metrics.txt");
  }

  private static List<String> without(SortedSet<String> lines, SortedSet<String> others) {
    List<String> rest = new ArrayList<>(lines);
    rest.removeAll(others);
    return rest;
  }

  private void tellHub() {
    Map<String, Number> totals = new HashMap<>();
    for (Quantity quantity : Quantity.values()) {
      totals.put(quantity.key(), 1);
    }
    rig.publish(
        new SystemTotals(
            Rig.AT,
            2,
            1,
            List.of("roof-2"),
            totals,
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            Map.of(),
            List.of(),
            Map.of()));
    rig.publish(new Backlog(0, 0, 1L, 0));
    rig.vertx.eventBus().publish(Addresses.ACTIVE_ALARMS, Alarms.kept(List.of()));
    rig.publish(
        new BatteryState(
            "a",
            List.of("roof-1"),
            50.0,
            52.0,
            -10.0,
            -520.0,
            List.of(),
            "ah",
            Rig.AT,
            false,
            new BatteryState.Charge(null, 3.0, 4.5, 2.0, "full", Rig.AT, null)));
    rig.vertx
        .eventBus()
        .publish(
            Addresses.TARGETS,
            new TargetStates(List.of(new TargetState("ntfy ntfy.example", null, 1, 0, 0, 0, 0))));
    rig.vertx
        .eventBus()
        .publish(
            Addresses.MQTT,
            new MqttState(
                true, "b:1883", true, 1L, null, 1, 1, 1, 0, 0, 0, 1, 2, 1, Map.of("done", 1L)));
    rig.vertx.eventBus().publish(Addresses.CONFIG, new ConfigState("1", Rig.AT, List.of()));
    rig.vertx
        .eventBus()
        .publish(
            Addresses.LINKS,
            new LinkStatistics(
                "roof-1",
                Rig.AT,
                List.of(1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L),
                1,
                0,
                0,
                0,
                0,
                1,
                0.5));
  }

  /** All that a unit of a dialect may tell, each thing of which is polled. */
  private void tellUnit(Dialect dialect) {
    rig.publish(
        new InverterState(
            "roof-1",
            Condition.ONLINE,
            Rig.AT,
            "serial:/dev/ttyUSB0",
            dialect.id(),
            "MAX 8K",
            "9293",
            "1",
            "roof-2",
            null,
            List.of()));
    for (Inquiry inquiry : dialect.inquiries()) {
      Map<String, Object> data = new HashMap<>();
      Measure.of(inquiry).keySet().forEach(key -> data.put(key, 1));
      rig.publish(new Reading("roof-1", inquiry.name(), inquiry.code(), Rig.AT, 60_000, "(", data));
    }
  }

  private static List<String> lines(Exposition told) {
    Map<String, SortedSet<String>> labels = new HashMap<>();
    told.series()
        .keySet()
        .forEach(
            series -> {
              String family = family(told, series.replaceFirst("\\{.*", ""));
              SortedSet<String> names = labels.computeIfAbsent(family, any -> new TreeSet<>());
              LABEL.matcher(series).results().forEach(label -> names.add(label.group(1)));
            });
    return told.types().entrySet().stream()
        .filter(family -> !BY_CHANCE.matcher(family.getKey()).matches())
        .map(
            family ->
                family.getKey()
                    + labels.getOrDefault(family.getKey(), new TreeSet<>()).stream()
                        .collect(Collectors.joining(",", "{", "} "))
                    + family.getValue()
                    + ": "
                    + told.help().get(family.getKey()))
        .toList();
  }

  private static String family(Exposition told, String sample) {
    return told.types().containsKey(sample)
        ? sample
        : sample.replaceFirst("_(bucket|sum|count)$", "");
  }
}
