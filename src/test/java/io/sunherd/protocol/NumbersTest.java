package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.suite.PureTests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as units spell them. */
@PureTests
class NumbersTest {
  private static final String STATUS =
      "230.0 50.0 230.0 50.0 0500 0400 010 400 52.00 000 080 %s %s 120.0 00.00 00005 00010000"
          + " 00 00 00000 010";

  private static Map<String, Object> status(String dialect, String temp, String amps)
      throws ProtocolException {
    return Dialects.find(dialect)
        .orElseThrow()
        .inquiry("QPIGS")
        .orElseThrow()
        .decode(STATUS.formatted(temp, amps));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"pi30, 0016, 16", "pi30max, 0002, 2", "pi30gk, 07, 7", "pi41, 0000, 0"})
  void pvAmpsAreWholeWhereAWholeNumberIsSent(String dialect, String sent, int amps)
      throws ProtocolException {
    Map<String, Object> values = status(dialect, "0040", sent);
    assertEquals(amps, assertInstanceOf(Integer.class, values.get("pv_amps")));
    assertEquals((double) amps, values.get("pv1_input_current"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"pi30, 00.8, 0.8", "pi30max, 02.7, 2.7", "pi30gk, 10.0, 10.0", "pi30, 00.0, 0.0"})
  void pvAmpsKeepTheTenthThatIsSent(String dialect, String sent, double amps)
      throws ProtocolException {
    assertEquals(amps, status(dialect, "0040", sent).get("pv_amps"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"054(0054), 54", "61(0x3D), 61", "0047(), 47"})
  void whatStandsInBracketsBehindANumberIsNoPartOfIt(String sent, int celsius)
      throws ProtocolException {
    Map<String, Object> values = status("pi30", sent, "0000");
    assertEquals(celsius, values.get("temp"));
    assertEquals(false, values.get("temp_in_counts"));
    assertEquals(Map.of("temp", sent), values.get("unknown"));
  }

  @Test
  @DisplayName("a number in brackets may come in any column, and in lists")
  void anywhere() throws ProtocolException {
    String told = STATUS.replace("52.00 000", "52.10(52.1) 003(3)").formatted("0040", "00.8(0.8)");
    Map<String, Object> values = Vectors.common("QPIGS").decode(told);
    assertEquals(52.1, values.get("batt_volt"));
    assertEquals(3, values.get("batt_charge_amps"));
    assertEquals(0.8, values.get("pv_amps"));
    Map<String, Object> list = Vectors.common("QMCHGCR").decode("010 020(20) 030");
    assertEquals(List.of(10, 20, 30), list.get("values"));
    Map<String, Object> pi18 =
        Dialects.find("pi18")
            .orElseThrow()
            .inquiry("GS")
            .orElseThrow()
            .decode(
                "2312,500,0000,000,0000,0000,000,518(51.8),000,000,000,004,036,027,000,000,0302,"
                    + "0000,2438,0000,0,2,0,0,1,2,2,0");
    assertEquals(51.8, pi18.get("batt_volt"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"(0054)", "54)", "5(4", "054(0054)1", "0x4(0054)"})
  void whatIsNoNumberStaysNone(String sent) throws ProtocolException {
    Map<String, Object> values = status("pi30", sent, "0000");
    assertNull(values.get("temp"));
    assertEquals(Map.of("temp", sent), values.get("unknown"));
  }

  @Test
  @DisplayName("a plain number leaves nothing unknown")
  void plain() throws ProtocolException {
    assertFalse(status("pi30", "0040", "0000").containsKey("unknown"));
  }

  @Test
  @DisplayName("the envelope lets brackets pass inside a reply")
  void brackets() throws ProtocolException {
    Framing framing = Dialects.common().framing();
    String payload = STATUS.formatted("054(0054)", "0000");
    assertEquals(new Reply.Text(payload), framing.unwrap(framing.reply(payload)));
  }
}
