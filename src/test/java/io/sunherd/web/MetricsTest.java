package io.sunherd.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Backlog;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.LinkStatistics;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SystemTotals;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Rig.Answer;
import io.sunherd.web.metrics.Measure;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("/metrics")
@ProcessTests
class MetricsTest {
  private static final String ROOF = "{inverter=\"roof-1\",serial=\"9293\"}";

  private final Rig rig = Rig.plain();

  @AfterEach
  void close() {
    rig.close();
  }

  private Exposition scrape() {
    Answer answer = rig.get("/metrics");
    assertEquals(200, answer.status());
    assertEquals("text/plain; version=0.0.4; charset=utf-8", answer.headers().get("Content-Type"));
    return Exposition.read(answer.body());
  }

  @Test
  @DisplayName("tells each number in base units, with its unit in the name, and nothing unread")
  void readings() {
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    rig.publish(reading("status", "QPIGS", 1_000, Map.of("pv_watts", 844, "load_percent", 57)));
    Exposition told = scrape();
    assertEquals(844, told.value("sunherd_status_pv_watts" + ROOF));
    assertEquals(0.57, told.value("sunherd_status_load_ratio" + ROOF));
    assertEquals("gauge", told.types().get("sunherd_status_pv_watts"));
    assertEquals("Live values: PV1 charging power.", told.help().get("sunherd_status_pv_watts"));
    assertEquals(List.of(), told.beginning("sunherd_status_temp"));
    assertEquals(2, told.beginning("sunherd_status_").size());
  }

  @Test
  @DisplayName("does not call a heat sink's counts degrees")
  void counts() {
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    rig.publish(reading("status", "QPIGS", 1_000, Map.of("temp", 474, "temp_in_counts", true)));
    assertNull(scrape().value("sunherd_status_temp_celsius" + ROOF));
    rig.publish(reading("status", "QPIGS", 1_000, Map.of("temp", 47, "temp_in_counts", false)));
    assertEquals(47, scrape().value("sunherd_status_temp_celsius" + ROOF));
  }

  @Test
  @DisplayName("lets a stale reading go, but not its age")
  void stale() {
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    rig.publish(reading("status", "QPIGS", 1_000, Map.of("pv_watts", 844)));
    rig.publish(reading("status_2", "QPIGS2", 5_000, Map.of("pv2_input_current", 3)));
    String age = "sunherd_reading_age_seconds{cmd=\"status\",inverter=\"roof-1\",serial=\"9293\"}";
    rig.advanceMs(5_000);
    assertEquals(844, scrape().value("sunherd_status_pv_watts" + ROOF));
    rig.advanceMs(1);
    Exposition later = scrape();
    assertNull(later.value("sunherd_status_pv_watts" + ROOF));
    assertEquals(5.001, later.value(age));
    assertEquals(3, later.value("sunherd_status_2_pv2_input_current_amperes" + ROOF));
    rig.advanceMs(10_000);
    assertEquals(List.of(), scrape().beginning("sunherd_status_"));
  }

  @Test
  @DisplayName("lets a value go that is older than its reading by its own age")
  void older() {
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    Map<String, Object> told =
        Map.of("pv_watts", 844, "batt_volt", 52.1, "older_ms", Map.of("pv_watts", 3_000L));
    rig.publish(reading("status", "QPIGS", 1_000, told));
    rig.advanceMs(2_000);
    assertEquals(844, scrape().value("sunherd_status_pv_watts" + ROOF));
    rig.advanceMs(1);
    assertNull(scrape().value("sunherd_status_pv_watts" + ROOF));
    assertEquals(52.1, scrape().value("sunherd_status_batt_volts" + ROOF));
  }

  @Test
  @DisplayName("lets the readings of an offline unit go at once, but not its state")
  void offline() {
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    rig.publish(reading("status", "QPIGS", 1_000, Map.of("pv_watts", 844)));
    rig.publish(Rig.state("roof-1", Condition.OFFLINE, "The cable is out."));
    Exposition told = scrape();
    assertEquals(List.of(), told.beginning("sunherd_status_"));
    assertEquals(List.of(), told.beginning("sunherd_reading_"));
    String state = "sunherd_inverter_state{inverter=\"roof-1\",state=\"%s\"}";
    assertEquals(1, told.value(state.formatted("offline")));
    assertEquals(0, told.value(state.formatted("online")));
    assertEquals(0, told.value(state.formatted("degraded")));
  }

  @Test
  @DisplayName("has no series of what is not polled, and tells units of one bus apart by the code")
  void bounded() {
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    for (int day = 10; day < 30; day++) {
      rig.publish(reading("pv_energy_day", "QED202606" + day, 0, Map.of("energy", day)));
    }
    rig.publish(reading("parallel", "QPGS1", 1_000, Map.of("total_charging_current", 7)));
    rig.publish(reading("parallel", "QPGS2", 1_000, Map.of("total_charging_current", 8)));
    Exposition told = scrape();
    assertEquals(List.of(), told.beginning("sunherd_pv_energy_day"));
    assertEquals(2, told.beginning("sunherd_parallel_total_charging_current_amperes").size());
    assertEquals(2, told.beginning("sunherd_reading_age_seconds").size());
  }

  @Test
  @DisplayName("tells how the lines do")
  void lines() {
    rig.vertx
        .eventBus()
        .publish(
            Addresses.LINKS,
            new LinkStatistics(
                "roof-1",
                Rig.AT,
                List.of(4L, 0L, 0L, 0L, 3L, 0L, 0L, 0L, 0L, 1L),
                7.5,
                5,
                6,
                7,
                8,
                9.25,
                0.5));
    rig.get("/health/live");
    Exposition told = scrape();
    String roof = "{inverter=\"roof-1\"}";
    assertEquals("histogram", told.types().get("sunherd_link_exchange_seconds"));
    String bucket = "sunherd_link_exchange_seconds_bucket{inverter=\"roof-1\",le=\"%s\"}";
    assertEquals(4, told.value(bucket.formatted("0.1")));
    assertEquals(7, told.value(bucket.formatted("0.25")));
    assertEquals(8, told.value(bucket.formatted("+Inf")));
    assertEquals(7.5, told.value("sunherd_link_exchange_seconds_sum" + roof));
    assertEquals(5, told.value("sunherd_link_timeouts_total" + roof));
    assertEquals(6, told.value("sunherd_link_crc_errors_total" + roof));
    assertEquals(7, told.value("sunherd_link_garbled_total" + roof));
    assertEquals(8, told.value("sunherd_link_retries_total" + roof));
    assertEquals(9.25, told.value("sunherd_link_busy_seconds_total" + roof));
    assertEquals(0.5, told.value("sunherd_link_use_ratio" + roof));
  }

  @Test
  @DisplayName("tells how far the history is behind, and lets it age")
  void history() {
    assertEquals(List.of(), scrape().beginning("sunherd_history_"));
    rig.publish(new Backlog(0, 0, null, 0));
    rig.advanceMs(60_000);
    Exposition before = scrape();
    assertEquals(0, before.value("sunherd_history_rows_waiting"));
    assertEquals(0, before.value("sunherd_history_lag_seconds"));
    assertNull(before.value("sunherd_history_newest_row_age_seconds"));
    rig.publish(new Backlog(7, 500, 15_500L, 3));
    rig.advanceMs(1_000);
    Exposition behind = scrape();
    assertEquals(7, behind.value("sunherd_history_rows_waiting"));
    assertEquals(1.5, behind.value("sunherd_history_lag_seconds"));
    assertEquals(16.5, behind.value("sunherd_history_newest_row_age_seconds"));
    assertEquals(3, behind.value("sunherd_history_rows_lost_total"));
  }

  @Test
  @DisplayName("tells the totals with what they cover, the clients, the hub and its runtime")
  void whole() {
    rig.vertx
        .eventBus()
        .publish(
            Addresses.SYSTEM,
            new SystemTotals(
                Rig.AT,
                4,
                3,
                List.of("roof-2"),
                Map.of("pv_watts", 6_100L, "batt_capacity", 87),
                List.of(),
                Map.of("pv_watts", List.of("roof-1", "roof-2")),
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                Map.of()));
    rig.get("/health/live");
    Exposition told = scrape();
    assertEquals(6_100, told.value("sunherd_system_pv_watts"));
    assertEquals(0.87, told.value("sunherd_system_batt_capacity_ratio"));
    assertEquals(4, told.value("sunherd_system_units"));
    assertEquals(3, told.value("sunherd_system_units_counted"));
    assertEquals(0.5, told.value("sunherd_system_coverage_ratio{total=\"pv_watts\"}"));
    assertEquals(0.75, told.value("sunherd_system_coverage_ratio{total=\"batt_capacity\"}"));
    assertEquals(0, told.value("sunherd_stream_clients"));
    assertEquals(1, told.beginning("sunherd_build_info{").size());
    assertTrue(told.value("jvm_threads_live_threads") > 0);
    assertTrue(told.beginning("jvm_memory_used_bytes").size() > 1);
    assertTrue(told.types().containsKey("jvm_gc_memory_allocated_bytes_total"));
  }

  @Test
  @DisplayName("survives whatever an inverter says of itself")
  void hostile() {
    rig.publish(
        new InverterState(
            "roof-1",
            Condition.ONLINE,
            Rig.AT,
            "serial:/dev/ttyUSB0",
            "pi30max",
            "MAX \"8K\"\\\n} 1",
            "9293",
            null,
            null,
            null,
            List.of()));
    List<String> told = scrape().beginning("sunherd_inverter_info");
    assertEquals(1, told.size());
    assertTrue(told.get(0).contains("model=\"MAX \\\"8K\\\"\\\\\\n} 1\""), told.get(0));
  }

  @Test
  @DisplayName("gives no two numbers of an inquiry the same name, in any dialect")
  void names() {
    for (Dialect dialect : Dialects.all()) {
      for (Inquiry inquiry : dialect.inquiries()) {
        Set<String> names = new HashSet<>();
        Measure.of(inquiry).values().forEach(m -> assertTrue(names.add(m.name()), m.name()));
      }
    }
    Set<String> totals = new HashSet<>();
    Arrays.stream(Quantity.values()).forEach(q -> assertTrue(totals.add(Measure.of(q).name())));
  }

  @Test
  @DisplayName("has nothing that promtool would have otherwise")
  void promtool(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(
        Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "promtool"))),
        "promtool is not installed; it comes with the package prometheus.");
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    lines();
    history();
    for (Inquiry inquiry : polled()) {
      Map<String, Object> data = new HashMap<>();
      Measure.of(inquiry).keySet().forEach(key -> data.put(key, 1));
      rig.publish(reading(inquiry.name(), inquiry.code(), 1_000, data));
    }
    Path scraped = Files.writeString(folder.resolve("metrics"), rig.get("/metrics").body());
    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics")
            .redirectInput(scraped.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, promtool.waitFor(), said);
    assertEquals("", said);
  }

  private static List<Inquiry> polled() {
    return Dialects.common().inquiries().stream()
        .filter(inquiry -> !inquiry.every().isZero() || inquiry.name().equals("parallel"))
        .toList();
  }

  private static Reading reading(String name, String code, long every, Map<String, Object> data) {
    return new Reading("roof-1", name, code, Rig.AT, every, "(" + data, new HashMap<>(data));
  }
}
