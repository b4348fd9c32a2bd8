package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Restore;
import io.sunherd.bus.Verdict;
import io.sunherd.request.Problem;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Rig.Answer;
import io.sunherd.web.settings.SettingsSheet;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Settings as a file")
@ProcessTests
class KeptSettingsTest extends YesHouse {
  private static final String IMPORT = "/api/v1/inverters/roof-1/settings/import";

  @BeforeEach
  void goOnline() {
    house.rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
  }

  private static Map<String, Object> setting(String name, Object value, String unit, String kind) {
    Map<String, Object> setting = new LinkedHashMap<>();
    setting.put("name", name);
    setting.put("unit", unit);
    setting.put("kind", kind);
    setting.put("moves", kind.equals("clock") || name.equals("equalise_now"));
    setting.put("value", value);
    return setting;
  }

  private static Map<String, Object> settings() {
    return Map.of(
        "settings",
        List.of(
            setting("battery_float_volt", 54.0, "V", "number"),
            setting("max_charging_current", 30, "A", "amperes"),
            setting("battery_type", "user", null, "choice"),
            setting("odd", "a: \"b\" # c\n\u2028d", null, "text"),
            setting("buzzer", true, null, "switch"),
            setting("equalise_now", false, null, "switch"),
            setting("clock", "2026-11-24T12:00:00", null, "clock"),
            setting("factory_reset", null, null, "action")));
  }

  @Test
  @DisplayName("is to be read by people, and comes back as it was")
  void thereAndBack() {
    house.settings = wish -> new Verdict(200, settings());
    Answer kept = house.rig.get("/api/v1/inverters/roof-1/settings/export");
    assertEquals(200, kept.status());
    assertEquals("application/yaml", kept.headers().get("content-type"));
    assertEquals(
        "attachment; filename=\"roof-1-settings.yaml\"", kept.headers().get("content-disposition"));
    List<String> lines = kept.body().lines().toList();
    assertEquals("# inverter: roof-1", lines.get(1));
    assertEquals("# serial number: 9293", lines.get(2));
    assertEquals("# model: MAX 8K", lines.get(3));
    assertTrue(lines.get(5).matches("# time: 20\\d\\d-\\d\\d-\\d\\dT.*Z"), lines.get(5));
    assertEquals(
        List.of(
            "battery_float_volt: 54.0  # V",
            "max_charging_current: 30  # A",
            "battery_type: \"user\""),
        lines.subList(7, 10));
    assertEquals("buzzer: true", lines.get(lines.size() - 1));
    house.heard();
    Answer back = house.rig.ask("POST", IMPORT + "?dry_run=0", ann, kept.body());
    assertEquals(200, back.status(), back.body());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("battery_float_volt", 54.0);
    values.put("max_charging_current", 30);
    values.put("battery_type", "user");
    values.put("odd", "a: \"b\" # c\n\u2028d");
    values.put("buzzer", true);
    assertEquals(List.of(new Restore(ANN, "roof-1", values, false, false)), house.heard());
  }

  @Test
  @DisplayName("is not made of an inverter that is offline, and a failure is told as one")
  void noExport() {
    house.settings = wish -> new Verdict(503, Map.of("error", "No."));
    assertEquals(503, house.rig.get("/api/v1/inverters/roof-1/settings/export").status());
    house.heard();
    house.rig.publish(Rig.state("roof-1", Condition.OFFLINE, "It is night."));
    assertEquals(503, house.rig.get("/api/v1/inverters/roof-1/settings/export").status());
    assertEquals(List.of(), house.heard());
  }

  @Test
  @DisplayName("shows the differences only, unless told to write; JSON will do, too")
  void dryRun() {
    for (String query : List.of("", "?dry_run=1", "?confirm=0")) {
      assertEquals(200, house.rig.ask("POST", IMPORT + query, ann, "{\"a\": 1}").status());
      assertEquals(List.of(new Restore(ANN, "roof-1", Map.of("a", 1), false, true)), house.heard());
    }
    assertEquals(200, house.rig.ask("POST", IMPORT + "?dry_run=0&confirm=1", ann, "a: 1").status());
    assertEquals(List.of(new Restore(ANN, "roof-1", Map.of("a", 1), true, false)), house.heard());
    for (String query : List.of("?dry_run=no", "?dry_run=", "?confirm=true")) {
      assertEquals(400, house.rig.ask("POST", IMPORT + query, ann, "a: 1").status(), query);
    }
    assertEquals(List.of(), house.heard());
  }

  @Test
  @DisplayName("a text is never taken for a number, nor a number for another one")
  void plainWords() {
    assertEquals(
        Map.of(
            "a",
            "010",
            "b",
            "12:30",
            "c",
            "0x10",
            "d",
            "1e3",
            "e",
            "on",
            "f",
            "2026-11-24",
            "g",
            -1.5,
            "h",
            0,
            "i",
            ".5",
            "j",
            "NaN"),
        SettingsSheet.read(
            ("a: 010\nb: 12:30\nc: 0x10\nd: 1e3\ne: on\nf: 2026-11-24\ng: -1.5\nh: 0\ni: .5\n"
                    + "j: NaN\n")
                .getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing",
        "53.0",
        "- a: 1",
        "a",
        "a:",
        "a: null",
        "a: ~",
        "a: [1]",
        "a: {b: 1}",
        "a: 1\na: 2",
        "A: 1",
        "a b: 1",
        "? [a]\n: 1",
        "a: &x 1\nb: *x\nc: *y",
        "a: 1\n---\nb: 2",
        "<<: {a: 1}",
        "a: \"\u0001\"",
        "{\"a\": 1",
        "a: 'x",
        "[[[[[[[[[[[[",
        "a: \t1\n b: 2"
      })
  @DisplayName("anything but names with one value each is a 400 in one sentence")
  void strict(String body) {
    Answer answer = house.rig.ask("POST", IMPORT, ann, body);
    assertEquals(400, answer.status(), answer.body());
    assertTrue(
        answer.error().matches("Send settings as lines of NAME: VALUE, [^\\n]{5,200}\\."),
        answer.error());
    assertEquals(List.of(), house.heard());
  }

  @Test
  @DisplayName("very many values, very long ones, and what is no text at all are a 400")
  void tooMuch() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i <= 500; i++) {
      many.append("s").append(i).append(": 1\n");
    }
    byte[] invalid = "a: \"x\"".getBytes(StandardCharsets.UTF_8);
    invalid[4] = (byte) 0xff;
    for (byte[] body :
        List.of(
            many.toString().getBytes(StandardCharsets.UTF_8),
            ("a: " + "x".repeat(201)).getBytes(StandardCharsets.UTF_8),
            invalid,
            deep())) {
      assertEquals(400, assertThrows(Problem.class, () -> SettingsSheet.read(body)).status());
    }
  }

  private static byte[] deep() {
    byte[] deep = new byte[60_000];
    Arrays.fill(deep, (byte) '{');
    return deep;
  }

  @Test
  @DisplayName("a body of another type is a 415")
  void types() {
    Map<String, String> headers = new HashMap<>(ann);
    headers.put("Content-Type", "multipart/form-data; boundary=x");
    assertEquals(415, house.rig.ask("POST", IMPORT, headers, "a: 1").status());
    headers.put("Content-Type", "application/x-www-form-urlencoded"); // which curl says of any
    assertEquals(200, house.rig.ask("POST", IMPORT, headers, "a: 1").status());
    headers.put("Content-Type", "text/yaml; charset=utf-8");
    assertEquals(200, house.rig.ask("POST", IMPORT, headers, "a: 1").status());
  }

  @Test
  @DisplayName("a long file is read beside the event loop")
  void besideTheLoop() {
    String sheet = "a_name_like_any: 1\n".repeat(3_400);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long loop = house.rig.loopThread();
    house.rig.ask("POST", IMPORT, ann, sheet);
    long onLoop = -threads.getThreadCpuTime(loop);
    long beside = -onWorkers(threads);
    for (int i = 0; i < 20; i++) {
      assertEquals(400, house.rig.ask("POST", IMPORT, ann, sheet).status());
    }
    onLoop += threads.getThreadCpuTime(loop);
    beside += onWorkers(threads);
    assertTrue(onLoop < beside, onLoop + " ns on the loop, " + beside + " ns beside it");
  }

  private static long onWorkers(ThreadMXBean threads) {
    return Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(Objects::nonNull)
        .filter(thread -> thread.getThreadName().startsWith("vert.x-worker"))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
        .sum();
  }
}
