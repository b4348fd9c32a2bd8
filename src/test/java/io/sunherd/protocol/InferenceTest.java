package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from the values of a reply together: worked out, doubted, or not there at all. */
@PureTests
class InferenceTest {

  private static Inquiry inquiry(String dialect, String code) {
    return Dialects.find(dialect).orElseThrow().inquiry(code).orElseThrow();
  }

  private static Map<String, Object> decode(String dialect, String code, String payload)
      throws ProtocolException {
    return inquiry(dialect, code).decode(payload);
  }

  private static String status(String amps, String volts, String scc, String tail) {
    return "230.0 50.0 230.0 50.0 0500 0400 010 400 52.00 000 080 0040 %s %s %s 00005 00010000%s"
        .formatted(amps, volts, scc, tail);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"pi30", "pi30max", "pi30gk", "pi30ks", "pi30lv6548", "pi41"})
  void pvPowerIsWorkedOutWhereTheCurrentIsThatOfThePvInput(String dialect)
      throws ProtocolException {
    Map<String, Object> values = decode(dialect, "QPIGS", status("02.7", "323.6", "00.00", ""));
    assertEquals(874, values.get("pv_watts"));
    assertEquals(List.of("pv_watts"), values.get("calculated"));
  }

  @ParameterizedTest(name = "{0} A, {1} V, charger {2} V")
  @CsvSource({
    "0016, 100.6, 52.78", // into the battery: 844 W, not 1,610
    "0016, 100.6, 00.00", // nothing tells where it flows
    "02.7, 323.6, 52.78", // a charger of its own
    "--.-, 323.6, 00.00",
    "02.7, ---.-, 00.00",
    "02.7, 323.6, --.--"
  })
  void pvPowerStaysUnknownWhereItIsNotKnownToBe(String amps, String volts, String scc)
      throws ProtocolException {
    Map<String, Object> values = decode("pi30", "QPIGS", status(amps, volts, scc, ""));
    assertTrue(values.containsKey("pv_watts"));
    assertNull(values.get("pv_watts"));
    assertFalse(values.containsKey("calculated"));
  }

  @Test
  @DisplayName("what the unit sends is never worked out")
  void told() throws ProtocolException {
    Map<String, Object> values =
        decode("pi30max", "QPIGS", status("02.7", "323.6", "00.00", " 00 00 00850 010"));
    assertEquals(850, values.get("pv_watts"));
    assertFalse(values.containsKey("calculated"));
    for (String dashes : List.of("-----", "NA")) {
      values =
          decode("pi30max", "QPIGS", status("02.7", "323.6", "00.00", " 00 00 " + dashes + " 010"));
      assertNull(values.get("pv_watts"), "sent, but not known");
      assertFalse(values.containsKey("calculated"));
    }
  }

  static Stream<JsonNode> statuses() throws IOException {
    return Vectors.replies()
        .filter(frame -> Vectors.protocol(frame).matches("PI30|PI30MAX|PI30GK|PI41"))
        .filter(frame -> frame.get("command").asText().equals("QPIGS"))
        .filter(frame -> Vectors.payload(frame).split(" ", -1).length > 19);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("statuses")
  void whatIsWorkedOutIsWhatTheUnitTells(JsonNode frame) throws ProtocolException {
    List<String> tokens = List.of(Vectors.payload(frame).split(" ", -1));
    Inquiry inquiry = Vectors.inquiry(frame);
    Object made = inquiry.decode(String.join(" ", tokens.subList(0, 17))).get("pv_watts");
    if (tokens.get(12).contains(".") && tokens.get(14).equals("00.00")) {
      int told = Integer.parseInt(tokens.get(19));
      assertEquals(told, assertInstanceOf(Integer.class, made), Math.max(5, told / 10.0));
    } else {
      assertNull(made);
    }
  }

  @ParameterizedTest(name = "{0} VA, {1} W: {2}")
  @CsvSource({
    "10200, 200, ac_output_rating_active_power",
    "200, 10200, ac_output_rating_apparent_power",
    "1000, 800, ac_output_rating_apparent_power ac_output_rating_active_power",
    "50000, 10200, ac_output_rating_apparent_power",
    "10200, 0, ac_output_rating_active_power"
  })
  void aRatingThatContradictsItselfIsDoubtful(String va, String watts, String doubtful)
      throws ProtocolException {
    for (String tail :
        List.of("", " 0 54.0 0 1", " 0 54.0 0 1 060 0 120", " 0 54.0 0 1 23.5 12 22.0")) {
      String told =
          "220.0 46.3 220.0 50.0 46.3 %s %s 48.0 46.0 42.0 56.4 54.0 2 30 060 0 1 2 9 01 0%s"
              .formatted(va, watts, tail);
      Map<String, Object> values = decode("pi30", "QPIRI", told);
      assertEquals(List.of(doubtful.split(" ")), values.get("doubtful"), told);
      assertEquals(Integer.parseInt(watts), values.get("ac_output_rating_active_power"));
    }
    Map<String, Object> pi18 =
        decode(
            "pi18",
            "PIRI",
            "2200,463,2200,500,463,%s,%s,480,460,540,420,564,540,2,030,060,0,0,1,9,0,0,0,1,1,00"
                .formatted(va, watts));
    assertEquals(List.of(doubtful.split(" ")), pi18.get("doubtful"));
  }

  @Test
  @DisplayName("without volts or amperes nothing contradicts anything")
  void unrated() throws ProtocolException {
    String told =
        "220.0 46.3 220.0 50.0 --.- 10200 200 48.0 46.0 42.0 56.4 54.0 2 30 060 0 1 2 9 01 0 0 54.0"
            + " 0 1";
    assertFalse(decode("pi30", "QPIRI", told).containsKey("doubtful"));
    assertFalse(decode("pi30", "QPIRI", told.replace("--.-", "00.0")).containsKey("doubtful"));
  }

  static Stream<JsonNode> replies() throws IOException {
    return Vectors.replies();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("replies")
  void noCaptureIsDoubted(JsonNode frame) throws ProtocolException {
    Map<String, Object> values = Vectors.inquiry(frame).decode(Vectors.payload(frame));
    assertFalse(values.containsKey("doubtful"), values.toString());
    assertFalse(Vectors.inquiry(frame).isIncredible(values));
  }

  static Stream<JsonNode> live() throws IOException {
    return Vectors.replies().filter(frame -> Vectors.inquiry(frame).name().equals("status"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("live")
  void aStatusOfZerosIsIncredible(JsonNode frame) throws ProtocolException {
    Inquiry inquiry = Vectors.inquiry(frame);
    String zeros = Vectors.payload(frame).replaceAll("[1-9]", "0");
    Map<String, Object> values = inquiry.decode(zeros);
    assertTrue(inquiry.isIncredible(values), zeros);
    List<?> doubtful = (List<?>) Objects.requireNonNull(values.get("doubtful"));
    assertTrue(doubtful.contains("batt_volt"), doubtful.toString());
    doubtful.forEach(key -> assertEquals(0.0, values.get(key)));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "000.0 00.0 000.0 00.0 0000 0000 000 001 00.10 000 000 0040 0000 000.0 00.00 00000 00000000",
        "000.0 00.0 000.0 00.0 0000 0000 000 000 52.00 000 000 0000 0000 000.0 00.00 00000 00000000",
        "230.0 50.0 000.0 00.0 0000 0000 000 000 00.00 000 000 0000 0000 000.0 00.00 00000 00000000",
        "000.0 00.0 000.0 00.0 0000 0000 000 000 00.00 000 000 0000 0000 090.0 00.00 00000 00000000"
      })
  void aUnitThatHasSomeVoltageIsBelieved(String payload) throws ProtocolException {
    Inquiry inquiry = inquiry("pi30", "QPIGS");
    Map<String, Object> values = inquiry.decode(payload);
    assertFalse(inquiry.isIncredible(values));
    assertFalse(values.containsKey("doubtful"));
  }

  @ParameterizedTest(name = "{0} W, {1} V, code {2}: {3}")
  @CsvSource({
    "0000, 0000, 0, none",
    "0000, 1604, 0, abnormal",
    "0082, 0000, 0, abnormal",
    "0000, 0000, 1, idle",
    "0300, 1604, 2, charging"
  })
  void aTrackerThatIsNotThereIsNotAbnormal(String watts, String volts, String code, String word)
      throws ProtocolException {
    String live =
        "2232,499,2232,499,1406,1376,028,549,000,000,000,010,095,060,000,000,0082,%s,1604,%s,0,2,%s,"
            + "1,1,1,1,0";
    Map<String, Object> values = decode("pi18", "GS", live.formatted(watts, volts, code));
    assertEquals(word, values.get("mppt2_status"));
    assertEquals(code, values.get("mppt2_status_code"));
    assertEquals("charging", values.get("mppt1_status"));
    String parallel =
        "1,5,00,2232,499,2232,499,1406,1376,02812,02752,028,028,549,000,010,020,095,0082,%s,1604,%s,"
            + "2,%s,1,1,1,1,060";
    assertEquals(
        word, decode("pi18", "PGS", parallel.formatted(watts, volts, code)).get("mppt2_status"));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "pi30, 230.0 50.0 230.0 50.0 0500 0400 010 400 52.00 000 255 0040, batt_capacity",
    "pi30max, 999.9 50.0 230.0 50.0 0500 0400 010 400 52.00 000 080 0040, grid_volt"
  })
  void whatCannotBeIsDoubtful(String dialect, String head, String key) throws ProtocolException {
    String payload = head + " 02.7 323.6 00.00 00005 00010000";
    assertEquals(List.of(key), decode(dialect, "QPIGS", payload).get("doubtful"));
  }

  @Test
  void whatFollowsFromItIsDoubtfulToo() throws ProtocolException {
    Map<String, Object> values = decode("pi30max", "QPIGS", status("02.7", "9999.9", "00.00", ""));
    assertEquals(List.of("pv_volts", "pv_watts"), values.get("doubtful"));
  }
}
