package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every captured frame decodes to its values, and there is no file that is not read. */
@PureTests
class VectorsTest {

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
    return Vectors.frames();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void decodes(JsonNode frame) throws ProtocolException {
    JsonNode expected = frame.get("decoded");
    Reply reply = Vectors.reply(frame);
    if (!(reply instanceof Reply.Text text)) {
      String result = expected.path("result").asText("refused");
      assertEquals(result.equals("accepted") ? new Reply.Accepted() : new Reply.Refused(), reply);
      return;
    }
    Map<String, Object> values = Vectors.inquiry(frame).decode(text.payload());
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
    boolean pi30 = !Vectors.protocol(frame).startsWith("PI1");
    boolean status = pi30 && frame.get("command").asText().equals("QPIGS");
    String key = status ? STATUS_KEYS.getOrDefault(name, name) : name;
    if (name.equals("field_count") || name.equals("unit")) {
      return;
    }
    if (expected.isObject() && expected.has("raw")) {
      checks.add(
          () -> assertTrue(status || values.containsValue(expected.get("raw").asText()), key));
      expected.properties().stream()
          .filter(e -> !e.getKey().equals("raw"))
          .forEach(e -> check(frame, e.getKey(), e.getValue(), values, checks));
    } else if (expected.isObject() && expected.has("code")) {
      checks.add(() -> assertEquals(expected.get("code").asText(), values.get(key + "_code"), key));
      checks.add(() -> assertEquals(meaning(frame, key, expected), values.get(key), key));
    } else if (expected.path("value").isNull()) {
      checks.add(() -> assertTrue(values.containsKey(key), key));
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
          () ->
              assertEquals(
                  Vectors.JSON.convertValue(expected, Object.class), values.get(key), key));
    }
  }

  /** PI30's modes go by godenerg's words; everything else by the documents'. */
  private static String meaning(JsonNode frame, String key, JsonNode expected) {
    String code = expected.get("code").asText();
    return frame.get("command").asText().equals("QMOD") && !Vectors.protocol(frame).equals("PI16")
        ? Objects.requireNonNull(words(Vectors.common("QMOD"), key).get(code), key)
        : expected.get("meaning").asText();
  }

  /** What the codes of a field stand for. */
  private static Map<String, String> words(Inquiry inquiry, String key) {
    return inquiry.fields().stream()
        .filter(field -> field.key().equals(key))
        .findFirst()
        .orElseThrow()
        .meanings();
  }

  @Test
  void asciiOfTheVectorsIsTheirPayload() throws IOException {
    for (JsonNode frame : Vectors.replies().toList()) {
      String printed = Vectors.dialect(frame).framing().printed(Vectors.payload(frame));
      assertEquals(withoutLength(frame.get("ascii").asText()), withoutLength(printed));
    }
  }

  /** Some devices send a wrong length. */
  private static String withoutLength(String ascii) {
    return ascii.startsWith("^D") ? ascii.substring("^Dnnn".length()) : ascii;
  }

  @Test
  void everyFileIsExercised() throws IOException {
    List<String> skipped = new ArrayList<>(Vectors.files());
    skipped.removeAll(List.of(Vectors.REQUESTS, Vectors.DAMAGED));
    Vectors.frames().forEach(frame -> skipped.remove(file(frame)));
    assertEquals(List.of("pi34_qdi.json", "pi34_qpi.json"), skipped);
  }

  /** The id of a vector is the name of its file and a number. */
  private static String file(JsonNode frame) {
    String id = frame.get("id").asText();
    assertTrue(id.matches(".+-p\\d+"), () -> id + ": write it as pi30-qpigs-p1.");
    return id.substring(0, id.lastIndexOf("-p")).replace('-', '_') + ".json";
  }

  @Test
  void chargersAreNotSupported() throws IOException, ProtocolException {
    for (JsonNode frame : Vectors.read("pi34_qpi.json")) {
      assertTrue(Dialects.find(Vectors.protocol(frame)).isEmpty());
      Dialect pi30 = Dialects.common();
      Reply.Text text =
          assertInstanceOf(Reply.Text.class, pi30.framing().unwrap(Vectors.bytes(frame)));
      String told = String.valueOf(Vectors.common("QPI").decode(text.payload()).get("protocol"));
      assertTrue(Dialects.find(told).isEmpty(), told);
    }
    for (JsonNode frame : Vectors.read("pi34_qdi.json")) {
      Reply.Text text =
          assertInstanceOf(
              Reply.Text.class, Dialects.common().framing().unwrap(Vectors.bytes(frame)));
      assertThrows(ProtocolException.class, () -> Vectors.common("QDI").decode(text.payload()));
    }
  }

  @Test
  void otherProtocolsCarryTheStatusKeysToo() throws IOException, ProtocolException {
    for (JsonNode frame : Vectors.replies().toList()) {
      Inquiry inquiry = Vectors.inquiry(frame);
      if (inquiry.name().equals("status") && !inquiry.code().equals("QPIGS")) {
        Map<String, Object> status = inquiry.decode(Vectors.payload(frame));
        assertEquals(status.get("battery_voltage"), status.get("batt_volt"));
        assertEquals(status.get("battery_capacity"), status.get("batt_capacity"));
        assertEquals(status.get("ac_output_frequency"), status.get("ac_freq"));
        assertEquals(status.get("pv1_input_voltage"), status.get("pv_volts"));
      }
    }
  }

  @Test
  void theSeedsExampleKeepsItsKeysAndTypes() throws ProtocolException {
    String payload =
        "000.0 00.0 230.0 50.0 0322 0221 006 425 52.80 011 100 0040 0016 100.6 52.78 00000"
            + " 01110110 00 00 00844 010";
    Map<String, Object> status = Vectors.common("QPIGS").decode(payload);
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
}
