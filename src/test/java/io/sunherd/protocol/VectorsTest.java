package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every captured PI30 frame decodes to its values, and only as the answer to its own question. */
class VectorsTest {
  private static final Path VECTORS = Path.of("src/test/resources/vectors");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where the API keeps godenerg's names: PI30's name of the field, and ours. */
  private static final Map<String, String> STATUS_KEYS =
      Map.ofEntries(
          Map.entry("grid_voltage", "grid_volt"),
          Map.entry("grid_frequency", "grid_freq"),
          Map.entry("ac_output_voltage", "ac_volt"),
          Map.entry("ac_output_frequency", "ac_freq"),
          Map.entry("ac_output_apparent_power", "ac_va"),
          Map.entry("ac_output_active_power", "ac_watt"),
          Map.entry("bus_voltage", "bus_volt"),
          Map.entry("battery_voltage", "batt_volt"),
          Map.entry("battery_charging_current", "batt_charge_amps"),
          Map.entry("battery_capacity", "batt_capacity"),
          Map.entry("heatsink_temperature", "temp"),
          Map.entry("pv1_input_voltage", "pv_volts"),
          Map.entry("battery_voltage_scc", "batt_volt_scc"),
          Map.entry("battery_discharging_current", "batt_discharge_amps"),
          Map.entry("pv1_charging_power", "pv_watts"),
          Map.entry("sbu_priority_version_added", "sbu_priority_version"),
          Map.entry("scc_firmware_updated", "ssc_firmware_updated"),
          Map.entry("load_on", "load_status"),
          Map.entry("battery_voltage_steady", "batt_volt_to_steady"));

  static Stream<JsonNode> frames() throws IOException {
    try (Stream<Path> files = Files.list(VECTORS)) {
      List<JsonNode> frames = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith("pi30") || name.startsWith("pi41")) {
          JSON.readTree(file.toFile()).forEach(frames::add);
        }
      }
      return frames.stream();
    }
  }

  static Stream<JsonNode> replies() throws IOException {
    return frames().filter(frame -> payload(frame) != null);
  }

  private static Dialect dialect(JsonNode frame) {
    String protocol = frame.get("protocol").asText();
    return Dialects.find(protocol).orElseThrow();
  }

  private static byte[] bytes(JsonNode frame) {
    String hex = frame.path("rebuilt_hex").asText(frame.get("raw_hex").asText());
    return HexFormat.of().parseHex(hex);
  }

  private static String payload(JsonNode frame) {
    try {
      Reply reply = dialect(frame).framing().unwrap(bytes(frame));
      return reply instanceof Reply.Text text ? text.payload() : null;
    } catch (ProtocolException e) {
      throw new AssertionError(frame.get("id") + ": " + e.getMessage(), e);
    }
  }

  private static Inquiry inquiry(JsonNode frame) {
    return dialect(frame).inquiry(frame.get("command").asText()).orElseThrow();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void decodes(JsonNode frame) throws ProtocolException {
    JsonNode expected = frame.get("decoded");
    Reply reply = dialect(frame).framing().unwrap(bytes(frame));
    if (!(reply instanceof Reply.Text text)) {
      String result = expected.path("result").asText("refused");
      assertEquals(result.equals("accepted") ? new Reply.Accepted() : new Reply.Refused(), reply);
      return;
    }
    Map<String, Object> values = inquiry(frame).decode(text.payload());
    List<Executable> checks = new ArrayList<>();
    expected.properties().forEach(e -> check(frame, e.getKey(), e.getValue(), values, checks));
    assertAll(text.payload(), checks);
  }

  private static void check(
      JsonNode frame,
      String name,
      JsonNode expected,
      Map<String, Object> values,
      List<Executable> checks) {
    boolean status = frame.get("command").asText().equals("QPIGS");
    String key = status ? STATUS_KEYS.getOrDefault(name, name) : name;
    if (name.equals("field_count") || name.equals("unit") || name.equals("raw")) {
      return;
    }
    if (expected.isObject() && expected.has("raw")) {
      expected.properties().forEach(e -> check(frame, e.getKey(), e.getValue(), values, checks));
    } else if (expected.isObject() && expected.has("code")) {
      checks.add(() -> assertEquals(expected.get("code").asText(), values.get(key + "_code"), key));
      checks.add(() -> assertEquals(meaning(frame, key, expected), values.get(key), key));
    } else if (expected.path("value").isNull()) {
      checks.add(() -> assertNull(values.get(key), key));
    } else if (expected.isObject() && expected.has("value")) {
      checks.add(
          () ->
              assertEquals(
                  expected.get("value").asDouble(),
                  assertInstanceOf(Number.class, values.get(key), key).doubleValue(),
                  key));
    } else if (key.equals("solar_feed_to_grid")) {
      checks.add(() -> assertEquals(expected.asText().equals("1"), values.get(key), key));
    } else if (!status || values.containsKey(key)) {
      checks.add(
          () -> assertEquals(JSON.convertValue(expected, Object.class), values.get(key), key));
    }
  }

  /** Modes go by godenerg's words; everything else by the documents'. */
  private static String meaning(JsonNode frame, String key, JsonNode expected) {
    String code = expected.get("code").asText();
    return frame.get("command").asText().equals("QMOD")
        ? Objects.requireNonNull(Pi30Words.MODE.get(code), key)
        : expected.get("meaning").asText();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("replies")
  void isTakenForNoOtherAnswer(JsonNode frame) {
    String payload = payload(frame);
    Inquiry own = inquiry(frame);
    List<String> wrong = new ArrayList<>();
    for (Inquiry other : dialect(frame).inquiries()) {
      if (!sameShape(own, other)) {
        try {
          other.decode(payload);
          wrong.add(other.code());
        } catch (ProtocolException e) {
          assertEquals(ProtocolException.Reason.WRONG_SHAPE, e.reason());
        }
      }
    }
    assertTrue(wrong.isEmpty(), () -> own.code() + " \"" + payload + "\" passes for " + wrong);
  }

  /** Commands whose replies cannot be told apart by anything in them. */
  private static boolean sameShape(Inquiry one, Inquiry other) {
    List<List<String>> twins =
        List.of(
            List.of("QVFW", "QVFW2", "QVFW3", "QVFW4", "VERFW:"),
            List.of("QET", "QEY", "QEM", "QED", "QLT", "QLY", "QLM", "QLD", "QID"),
            List.of("QMCHGCR", "QMUCHGCR", "QMSCHGCR"),
            List.of("QGMN", "QCVT", "QBATCD", "QMCHGCR", "QMUCHGCR", "QMSCHGCR"),
            List.of("QOPM", "QCST", "QBOOT"),
            List.of("QOPPT", "QCHPT"),
            List.of("QID", "QT"));
    boolean layoutUnknown = other.code().equals("PQSA");
    return layoutUnknown
        || one.equals(other)
        || twins.stream().anyMatch(t -> t.contains(one.code()) && t.contains(other.code()));
  }

  static Stream<JsonNode> requests() throws IOException {
    List<JsonNode> requests = new ArrayList<>();
    JSON.readTree(VECTORS.resolve("requests.json").toFile()).forEach(requests::add);
    return requests.stream().filter(r -> r.get("protocol").asText().equals("PI30"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void requestsHaveTheBytesOfTheWire(JsonNode request) {
    byte[] frame = Dialects.common().framing().request(request.get("command").asText());
    assertEquals(request.get("raw_hex").asText(), HexFormat.of().formatHex(frame));
  }

  static Stream<JsonNode> damaged() throws IOException {
    List<JsonNode> damaged = new ArrayList<>();
    JSON.readTree(VECTORS.resolve("robustness.json").toFile()).forEach(damaged::add);
    return damaged.stream().filter(d -> d.get("protocol").asText().startsWith("PI30"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damaged")
  void damagedFramesAreNeverAReading(JsonNode damaged) throws ProtocolException {
    byte[] bytes = HexFormat.of().parseHex(damaged.get("raw_hex").asText());
    Dialect dialect = Dialects.common();
    Inquiry inquiry = dialect.request(damaged.get("request").asText()).orElseThrow().inquiry();
    int end = dialect.framing().end(bytes, bytes.length);
    byte[] frame = end < 0 ? bytes : java.util.Arrays.copyOf(bytes, end);
    if (damaged.get("expected").asText().startsWith("accept")) {
      Reply.Text text = assertInstanceOf(Reply.Text.class, dialect.framing().unwrap(frame));
      assertTrue(inquiry.decode(text.payload()).size() > 0);
      assertTrue(Framing.isPadding(bytes, frame.length, bytes.length));
    } else {
      assertThrows(ProtocolException.class, () -> dialect.framing().unwrap(frame));
    }
  }

  @Test
  void theSeedsExampleKeepsItsKeysAndTypes() throws ProtocolException {
    String payload =
        "000.0 00.0 230.0 50.0 0322 0221 006 425 52.80 011 100 0040 0016 100.6 52.78 00000"
            + " 01110110 00 00 00844 010";
    Map<String, Object> status = Pi30Status.QPIGS.decode(payload);
    Map<String, Object> expected =
        Map.ofEntries(
            Map.entry("grid_volt", 0.0),
            Map.entry("grid_freq", 0.0),
            Map.entry("ac_volt", 230.0),
            Map.entry("ac_freq", 50.0),
            Map.entry("ac_va", 322),
            Map.entry("ac_watt", 221),
            Map.entry("load_percent", 6.0),
            Map.entry("bus_volt", 425.0),
            Map.entry("batt_volt", 52.8),
            Map.entry("batt_charge_amps", 11),
            Map.entry("batt_capacity", 100),
            Map.entry("temp", 40),
            Map.entry("pv_amps", 16),
            Map.entry("pv_volts", 100.6),
            Map.entry("batt_volt_scc", 52.78),
            Map.entry("batt_discharge_amps", 0),
            Map.entry("raw_status", "01110110"),
            Map.entry("mask_b", 0),
            Map.entry("mask_c", 0),
            Map.entry("pv_watts", 844),
            Map.entry("mask_d", 10),
            Map.entry("charge_source", List.of("solar_charging")),
            Map.entry("batt_volt_to_steady", false),
            Map.entry("load_status", true),
            Map.entry("ssc_firmware_updated", true),
            Map.entry("configuration_changed", true),
            Map.entry("sbu_priority_version", false));
    assertEquals(27, expected.size());
    expected.forEach((key, value) -> assertEquals(value, status.get(key), key));
  }

  @Test
  void asciiOfTheVectorsIsTheirPayload() throws IOException {
    assertTrue(
        replies()
            .allMatch(
                frame ->
                    ("(" + payload(frame))
                        .equals(
                            new String(
                                frame.get("ascii").asText().getBytes(StandardCharsets.ISO_8859_1),
                                StandardCharsets.ISO_8859_1))));
  }
}
